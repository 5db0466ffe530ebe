// Handlers of schools: list, page, form, SABER results.
import { peopleByIds, peopleWithRole } from '../people/index.ts';
import { today } from '../platform/clock.ts';
import type { InputOf } from '../platform/forms/forms.ts';
import type { Ctx } from '../platform/http/context.ts';
import { lineOf } from '../platform/links/lines.ts';
import { panel } from '../platform/links/links.ts';
import { numberOf, toXlsx } from '../platform/tables/index.ts';
import { editEstablishment, noteSaber, registerEstablishment } from './editing.ts';
import type { editForm, listQuery, newForm, saberForm } from './forms.ts';
import { panelsOf } from './panels.ts';
import { exportColumns, optionsFor, saberLines, schoolFacts, schoolLine, stateOf } from './present.ts';
import { everySchool, listSchools, schoolOptions, schoolsByIds, schoolsOf, sitesOf } from './queries.ts';
import type { ListFilter, SchoolRow } from './queries.ts';

const HOME = '/establecimientos';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
type Query = InputOf<typeof listQuery>;

export async function index(ctx: Ctx<undefined, undefined, Query>): Promise<void> {
  const { query, user, t } = ctx;
  const [list, own] = await Promise.all([listSchools(filterOf(query)), schoolsOf(user)]);
  ctx.page('establishments/index', {
    title: t('establishments.title'),
    list: { ...list, rows: list.rows.map((row) => ({ ...schoolLine(row, t), opens: ctx.may('establishments.read', row) })) },
    own: own.map((row) => ({ href: `${HOME}/${row.dane}`, label: row.name, note: row.code, tag: stateOf(row, t) })),
    filter: query,
    filtered: Boolean(query.q || query.sector || query.zona || query.estado || query.sedes),
    options: optionsFor(t),
    exports: new URL(ctx.req.originalUrl, 'http://localhost').search,
    can: { edit: ctx.may('establishments.edit'), import: ctx.may('establishments.import') },
  }); // prettier-ignore
}

export async function exportXlsx(ctx: Ctx<undefined, undefined, Query>): Promise<void> {
  const rows = await Array.fromAsync(everySchool(filterOf(ctx.query)));
  const mains = await schoolsByIds(rows.flatMap(({ main }) => main ?? []));
  const daneOf = new Map(mains.map(({ id, dane }) => [id, dane]));
  const bytes = await toXlsx(exportColumns(daneOf, ctx.language, ctx.t), rows);
  ctx.download(`${ctx.t('establishments.export_name')}-${today()}.xlsx`, XLSX, bytes);
}

export async function show(ctx: Ctx<SchoolRow>): Promise<void> {
  const { subject: school, user, t } = ctx;
  const answering = [school.rector, school.delegate].flatMap((id) => id ?? []);
  const [people, mains, sites, panels, linked] = await Promise.all([
    peopleByIds(answering),
    schoolsByIds(school.main ? [school.main] : []),
    sitesOf(school.id),
    panelsOf(school, user, t),
    panel({ kind: 'establishment', id: school.id }, user),
  ]);
  const nameOf = (id: string | null) => people.find((one) => one.id === id)?.name ?? '';
  const names = { main: mains[0] ?? null, rector: nameOf(school.rector), delegate: nameOf(school.delegate) };
  ctx.page('establishments/show', {
    title: `${school.code} ${school.name}`,
    crumbs: [{ label: t('establishments.title'), href: HOME }, { label: school.code }],
    school,
    path: `${HOME}/${school.dane}`,
    sub: t(school.main ? 'establishments.site' : 'establishments.one'),
    state: stateOf(school, t),
    facts: schoolFacts(school, names, t),
    saber: saberLines(school, ctx.language, t),
    sites: sites.map((row) => ({ href: `${HOME}/${row.dane}`, label: `${row.code} · ${row.name}`, tag: stateOf(row, t) })),
    panels,
    linked: linked.map((row) => lineOf(row, t)),
    options: optionsFor(t),
    can: { edit: ctx.may('establishments.edit', school) },
  }); // prettier-ignore
}

export async function blank(ctx: Ctx): Promise<void> {
  await showForm(ctx, null, null);
}

export async function edit(ctx: Ctx<SchoolRow>): Promise<void> {
  const [main] = await schoolsByIds(ctx.subject.main ? [ctx.subject.main] : []);
  await showForm(ctx, ctx.subject, main?.dane ?? null);
}

export async function create(ctx: Ctx<undefined, InputOf<typeof newForm>>): Promise<void> {
  await registerEstablishment(ctx.input, ctx.actor);
  await ctx.redirect(`${HOME}/${ctx.input.dane}`, { key: 'establishments.flash.registered' });
}

export async function change(ctx: Ctx<SchoolRow, InputOf<typeof editForm>>): Promise<void> {
  await editEstablishment(ctx.subject.dane, ctx.input, ctx.actor);
  await ctx.redirect(`${HOME}/${ctx.subject.dane}`, { key: 'establishments.flash.changed' });
}

export async function addSaber(ctx: Ctx<SchoolRow, InputOf<typeof saberForm>>): Promise<void> {
  const { year, category, index } = ctx.input;
  await noteSaber(ctx.subject.dane, { year, category, index: index === '' ? null : numberOf(index) }, ctx.actor); // prettier-ignore
  await ctx.redirect(`${HOME}/${ctx.subject.dane}`, { key: 'establishments.flash.saber', params: { year: String(year) } }); // prettier-ignore
}

export function filterOf(query: Query): ListFilter {
  return {
    words: query.q,
    sector: query.sector,
    zone: query.zona,
    active: query.estado === null ? null : query.estado === 'activos',
    sites: query.sedes,
    sort: query.orden,
    page: query.pagina,
  };
}

async function showForm(
  ctx: Ctx | Ctx<SchoolRow>,
  school: SchoolRow | null,
  main: string | null,
): Promise<void> {
  const [schools, people] = await Promise.all([schoolOptions(), peopleWithRole('school')]);
  ctx.page('establishments/form', {
    title: ctx.t(school ? 'establishments.edit' : 'establishments.new'),
    crumbs: [{ label: ctx.t('establishments.title'), href: HOME }, { label: school?.code ?? ctx.t('establishments.new') }],
    school: { ...(school ?? { active: true }), main },
    code: school?.code,
    isNew: school === null,
    action: school ? `${HOME}/${school.dane}/edicion` : HOME,
    back: school ? `${HOME}/${school.dane}` : HOME,
    schools: schools.filter(({ value }) => value !== school?.dane),
    people: people.map(({ id, name, position }) => ({ value: id, label: position ? `${name} · ${position}` : name })),
    options: optionsFor(ctx.t),
  }); // prettier-ignore
}
