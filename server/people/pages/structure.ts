// Pages of the structure: areas, positions with their responsibilities (G3g), the management representative (G3h).
import { historyOf } from '../../platform/audit/history.ts';
import type { Day } from '../../platform/clock.ts';
import { recordId } from '../../platform/db/ids.ts';
import { NotFound } from '../../platform/errors.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { timelineOf } from '../../platform/pages/timeline.ts';
import { createArea, createPosition, designate, editArea, editPosition } from '../organising.ts';
import { areaRow, positionPage, positionRow, sections } from '../present.ts';
import {
  areaOptions, areasByIds, areaTree, holdersEver, holdersOfAll, positionById, positionsWhere, representative, type AreaRow, type PositionDetail,
} from '../queries/index.ts'; // prettier-ignore

export async function listPositions(ctx: Ctx<undefined, undefined>): Promise<void> {
  const positions = await positionsWhere({});
  const holders = await holdersOfAll(positions.map((one) => one.id));
  const open = positions.filter((one) => one.active);
  const closed = positions.filter((one) => !one.active);
  ctx.page('people/positions', {
    title: ctx.t('people.positions.title'),
    sections: sections(ctx, 'positions'),
    rows: [...open, ...closed].map((one) => positionRow(ctx, one, holders.get(one.id) ?? [])),
    representative: await representative(),
    can: { keep: ctx.may('people.keep_structure') },
  });
}

export async function loadPosition(params: Record<string, string>): Promise<PositionDetail> {
  const position = await positionById(recordId(params.id));
  if (!position) throw new NotFound();
  return position;
}

export async function showPosition(ctx: Ctx<PositionDetail, undefined>): Promise<void> {
  const position = ctx.subject;
  const seesHistory = ctx.may('people.read_history');
  const [held, history] = await Promise.all([
    holdersEver(position.id),
    seesHistory ? historyOf(`position:${position.id}`, { limit: 30 }) : [],
  ]);
  const timeline = seesHistory ? timelineOf(history, ctx.t) : null;
  ctx.page('people/position', { ...positionPage(ctx, position, held), timeline });
}

export async function newPositionPage(ctx: Ctx<undefined, undefined>): Promise<void> {
  ctx.page('people/position-form', {
    title: ctx.t('people.positions.new_title'),
    action: '/cargos',
    back: '/cargos',
    areas: await areaOptions(),
  });
}

interface PositionForm {
  name: string;
  area: string;
  responsibilities: string;
  closed: boolean;
}

export async function handleNewPosition(ctx: Ctx<undefined, PositionForm>): Promise<void> {
  const { closed, ...input } = ctx.input;
  const id = await createPosition({ ...input, active: !closed }, ctx.actor);
  await ctx.redirect(`/cargos/${id}`, { key: 'people.positions.created', params: { name: input.name } });
}

export async function editPositionPage(ctx: Ctx<PositionDetail, undefined>): Promise<void> {
  const position = ctx.subject;
  ctx.page('people/position-form', {
    title: ctx.t('people.positions.edit_title', { name: position.name }),
    action: `/cargos/${position.id}`,
    back: `/cargos/${position.id}`,
    position,
    areas: await areaOptions(),
  });
}

export async function handleEditPosition(ctx: Ctx<PositionDetail, PositionForm>): Promise<void> {
  const { closed, ...input } = ctx.input;
  await editPosition(ctx.subject.id, { ...input, active: !closed }, ctx.actor);
  await ctx.redirect(`/cargos/${ctx.subject.id}`, {
    key: 'people.positions.saved',
    params: { name: input.name },
  });
}

export async function designatePage(ctx: Ctx<PositionDetail, undefined>): Promise<void> {
  const { name } = ctx.subject;
  const current = await representative();
  ctx.page('people/designate', {
    title: ctx.t('people.designate.title', { name }),
    position: ctx.subject,
    former: current && current.id !== ctx.subject.id ? current.name : null,
  });
}

export async function handleDesignate(ctx: Ctx<PositionDetail, { act: string; since: Day }>): Promise<void> {
  await designate(ctx.subject.id, ctx.input, ctx.actor);
  const params = { name: ctx.subject.name };
  await ctx.redirect(`/cargos/${ctx.subject.id}`, { key: 'people.designate.done', params });
}

export async function listAreas(ctx: Ctx<undefined, undefined>): Promise<void> {
  const can = { keep: ctx.may('people.keep_structure') };
  ctx.page('people/areas', {
    title: ctx.t('people.areas.title'),
    sections: sections(ctx, 'areas'),
    rows: (await areaTree()).map((area) => areaRow(ctx, area)),
    can,
  });
}

export async function loadArea(params: Record<string, string>): Promise<AreaRow> {
  const [area] = await areasByIds([recordId(params.id)]);
  if (!area) throw new NotFound();
  return area;
}

interface AreaForm {
  code: string;
  name: string;
  parent: string | null;
  closed: boolean;
}

export async function newAreaPage(ctx: Ctx<undefined, undefined>): Promise<void> {
  const title = ctx.t('people.areas.new_title');
  ctx.page('people/area-form', { title, action: '/dependencias', areas: await areaOptions() });
}

export async function handleNewArea(ctx: Ctx<undefined, AreaForm>): Promise<void> {
  const { closed, ...input } = ctx.input;
  await createArea({ ...input, active: !closed }, ctx.actor);
  await ctx.redirect('/dependencias', { key: 'people.areas.created', params: { name: input.name } });
}

export async function editAreaPage(ctx: Ctx<AreaRow, undefined>): Promise<void> {
  const area = ctx.subject;
  const others = (await areaOptions()).filter((option) => option.value !== area.id);
  const title = ctx.t('people.areas.edit_title', { name: area.name });
  ctx.page('people/area-form', { title, action: `/dependencias/${area.id}`, area, areas: others });
}

export async function handleEditArea(ctx: Ctx<AreaRow, AreaForm>): Promise<void> {
  const { closed, ...input } = ctx.input;
  await editArea(ctx.subject.id, { ...input, active: !closed }, ctx.actor);
  await ctx.redirect('/dependencias', { key: 'people.areas.saved', params: { name: input.name } });
}
