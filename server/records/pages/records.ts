// Pages of records: the list with its search, the page of one, its files, and declaring one.
import { peopleOptions, positionOptions } from '../../people/index.ts';
import { governingOptions } from '../../documents/index.ts';
import { processesByIds, processOptions } from '../../processes/index.ts';
import { currentOrigin, withOrigin } from '../../platform/audit/act.ts';
import { closeFor } from '../../platform/access/engagement.ts';
import { historyOf } from '../../platform/audit/history.ts';
import { today } from '../../platform/clock.ts';
import { Invalid, NotFound, Refusal } from '../../platform/errors.ts';
import {
  acceptAttribute,
  DamagedFile,
  disposition,
  fileStore,
  MissingFile,
  type Kind,
} from '../../platform/files/index.ts';
import type { InputOf } from '../../platform/forms/forms.ts';
import { accepts, attachmentsOf, type Attachment } from '../../platform/http/attachments.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { recordByCode, type Ref } from '../../platform/links/kinds.ts';
import { lineOf } from '../../platform/links/lines.ts';
import { panel } from '../../platform/links/links.ts';
import { timelineOf } from '../../platform/pages/timeline.ts';
import { toCsv, toXlsx } from '../../platform/tables/index.ts';
import { declareRecord } from '../declaring.ts';
import type { recordForm, recordsQuery, viewQuery } from '../forms/records.ts';
import { panelsOf } from '../panels.ts';
import { maySeeSeries } from '../policy.ts';
import {
  datesFor,
  fileRows,
  hidesPersonal,
  isViewable,
  loanRow,
  pathOf,
  recordColumns,
  recordFacts,
  recordRow,
  retentionFacts,
  stateTag,
} from '../present/records.ts';
import {
  anyRecord,
  aroundRecord,
  everyRecord,
  listRecords,
  MOST_FOUND,
  type RecordFilter,
} from '../queries/records.ts';
import { openFileId, openFileOptions } from '../queries/files.ts';
import { seriesOptions, typologiesInUse } from '../queries/tables.ts';
import { noteReading } from '../reading.ts';
import type { Place, RecordRecord } from '../record.ts';
import { CONFORMITIES } from '../rules.ts';
import { isGone } from '../seeing.ts';
import { seriesIn, seriesInForce } from '../tabling.ts';

type Query = InputOf<typeof recordsQuery>;
const HOME = '/registros';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const RECORD_KINDS: readonly Kind[] = ['pdf', 'docx', 'odt', 'xlsx', 'pptx', 'jpg', 'png', 'txt', 'csv'];
export const recordUpload = accepts({ allowed: RECORD_KINDS, megabytes: 40, files: 10 });

export async function list(ctx: Ctx<undefined, undefined, Query>): Promise<void> {
  const { query, user, t } = ctx;
  const filter = filterOf(query);
  const [page, any, series, processes, documents] = await Promise.all([
    listRecords(filter, query.pagina, user),
    anyRecord(),
    seriesOptions(user, (who, one) => maySeeSeries(who, one.access)),
    processOptions(),
    governingOptions(),
  ]);
  ctx.page('records/index', {
    title: t('records.title'),
    crumbs: [{ label: t('records.title') }],
    list: { ...page, rows: page.rows.map((row) => recordRow(row, user, t)) },
    filter: query,
    any,
    many: filter.words !== '' && page.total >= MOST_FOUND ? MOST_FOUND : null,
    options: { series, processes, documents, conforms: conformOptions(t) },
    can: { declare: ctx.may('records.declare') },
    exports: new URL(ctx.req.originalUrl, 'http://localhost').search,
  });
}

/** A workbook is made whole in memory; longer lists go out as CSV, row by row. */
const MOST_IN_WORKBOOK = 10_000;

/** @throws Refusal for more rows than a workbook should hold */
export async function exportXlsx(ctx: Ctx<undefined, undefined, Query>): Promise<void> {
  const { user, t } = ctx;
  const { total } = await listRecords(filterOf(ctx.query), 1, user);
  if (total > MOST_IN_WORKBOOK)
    throw new Refusal('records.refusal.too_many_rows', { most: MOST_IN_WORKBOOK });
  const bytes = await toXlsx(recordColumns(user, t), everyRecord(filterOf(ctx.query), user));
  ctx.download(`${t('records.export_name')}-${today()}.xlsx`, XLSX, bytes);
}

export function exportCsv(ctx: Ctx<undefined, undefined, Query>): void {
  const { user, t } = ctx;
  const text = toCsv(recordColumns(user, t), everyRecord(filterOf(ctx.query), user));
  ctx.download(`${t('records.export_name')}-${today()}.csv`, 'text/csv; charset=utf-8', text);
}

export async function show(ctx: Ctx<RecordRecord>): Promise<void> {
  const { subject: record, user, t } = ctx;
  await seen(ctx, () => noteReading(record, user, 'page'));
  const ref = { kind: 'record', id: String(record._id) };
  const history = ctx.may('records.history');
  const [{ file, annotations, loans }, links, panels, acts, gone] = await Promise.all([
    aroundRecord(record, user),
    panel(ref, user),
    panelsOf(record, user, t),
    history ? historyOf(`record:${ref.id}`, { limit: 50, before: closeFor(user) }) : [],
    isGone(record, user),
  ]);
  const closed = file?.closed ?? null;
  const series = closed ? await seriesIn(closed.table, record.series) : await seriesInForce(record.series);
  const hides = hidesPersonal(record, user);
  const content = ctx.may('records.read_content', record);
  ctx.page('records/show', {
    title: hides ? t('records.personal_title') : record.title,
    crumbs: [{ href: HOME, label: t('records.title') }, { label: record.code }],
    record: { ...record, title: '' },
    path: pathOf(record.code),
    state: stateTag(record.state, t),
    conformsText: t(`records.conforms.${record.conforms}`),
    facts: recordFacts(record, user, t),
    hides,
    files: content && !gone ? fileRows(record) : [],
    gone,
    hashes: record.files.map(({ sha256, size }) => ({ sha256, size })),
    annotations: annotations.map((one) => ({ ...one, text: hides ? t('records.masked_text') : one.text })),
    retention: retentionFacts(series, datesFor(record, closed?.day ?? null, series), t),
    reserved: series?.reserved ?? false,
    file: file && { code: file.code, title: file.title, href: `/expedientes/${file.code}` },
    loans: loans.map((one) => loanRow(one, hides, t)),
    lent: loans.some((one) => !one.returned),
    linked: links.map((row) => lineOf(row, t)),
    panels,
    timeline: history ? timelineOf(acts, t) : null,
    can: {
      annotate: ctx.may('records.annotate'),
      place: ctx.may('records.place') && record.state !== 'disposed',
      lend: ctx.may('records.lend') && record.place !== null && record.state !== 'disposed',
    },
  });
}

/** A file of the record: to keep, or for the browser to show what it can show by itself. @throws NotFound, Forbidden, Refusal */
export async function file(ctx: Ctx<RecordRecord, undefined, InputOf<typeof viewQuery>>): Promise<void> {
  const { subject: record, user } = ctx;
  const found = record.files.find((one) => one.sha256 === ctx.req.params.sha256);
  if (!found || (await isGone(record, user))) throw new NotFound();
  const bytes = await whole(found.sha256);
  await seen(ctx, () => noteReading(record, user, 'file', found.sha256));
  if (ctx.query.ver !== 'si' || !isViewable(found)) return ctx.download(found.name, found.type, bytes);
  ctx.res.setHeader('Content-Type', found.type);
  ctx.res.setHeader('Content-Disposition', disposition(found.name, 'inline'));
  ctx.res.setHeader(
    'Content-Security-Policy',
    "default-src 'none'; img-src 'self'; object-src 'self'; frame-ancestors 'none'",
  );
  ctx.res.send(bytes);
}

export async function blank(ctx: Ctx): Promise<void> {
  const { user, t } = ctx;
  const [series, processes, documents, positions, people, files, typologies] = await Promise.all([
    seriesOptions(user, (who, one) => maySeeSeries(who, one.access)),
    processOptions(),
    governingOptions(),
    positionOptions(),
    peopleOptions(),
    openFileOptions(user),
    typologiesInUse(),
  ]);
  ctx.page('records/new', {
    title: t('records.new'),
    crumbs: [{ href: HOME, label: t('records.title') }, { label: t('records.new') }],
    options: { series, processes, documents, files, typologies, conforms: conformOptions(t, true) },
    names: [...positions, ...people].map((one) => one.label),
    accept: acceptAttribute(RECORD_KINDS),
    attached: await stillAttached(ctx),
    today: today(),
  });
}

export async function declare(ctx: Ctx<undefined, InputOf<typeof recordForm>>): Promise<void> {
  const { input, user } = ctx;
  const files = (await attachmentsOf(ctx.req, 'files')).map(({ sha256, name, mime, bytes }) => ({
    sha256,
    name,
    type: mime,
    size: bytes,
  }));
  const code = await declareRecord(
    {
      ...input,
      document: input.document ? { code: input.document.toUpperCase(), ...versionIn(input.version) } : null,
      process: input.process ? ((await processesByIds([input.process]))[0]?.code ?? null) : null,
      place: placeIn(input),
      files,
      file: await fileIn(input.file, ctx),
      evidences: await refsOf(input.evidences, ctx),
    },
    user,
  );
  await ctx.redirect(pathOf(code), { key: 'records.declared', params: { code } });
}

/** The place of paper that a form named; null when it named none. */
export function placeIn({ box, folder, shelf }: Place): Place | null {
  return box || folder || shelf ? { box, folder, shelf } : null;
}

/** Every POST has its origin by itself; a reading is an act of a GET, and the trail keeps from where it came all the same. */
async function seen(ctx: Pick<Ctx, 'req'>, note: () => Promise<void>): Promise<void> {
  if (currentOrigin()) return note();
  await withOrigin({ request: ctx.req.id as string, address: ctx.req.ip ?? '', once: null }, note);
}

function versionIn(typed: string): { number?: number } {
  if (typed === '') return {};
  if (!/^[1-9]\d{0,4}$/.test(typed)) throw Invalid.field('version', 'records.form.version_number');
  return { number: Number(typed) };
}

async function fileIn(code: string, ctx: Pick<Ctx, 'user'>): Promise<string | null> {
  if (code === '') return null;
  const id = await openFileId(code, ctx.user);
  if (!id) throw Invalid.field('file', 'records.form.file_unknown', { code });
  return id;
}

/** What the record proves, by codes as people write them: `G2c, T63d`. @throws Invalid naming the one that nobody bears */
async function refsOf(typed: string, ctx: Pick<Ctx, 'user'>): Promise<Ref[]> {
  const codes = [...new Set(typed.split(/[\s,;]+/).filter(Boolean))];
  const refs: Ref[] = [];
  for (const code of codes) {
    const found = (await recordByCode(code, ctx.user)) ?? (await recordByCode(code.toUpperCase(), ctx.user));
    if (!found) throw Invalid.field('evidences', 'records.form.code_unknown', { code });
    refs.push({ kind: found.kind, id: found.id });
  }
  return refs;
}

/** The files that a returned form still holds. */
async function stillAttached(ctx: Pick<Ctx, 'req' | 'form' | 't'>): Promise<Attachment[]> {
  if (Object.keys(ctx.form.values).length === 0) return [];
  try {
    return await attachmentsOf(ctx.req, 'files');
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    ctx.form.errors.files ??= (error.fields.files ?? []).map((one) => ctx.t(one.key, one.params));
    return [];
  }
}

function filterOf({
  q,
  serie,
  expediente,
  proceso,
  procedimiento,
  conforme,
  desde,
  hasta,
}: Query): RecordFilter {
  return {
    words: q,
    series: serie || null,
    file: expediente || null,
    process: proceso,
    document: procedimiento || null,
    conforms: conforme,
    from: desde,
    until: hasta,
  };
}

function conformOptions(
  t: Ctx['t'],
  hints = false,
): { value: string; label: string; hint?: string; state?: string }[] {
  const states = { conforming: 'ok', nonconforming: 'bad', not_applicable: 'off' } as const;
  return CONFORMITIES.map((value) => ({
    value,
    label: t(`records.conforms.${value}`),
    ...(hints ? { hint: t(`records.hint.${value}`), state: states[value] } : {}),
  }));
}

/** @throws Refusal when the stored file is no longer the one that was declared */
async function whole(sha256: string): Promise<Buffer> {
  try {
    return await fileStore().read(sha256);
  } catch (error) {
    if (error instanceof DamagedFile || error instanceof MissingFile)
      throw new Refusal('records.refusal.file_damaged');
    throw error;
  }
}
