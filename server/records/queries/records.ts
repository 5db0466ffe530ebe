// Records as the list, the export and the page of one need them; inside what the person may see.
import { closeFor } from '../../platform/access/engagement.ts';
import type { User } from '../../platform/access/roles.ts';
import { stoodBefore } from '../../platform/audit/standing.ts';
import type { Day } from '../../platform/clock.ts';
import { pageOf, PAGE_SIZE, skipFor, type Page } from '../../platform/db/paging.ts';
import { NotFound } from '../../platform/errors.ts';
import { scope } from '../access.ts';
import { Annotation, type AnnotationRecord } from '../annotation.ts';
import { FileModel, type FileRecord } from '../file.ts';
import { Loan, type LoanRecord } from '../loan.ts';
import { RecordModel, type RecordRecord } from '../record.ts';
import type { Conformity } from '../rules.ts';
import { filesSeen, recordsSeen } from '../seeing.ts';
import { Series } from '../series.ts';
import { findable } from './finding.ts';

export interface RecordFilter {
  words: string;
  series: string | null;
  /** Code of an expediente. */
  file: string | null;
  process: string | null;
  document: string | null;
  conforms: Conformity | null;
  /** Days on which it happened, both included. */
  from: Day | null;
  until: Day | null;
}

export type RecordRow = Pick<
  RecordRecord,
  | '_id' | 'code' | 'title' | 'series' | 'seriesName' | 'typology' | 'happened' | 'received' | 'conforms' | 'authority' | 'responsible'
  | 'document' | 'processCode' | 'fileCode' | 'files' | 'personal' | 'state' | 'medium' | 'sha256' | 'author'
>; // prettier-ignore
const FIELDS =
  'code title series seriesName typology happened received conforms authority responsible document processCode fileCode files personal state medium sha256 author';

/** A search by words counts no further: whoever finds more adds a word. */
export const MOST_FOUND = 200;

export async function listRecords(filter: RecordFilter, page: number, user: User): Promise<Page<RecordRow>> {
  const query = await queryOf(filter, user);
  const code = filter.file?.toUpperCase();
  if (code && closeFor(user)) return pageIn(code, query, page, user);
  const isSearch = 'terms' in query;
  const number = isSearch ? Math.min(page, MOST_FOUND / PAGE_SIZE) : page;
  const [rows, total] = await Promise.all([
    RecordModel.find(query)
      .select(FIELDS)
      .sort(orderOf(filter))
      .skip(skipFor(number))
      .limit(PAGE_SIZE)
      .lean<RecordRow[]>(),
    countOf(query, isSearch),
  ]);
  return pageOf(await recordsSeen(rows, user), total, number);
}

/** The records that lay in an expediente at the cut-off. None leaves one: they are among those of today. */
async function pageIn(
  code: string,
  query: Record<string, unknown>,
  page: number,
  user: User,
): Promise<Page<RecordRow>> {
  const all = await RecordModel.find(query).select(FIELDS).sort({ code: -1 }).lean<RecordRow[]>();
  const rows = (await recordsSeen(all, user)).filter((one) => one.fileCode === code);
  return pageOf(rows.slice(skipFor(page), skipFor(page) + PAGE_SIZE), rows.length, page);
}

/** Every row of a filter, for exports. */
export async function* everyRecord(filter: RecordFilter, user: User): AsyncGenerator<RecordRow> {
  const cursor = RecordModel.find(await queryOf(filter, user))
    .select(FIELDS)
    .sort(orderOf(filter))
    .lean<RecordRow>()
    .cursor();
  const code = filter.file?.toUpperCase();
  for await (const row of cursor as AsyncIterable<RecordRow>) {
    const [seen] = await recordsSeen([row], user);
    if (seen && (!code || seen.fileCode === code)) yield seen;
  }
}

/** @throws NotFound for one that does not exist or lies outside what the person may see */
export async function loadRecord(params: Record<string, string>, user: User | null): Promise<RecordRecord> {
  if (!user) throw new NotFound();
  const found = await RecordModel.findOne({ $and: [{ code: params.code ?? '' }, await scope(user)] })
    .select('-terms')
    .lean<RecordRecord>();
  const [seen] = await recordsSeen(found ? [found] : [], user);
  if (!seen) throw new NotFound();
  return seen;
}

/** A record with one of its loans. */
export interface LoanSubject extends RecordRecord {
  loan: LoanRecord;
}

export async function loadLoan(params: Record<string, string>, user: User | null): Promise<LoanSubject> {
  const record = await loadRecord(params, user);
  const id = /^[0-9a-f]{24}$/.test(params.loan ?? '') ? params.loan : null;
  const loan = id && (await Loan.findOne({ _id: id, record: record._id }).lean<LoanRecord>());
  if (!loan) throw new NotFound();
  return { ...record, loan };
}

/** What lies around a record on its page. */
export async function aroundRecord(
  record: RecordRecord,
  user: User,
): Promise<{ file: FileRecord | null; annotations: AnnotationRecord[]; loans: LoanRecord[] }> {
  const close = closeFor(user);
  const [files, annotations, loans] = await Promise.all([
    record.file ? FileModel.find({ _id: record.file }).lean<FileRecord[]>() : [],
    Annotation.find({ record: record._id }).sort({ at: 1 }).lean<AnnotationRecord[]>(),
    Loan.find({ record: record._id }).sort({ lent: -1 }).limit(20).lean<LoanRecord[]>(),
  ]);
  const [file = null] = await filesSeen(files, user);
  return {
    file,
    annotations: annotations.filter((one) => !close || one.at < close),
    loans: await stoodBefore(Loan, loans, close),
  };
} // prettier-ignore

/** True where any record exists: an empty list then says something else. */
export async function anyRecord(): Promise<boolean> {
  return (await RecordModel.exists({})) !== null;
}

async function queryOf(filter: RecordFilter, user: User): Promise<Record<string, unknown>> {
  const { words, series, file, process, document, conforms, from, until } = filter;
  const own = {
    ...((await findable(words, user)) ?? {}),
    ...(series ? { series: { $in: await withSubseries(series) } } : {}),
    ...(file ? { file: await idOfFile(file) } : {}),
    ...(process ? { process } : {}),
    ...(document ? { 'document.code': document } : {}),
    ...(conforms ? { conforms } : {}),
    ...(from || until
      ? { happened: { ...(from ? { $gte: from } : {}), ...(until ? { $lte: until } : {}) } }
      : {}),
  };
  const allowed = await scope(user);
  const shared = Object.keys(allowed).some((key) => key in own);
  return shared ? { ...own, $and: [allowed] } : { ...own, ...allowed };
}

/** The series and its subseries, of any version of the table. */
async function withSubseries(code: string): Promise<string[]> {
  const codes: string[] = await Series.distinct('code', { code: { $gte: code, $lt: `${code}/` } });
  return [code, ...codes.filter((one) => one.startsWith(`${code}.`) || one.startsWith(`${code}-`))];
}

async function idOfFile(code: string): Promise<unknown> {
  const found = await FileModel.findOne({ code: code.toUpperCase() }).select('_id').lean<Pick<FileRecord, '_id'>>();
  return found?._id ?? '0'.repeat(24);
} // prettier-ignore

/** By the order of reception; a span of days by the day on which it happened. Both are indexed. */
function orderOf({ words, from, until }: RecordFilter): Record<string, 1 | -1> {
  return !words && (from ?? until) ? { happened: -1, code: -1 } : { code: -1 };
}

async function countOf(query: Record<string, unknown>, isSearch: boolean): Promise<number> {
  if (Object.keys(query).length === 0) return RecordModel.estimatedDocumentCount();
  if (!isSearch) return RecordModel.countDocuments(query);
  // Stops at the last one that counts; a count would read every record that has the words.
  return (await RecordModel.find(query).select('_id').limit(MOST_FOUND).lean()).length;
}
