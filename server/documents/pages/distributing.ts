// Points of use: where a document goes, who has read it, confirming one's own reading, and the documents that apply to oneself.
import { areaOptions, areasByIds, positionOptions, positionsByIds } from '../../people/index.ts';
import { today } from '../../platform/clock.ts';
import { pageOf, PAGE_SIZE, skipFor } from '../../platform/db/paging.ts';
import type { InputOf } from '../../platform/forms/forms.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { foldText } from '../../platform/search/terms.ts';
import { toCsv } from '../../platform/tables/index.ts';
import { formatDateTime } from '../../platform/words/index.ts';
import { acknowledge, distribute } from '../distributing.ts';
import type { distributionForm, ownQuery, readersQuery } from '../forms/distributing.ts';
import type { DocumentSubject } from '../policy.ts';
import { documentHead, pathOf } from '../present/showing.ts';
import { externalsFor } from '../queries/externals.ts';
import { documentsFor, readersOf, type OwnDocument, type Reader } from '../queries/reading.ts';
import { inForceOn } from '../queries/listing.ts';
import type { PointsOfUse } from '../rules.ts';
import { externalRow } from '../present/externals.ts';

const EXTERNALS_SHOWN = 10;

export async function own(ctx: Ctx<undefined, undefined, InputOf<typeof ownQuery>>): Promise<void> {
  const { query, user, t } = ctx;
  const [all, externals] = await Promise.all([documentsFor(user), externalsFor(user)]);
  const typed = foldText(query.q);
  const matching = all.filter(({ document }) => foldText(`${document.code} ${document.title}`).includes(typed)); // prettier-ignore
  const skip = skipFor(query.pagina);
  ctx.page('documents/own', {
    title: t('documents.own.title'),
    crumbs: [{ href: '/', label: t('shared.home') }, { label: t('documents.own.title') }],
    unread: ctx.may('documents.acknowledge') ? all.filter((one) => one.asked && !one.readAt).map(ownRow) : [],
    total: all.length,
    list: pageOf(
      matching.slice(skip, skip + PAGE_SIZE).map(ownRow),
      matching.length,
      query.pagina,
    ),
    externals: externals.slice(0, EXTERNALS_SHOWN).map((one) => externalRow(one, t)),
    externalsCount: externals.length,
    filter: query,
  }); // prettier-ignore
}

function ownRow({ document, version, asked, readAt }: OwnDocument): Record<string, unknown> {
  const { code, title, typeName } = document;
  return {
    href: pathOf(code),
    code,
    title,
    type: typeName,
    version: version.label,
    effective: version.effective,
    asked,
    readAt,
  };
}

export async function readers(
  ctx: Ctx<DocumentSubject, undefined, InputOf<typeof readersQuery>>,
): Promise<void> {
  const { subject: document, query } = ctx;
  const [found, points] = await Promise.all([readersOf(document), pointsOf(document.distribution)]);
  const wanted = found.rows.filter(
    (one) => !query.lectura || (one.readAt !== null) === (query.lectura === 'confirmada'),
  );
  const skip = skipFor(query.pagina);
  const missing = found.asked - found.read;
  ctx.page('documents/distribution', {
    ...documentHead(document, ctx, 'distribution'),
    points,
    asks: document.distribution.acknowledge,
    readers: { asked: found.asked, read: found.read, missing, others: found.rows.length - found.asked },
    share: found.asked > 0 ? found.read / found.asked : 0,
    tone: missing === 0 ? 'ok' : 'info',
    choices: (['falta', 'confirmada'] as const).map((value) => ({
      value,
      label: ctx.t(`documents.readers.filter.${value}`),
    })),
    filter: query,
    list: pageOf(wanted.slice(skip, skip + PAGE_SIZE), wanted.length, query.pagina),
    can: { distribute: document.state !== 'withdrawn' && ctx.may('documents.distribute', document) },
  });
}

/** Names of the points of use, as the page lists them. */
export async function pointsOf({ everyone, areas, positions }: PointsOfUse): Promise<{
  everyone: boolean;
  areas: string[];
  positions: string[];
  none: boolean;
}> {
  const [foundAreas, foundPositions] = await Promise.all([areasByIds(areas), positionsByIds(positions)]);
  return {
    everyone,
    areas: foundAreas.map(({ code, name }) => `${code} · ${name}`),
    positions: foundPositions.map(({ name, areaName }) => `${name} · ${areaName}`),
    none: !everyone && areas.length === 0 && positions.length === 0,
  };
}

export async function readersCsv(ctx: Ctx<DocumentSubject>): Promise<void> {
  const { subject: document, t, language } = ctx;
  const { rows } = await readersOf(document);
  const label = inForceOn(document, today())?.label ?? '';
  const columns = [
    { header: t('documents.column.code'), value: () => document.code },
    { header: t('documents.column.version'), value: () => label },
    { header: t('documents.readers.name'), value: (row: Reader) => row.name },
    { header: t('documents.readers.position'), value: (row: Reader) => row.position },
    { header: t('documents.readers.read'), value: (row: Reader) => (row.readAt ? formatDateTime(row.readAt, language) : '') },
    { header: t('documents.readers.applies'), value: (row: Reader) => t(row.applies ? 'shared.yes' : 'shared.no') },
  ]; // prettier-ignore
  const name = `${document.code}-${t('documents.readers.export_name')}-${today()}.csv`;
  ctx.download(name, 'text/csv; charset=utf-8', toCsv(columns, rows));
}

export async function edit(ctx: Ctx<DocumentSubject>): Promise<void> {
  const { subject: document } = ctx;
  const [areas, positions] = await Promise.all([areaOptions(), positionOptions()]);
  ctx.page('documents/distribute', {
    ...documentHead(document, ctx, 'distribution'),
    distribution: document.distribution,
    options: { areas, positions },
  });
}

export async function set(ctx: Ctx<DocumentSubject, InputOf<typeof distributionForm>>): Promise<void> {
  await distribute(ctx.subject.code, ctx.input, ctx.user);
  await ctx.redirect(pathOf(ctx.subject.code, 'distribucion'), { key: 'documents.distribution.done' });
}

export async function confirm(ctx: Ctx<DocumentSubject, { sha256: string }>): Promise<void> {
  await acknowledge(ctx.subject.code, ctx.input, ctx.user);
  await ctx.redirect(pathOf(ctx.subject.code), { key: 'documents.reading.done' });
}
