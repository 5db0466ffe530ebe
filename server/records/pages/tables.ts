// Pages of the retention table: the one in force, versions, series, the draft, its entry into force, the usual series.
import { areaOptions, areasByIds } from '../../people/index.ts';
import { ROLES } from '../../platform/access/roles.ts';
import { act } from '../../platform/audit/act.ts';
import { historyOf } from '../../platform/audit/history.ts';
import { today } from '../../platform/clock.ts';
import { Invalid } from '../../platform/errors.ts';
import type { InputOf } from '../../platform/forms/forms.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { lineOf } from '../../platform/links/lines.ts';
import { panel } from '../../platform/links/links.ts';
import { timelineOf } from '../../platform/pages/timeline.ts';
import { readSettings } from '../../platform/settings/settings.ts';
import { numberOf, toXlsx } from '../../platform/tables/index.ts';
import { discardDraft, putInForce, saveSeries, startDraft, tableHash } from '../drafting.ts';
import type { inForceForm, reasonForm, seriesForm, tableQuery, usualForm } from '../forms/table.ts';
import { tableColumns } from '../importing/columns.ts';
import { isCentral, pathOfTable, seriesFacts, seriesRow, tableTag, versionRow } from '../present/tables.ts';
import {
  draftTable,
  recordsOfSeries,
  seriesMatching,
  seriesOptions,
  tables,
  type SeriesSubject,
} from '../queries/tables.ts';
import { DISPOSITIONS, isPending, MEDIA } from '../rules.ts';
import type { TableRecord } from '../table.ts';
import { seriesOf, tableInForce } from '../tabling.ts';
import { PURPOSES, usual, usualSeries } from '../usual.ts';

export const HOME = '/trd';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
type TableQuery = InputOf<typeof tableQuery>;

export async function inForce(ctx: Ctx<undefined, undefined, TableQuery>): Promise<void> {
  await showTable(ctx, await tableInForce(), ctx.query.q);
}

export async function version(ctx: Ctx<TableRecord, undefined, TableQuery>): Promise<void> {
  await showTable(ctx, ctx.subject, ctx.query.q);
}

async function showTable(ctx: Pick<Ctx, 't' | 'page' | 'may'>, table: TableRecord | null, q: string): Promise<void> {
  const { t } = ctx;
  const [rows, versions, draft] = await Promise.all([
    table ? seriesMatching(table.number, q) : [],
    tables(),
    draftTable(),
  ]);
  const parts = new Set(rows.map((row) => row.parent));
  const edits = ctx.may('records.edit_table');
  const isDraft = table?.state === 'draft';
  ctx.page('records/table', {
    title: t('records.table.title'),
    crumbs: isDraft || table?.state === 'superseded' ? [{ href: HOME, label: t('records.table.title') }, { label: t('records.table.version', { number: String(table.number) }) }] : [{ label: t('records.table.title') }],
    table,
    tag: table && tableTag(table, t),
    path: table && pathOfTable(table),
    filter: { q },
    here: table?.state === 'in_force' || !table ? HOME : pathOfTable(table),
    rows: rows.map((row) => seriesRow(row, parts.has(row.code), t)),
    pending: rows.filter((row) => isPending(row) && !parts.has(row.code)).length,
    versions: versions.map((one) => versionRow(one, t)),
    draft: draft && !isDraft ? pathOfTable(draft) : null,
    can: {
      edit: edits && isDraft,
      start: edits && !draft && !isDraft,
      import: edits,
      usual: ctx.may('records.settings'),
      put: isDraft && ctx.may('records.put_table_in_force', table),
      wrote: isDraft && edits && !ctx.may('records.put_table_in_force', table),
    },
  });
} // prettier-ignore

export async function exportXlsx(ctx: Ctx<TableRecord>): Promise<void> {
  const { subject: table, t, language } = ctx;
  const bytes = await toXlsx(tableColumns(language), await seriesOf(table.number), t('records.table.short'));
  ctx.download(`${t('records.table.export_name')}-v${table.number}-${today()}.xlsx`, XLSX, bytes);
}

export async function start(ctx: Ctx): Promise<void> {
  const number = await startDraft(ctx.user);
  await ctx.redirect(pathOfTable({ number }), { key: 'records.table.started' });
}

export async function series(ctx: Ctx<SeriesSubject>): Promise<void> {
  const { subject, user, t } = ctx;
  const shown = subject.inForce ?? subject.draft;
  if (!shown) return;
  const history = ctx.may('records.history');
  const [areas, records, links, acts] = await Promise.all([
    areasByIds(shown.access.areas),
    recordsOfSeries(subject.code),
    panel({ kind: 'series', id: subject.code }, user),
    history ? historyOf(`series:${subject.code}`, { limit: 30 }) : [],
  ]);
  ctx.page('records/series', {
    title: shown.name,
    crumbs: [{ href: HOME, label: t('records.table.title') }, { label: shown.code }],
    series: shown,
    path: `${HOME}/series/${encodeURIComponent(subject.code)}`,
    state: shown.closed ? { kind: 'off', text: t('records.series.state.closed') } : null,
    facts: seriesFacts(shown, areas.map((area) => area.name), records, t),
    pending: isPending(shown) && t(isCentral(shown) ? 'records.pending_central' : 'records.pending_says'),
    linked: links.map((row) => lineOf(row, t)),
    timeline: history ? timelineOf(acts, t) : null,
    can: { edit: subject.draft !== null && ctx.may('records.edit_table') },
  });
} // prettier-ignore

export async function newSeries(ctx: Ctx): Promise<void> {
  await showSeriesForm(ctx, null);
}

export async function editSeries(ctx: Ctx<SeriesSubject>): Promise<void> {
  await showSeriesForm(ctx, ctx.subject);
}

async function showSeriesForm(ctx: Ctx | Ctx<SeriesSubject>, subject: SeriesSubject | null): Promise<void> {
  const { t } = ctx;
  const row = subject?.draft ?? subject?.inForce ?? null;
  const draft = await draftTable();
  const path = draft ? pathOfTable(draft) : HOME;
  const title = t(row ? 'records.series.edit' : 'records.series.new');
  ctx.page('records/series_form', {
    title,
    crumbs: [{ href: HOME, label: t('records.table.title') }, { href: path, label: t('records.table.draft') }, { label: row?.code ?? title }],
    row: row && { ...row, typologies: row.typologies.join('; '), restricted: !row.access.everyone },
    code: row?.code ?? '',
    action: row ? `${HOME}/series/${encodeURIComponent(row.code)}/edicion` : `${HOME}/series`,
    back: path,
    draft: draft !== null,
    options: {
      media: MEDIA.map((value) => ({ value, label: t(`records.medium.${value}`) })),
      dispositions: DISPOSITIONS.map((value) => ({ value, label: t(`records.disposition.${value}`) })),
      roles: ROLES.filter((role) => role !== 'quality').map((value) => ({ value, label: t(`people.role.${value}`) })),
      areas: await areaOptions(),
    },
  });
} // prettier-ignore

export async function createSeries(ctx: Ctx<undefined, InputOf<typeof seriesForm>>): Promise<void> {
  await keepSeries(ctx.input, ctx);
}

export async function changeSeries(ctx: Ctx<SeriesSubject, InputOf<typeof seriesForm>>): Promise<void> {
  await keepSeries({ ...ctx.input, code: ctx.subject.code }, ctx);
}

async function keepSeries(
  input: InputOf<typeof seriesForm>,
  ctx: Pick<Ctx, 'user' | 'redirect'>,
): Promise<void> {
  const { restricted, roles, areas, typologies, management, central, ...rest } = input;
  await saveSeries(
    {
      ...rest,
      typologies: typologies.split(/[;\n]/).map((one) => one.trim()).filter(Boolean),
      management: yearsIn(management, 'management'),
      central: yearsIn(central, 'central'),
      access: { everyone: !restricted, roles, areas },
    },
    ctx.user,
  );
  const draft = await draftTable();
  await ctx.redirect(draft ? pathOfTable(draft) : HOME, { key: 'records.series.saved', params: { code: input.code } });
} // prettier-ignore

/** Empty years are pending. @throws Invalid */
function yearsIn(typed: string, field: 'management' | 'central'): number | null {
  if (typed === '') return null;
  const years = numberOf(typed);
  if (years === null) throw Invalid.field(field, 'records.series.form.years', { most: 100 });
  return years;
}

export async function askInForce(ctx: Ctx<TableRecord>): Promise<void> {
  const { subject: table, t } = ctx;
  const rows = await seriesOf(table.number);
  const title = t('records.table.put.title', { number: String(table.number) });
  ctx.page('records/table_put', {
    title,
    crumbs: [{ href: HOME, label: t('records.table.title') }, { href: pathOfTable(table), label: t('records.table.draft') }, { label: t('records.table.put.crumb') }],
    path: pathOfTable(table),
    count: rows.length,
    pending: rows.filter((row) => isPending(row) && !rows.some((one) => one.parent === row.code)).length,
    sha256: tableHash(rows),
    today: today(),
  });
} // prettier-ignore

export async function put(ctx: Ctx<TableRecord, InputOf<typeof inForceForm>>): Promise<void> {
  await putInForce(ctx.subject.number, ctx.input, ctx.user);
  await ctx.redirect(HOME, { key: 'records.table.put.done' });
}

export function askDiscard(ctx: Ctx<TableRecord>): void {
  const { subject: table, t } = ctx;
  ctx.page('records/table_discard', {
    title: t('records.table.discard.title'),
    crumbs: [{ href: HOME, label: t('records.table.title') }, { href: pathOfTable(table), label: t('records.table.draft') }, { label: t('records.table.discard.crumb') }],
    path: pathOfTable(table),
  });
} // prettier-ignore

export async function discard(ctx: Ctx<TableRecord, InputOf<typeof reasonForm>>): Promise<void> {
  await discardDraft(ctx.subject.number, ctx.input, ctx.user);
  await ctx.redirect(HOME, { key: 'records.table.discarded' });
}

export async function usualPage(ctx: Ctx): Promise<void> {
  const { t } = ctx;
  ctx.page('records/usual', {
    title: t('records.usual.title'),
    crumbs: [{ href: HOME, label: t('records.table.title') }, { label: t('records.usual.title') }],
    fields: PURPOSES.map((name) => ({ name, label: t(`records.usual.${name}`), value: usualSeries(name) })),
    series: await seriesOptions(ctx.user, () => true),
  });
}

export async function saveUsual(ctx: Ctx<undefined, InputOf<typeof usualForm>>): Promise<void> {
  const known = new Set((await seriesOptions(ctx.user, () => true)).map((one) => one.value));
  const unknown = PURPOSES.find((name) => !known.has(ctx.input[name]));
  if (unknown) throw Invalid.field(unknown, 'records.form.series_unknown', { code: ctx.input[unknown] });
  await act('records.settings', ctx.actor, () => usual.set(ctx.input));
  await readSettings();
  await ctx.redirect(HOME, { key: 'records.usual.saved' });
}
