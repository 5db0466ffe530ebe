// The register of documents of external origin: the list, the page of one, its form, and the check of its edition (G1f).
import { areaOptions, positionOptions } from '../../people/index.ts';
import { historyOf } from '../../platform/audit/history.ts';
import { addMonths, today } from '../../platform/clock.ts';
import type { InputOf } from '../../platform/forms/forms.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { panel } from '../../platform/links/links.ts';
import { toCsv, toXlsx } from '../../platform/tables/index.ts';
import type { ExternalRecord } from '../external.ts';
import type { checkForm, externalForm, externalsQuery, newExternalForm } from '../forms/externals.ts';
import { editionOf, externalColumns, externalFacts, externalRow, externalTag, pathOfExternal } from '../present/externals.ts'; // prettier-ignore
import { linkRows, shownRow } from '../present/links.ts';
import { externalHistory } from '../present/timeline.ts';
import { anyExternal, everyExternal, EXTERNAL_STATES, listExternals } from '../queries/externals.ts';
import { CHECK_MONTHS, checkExternal, describeExternal, registerExternal, REVIEW_DAYS } from '../watching.ts';
import { pointsOf } from './distributing.ts';

type ListCtx = Ctx<undefined, undefined, InputOf<typeof externalsQuery>>;
const HOME = '/externos';
const LATEST = 50;

export async function list(ctx: ListCtx): Promise<void> {
  const { query, t } = ctx;
  const [page, any] = await Promise.all([listExternals(query, query.pagina, ctx.user), anyExternal()]);
  ctx.page('documents/externals', {
    title: t('documents.external.title'),
    crumbs: crumbsOf(t),
    list: { ...page, rows: page.rows.map((row) => externalRow(row, t)) },
    filter: query,
    any,
    states: EXTERNAL_STATES.map((value) => ({ value, label: t(`documents.external.filter.${value}`) })),
    can: { edit: ctx.may('documents.edit_externals') },
    exports: new URL(ctx.req.originalUrl, 'http://localhost').search,
  });
}

export async function exportXlsx(ctx: ListCtx): Promise<void> {
  const bytes = await toXlsx(externalColumns(ctx.t), await everyExternal(ctx.query, ctx.user));
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  ctx.download(`${ctx.t('documents.external.export_name')}-${today()}.xlsx`, type, bytes);
}

export async function exportCsv(ctx: ListCtx): Promise<void> {
  const text = toCsv(externalColumns(ctx.t), await everyExternal(ctx.query, ctx.user));
  ctx.download(`${ctx.t('documents.external.export_name')}-${today()}.csv`, 'text/csv; charset=utf-8', text);
}

export async function show(ctx: Ctx<ExternalRecord>): Promise<void> {
  const { subject: external, t, user } = ctx;
  const history = ctx.may('documents.external_history');
  const [links, points, acts] = await Promise.all([
    panel({ kind: 'external', id: String(external._id) }, user),
    pointsOf(external.distribution),
    history ? historyOf(`external:${String(external._id)}`, { limit: LATEST }) : [],
  ]);
  ctx.page('documents/external', {
    title: external.name,
    crumbs: [...crumbsOf(t, true), { label: external.name }],
    state: externalTag(external, t),
    external,
    path: pathOfExternal(external),
    facts: externalFacts(external, t),
    citing: links.filter((one) => one.meaning === 'cites' && one.direction === 'in').map((one) => shownRow(one.shown, t)),
    others: linkRows(links.filter((one) => one.meaning !== 'cites'), t),
    points,
    earlier: external.earlier.map(({ edition, until }) => ({ edition: editionOf(edition), until })),
    timeline: history ? externalHistory(acts, t) : null,
    can: { edit: external.endedOn === null && ctx.may('documents.edit_externals') },
  }); // prettier-ignore
}

export async function blank(ctx: Ctx): Promise<void> {
  await showForm(ctx, null);
}

export async function edit(ctx: Ctx<ExternalRecord>): Promise<void> {
  await showForm(ctx, ctx.subject);
}

async function showForm(ctx: Ctx | Ctx<ExternalRecord>, external: ExternalRecord | null): Promise<void> {
  const { t } = ctx;
  const [areas, positions] = await Promise.all([areaOptions(), positionOptions()]);
  const title = t(external ? 'documents.external.edit' : 'documents.external.new');
  const path = external ? pathOfExternal(external) : HOME;
  const self = external ? [{ href: path, label: external.name }] : [];
  ctx.page('documents/external_form', {
    title,
    crumbs: [...crumbsOf(t, true), ...self, { label: title }],
    external,
    distribution: external?.distribution ?? { everyone: true, areas: [], positions: [] },
    action: external ? `${path}/editar` : HOME,
    back: path,
    options: { areas, positions },
  });
}

export async function create(ctx: Ctx<undefined, InputOf<typeof newExternalForm>>): Promise<void> {
  const id = await registerExternal({ ...factsOf(ctx.input), edition: ctx.input.edition }, ctx.user);
  await ctx.redirect(`${HOME}/${id}`, { key: 'documents.external.created' });
}

export async function describe(ctx: Ctx<ExternalRecord, InputOf<typeof externalForm>>): Promise<void> {
  await describeExternal(String(ctx.subject._id), factsOf(ctx.input), ctx.user);
  await ctx.redirect(pathOfExternal(ctx.subject), { key: 'documents.external.changed' });
}

export async function askCheck(ctx: Ctx<ExternalRecord>): Promise<void> {
  const { subject: external, t } = ctx;
  const path = pathOfExternal(external);
  const links = await panel({ kind: 'external', id: String(external._id) }, ctx.user);
  const cited = links.filter((one) => one.meaning === 'cites' && one.direction === 'in').length;
  ctx.page('documents/external_check', {
    title: t('documents.external.check.title', { name: external.name }),
    crumbs: [...crumbsOf(t, true), { href: path, label: external.name }, { label: t('documents.external.check.crumb') }], // prettier-ignore
    external,
    edition: editionOf(external.edition),
    ended: external.endedOn !== null,
    path,
    outcomes: ['same', 'changed', 'ended'].map((value) => ({
      value,
      label: t(`documents.external.check.${value}`),
      hint: value === 'same' ? '' : t('documents.external.check.opens', { count: cited, days: REVIEW_DAYS }),
    })),
    nextCheck: addMonths(today(), CHECK_MONTHS),
  });
}

export async function check(ctx: Ctx<ExternalRecord, InputOf<typeof checkForm>>): Promise<void> {
  await checkExternal(String(ctx.subject._id), ctx.input, ctx.user);
  await ctx.redirect(pathOfExternal(ctx.subject), { key: `documents.external.check.done_${ctx.input.outcome}` });
} // prettier-ignore

function factsOf(input: InputOf<typeof externalForm>) {
  const { name, about, issuer, source, everyone, areas, positions } = input;
  return { name, about, issuer, source, distribution: { everyone, areas, positions } };
}

function crumbsOf(t: Ctx['t'], below = false): Record<string, unknown>[] {
  const title = t('documents.external.title');
  return [{ href: '/', label: t('shared.home') }, below ? { href: HOME, label: title } : { label: title }];
}
