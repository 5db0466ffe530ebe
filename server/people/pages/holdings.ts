// Pages of holding a position: give it, acting posts (encargos) as a list, end it.
import { today, type Day } from '../../platform/clock.ts';
import { recordId } from '../../platform/db/ids.ts';
import { NotFound } from '../../platform/errors.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { assign, endAssignment } from '../assigning.ts';
import { holdingKinds, sections, shownHolding } from '../present.ts';
import {
  holdingById,
  listActing,
  positionOptions,
  type Holding,
  type PersonDetail,
} from '../queries/index.ts';
import type { HoldingState } from '../rules.ts';

export async function newHoldingPage(ctx: Ctx<PersonDetail, undefined>): Promise<void> {
  ctx.page('people/assign', {
    title: ctx.t('people.assign.title', { name: ctx.subject.name }),
    person: ctx.subject,
    positions: await positionOptions(),
    kinds: holdingKinds(ctx),
    today: today(),
  });
}

interface HoldingForm {
  position: string;
  kind: 'own' | 'acting';
  from: Day;
  until: Day | null;
  act: string;
  act_date: Day | null;
}

export async function handleNewHolding(ctx: Ctx<PersonDetail, HoldingForm>): Promise<void> {
  const { position, kind, from, until, act, act_date } = ctx.input;
  const administrativeAct = kind === 'acting' && act_date ? { number: act, date: act_date } : null;
  const person = ctx.subject;
  await assign({ person: person.id, position, from, until, act: administrativeAct }, ctx.actor);
  await ctx.redirect(`/personas/${person.id}`, { key: 'people.assign.done', params: { name: person.name } });
}

/** A holding as a subject: its `id` is the person's, whom the permission is about. */
export interface HoldingSubject {
  id: string;
  holding: Holding;
}

export async function loadHolding(params: Record<string, string>): Promise<HoldingSubject> {
  const holding = await holdingById(recordId(params.id));
  if (!holding) throw new NotFound();
  return { id: holding.person, holding };
}

export function endHoldingPage(ctx: Ctx<HoldingSubject, undefined>): void {
  const holding = shownHolding(ctx, ctx.subject.holding);
  const title = ctx.t('people.end.title', { position: holding.positionName });
  ctx.page('people/end-assignment', { title, holding, today: today() });
}

export async function handleEndHolding(
  ctx: Ctx<HoldingSubject, { until: Day; reason: string }>,
): Promise<void> {
  const { holding } = ctx.subject;
  await endAssignment(holding.id, ctx.input, ctx.actor);
  const params = { name: holding.personName, position: holding.positionName };
  await ctx.redirect(`/personas/${holding.person}`, { key: 'people.end.done', params });
}

const STATES = { vigentes: 'current', proximos: 'coming', terminados: 'past' } as const;

interface ActingQuery {
  estado: keyof typeof STATES | null;
  pagina: number;
}

export async function listActingPage(ctx: Ctx<undefined, undefined, ActingQuery>): Promise<void> {
  const chosen = ctx.query.estado ?? 'vigentes';
  const state: HoldingState = STATES[chosen];
  const list = await listActing(state, ctx.query.pagina);
  ctx.page('people/acting', {
    title: ctx.t('people.acting.title'),
    sections: sections(ctx, 'acting'),
    list,
    rows: list.rows.map((holding) => shownHolding(ctx, holding)),
    state: chosen,
    states: Object.entries(STATES).map(([value, one]) => ({ value, label: ctx.t(`people.acting.${one}`) })),
  });
}
