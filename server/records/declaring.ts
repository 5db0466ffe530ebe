// Reception: a record is declared from stored files, or from paper that lies somewhere, and from then on it is immutable (G2b-d).
import { act, currentAct, type Actor } from '../platform/audit/act.ts';
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { dayOf, type Day } from '../platform/clock.ts';
import { Invalid } from '../platform/errors.ts';
import { fileStore } from '../platform/files/index.ts';
import type { Ref } from '../platform/links/kinds.ts';
import { link } from '../platform/links/links.ts';
import { queueOf, takeNumber } from '../platform/numbering/numbering.ts';
import { termsOf } from '../platform/search/terms.ts';
import { governingVersion, type GoverningVersion } from '../documents/index.ts';
import { findProcess } from '../processes/index.ts';
import { fileForFilling } from './filing.ts';
import { maySeeSeries } from './policy.ts';
import { RecordModel, recordHash, type Place, type RecordFile, type RecordRecord } from './record.ts';
import { mustHaveHappened, mustNameAuthority, recordCode, type Conformity, type Medium } from './rules.ts';
import { readTextOf } from './reading-text.ts';
import { seriesForNew } from './tabling.ts';

export interface NewRecord {
  title: string;
  /** Code of a series or subseries of the table in force, e.g. `140.10.04`. */
  series: string;
  /** Document type within the series. */
  typology?: string;
  happened: Day;
  /** Position or name of who made it. */
  author: string;
  responsible: string;
  /** The procedure that controlled the service; without a number, the version in use on the day (G2c). */
  document?: { code: string; number?: number } | null;
  /** Code of the process; that of the procedure when absent. */
  process?: string | null;
  conforms: Conformity;
  /** Authority responsible for the control; needed where it does not conform (G2d). */
  authority?: string;
  /** Stored already (`fileStore().put`); `size` in bytes. */
  files: RecordFile[];
  /** Where the paper lies; a record without files needs it. */
  place?: Place | null;
  origin?: Ref | null;
  personal?: boolean;
  /** What it proves: clauses, PAM or PMI items. */
  evidences?: Ref[];
  /** Id of the expediente that takes it. */
  file?: string | null;
}

/**
 * Declares a record in an act of its own and reads the text of its files for the search.
 * @returns its code, `REG-2026-00001`
 * @throws Invalid naming the field: unknown or closed series, an event after reception, no authority where it does not conform, a file that is not there
 */
export async function declareRecord(input: NewRecord, actor: User): Promise<string> {
  const declare = async (): Promise<{ id: string; code: string }> => {
    const { access } = await seriesForNew(input.series);
    if (!maySeeSeries(actor, access))
      throw Invalid.field('series', 'records.form.series_unknown', { code: input.series });
    return declareWithin(input);
  };
  const { id, code } = await act('records.declare', actorOf(actor), declare, queueOf('records'));
  await readTextOf(id);
  return code;
}

/**
 * Declares a record inside the open act of another slice, which must carry `queueOf('records')`.
 * The text of its files is read for the search within minutes.
 * @throws Invalid as `declareRecord`
 */
export async function declareWithin(input: NewRecord): Promise<{ id: string; code: string }> {
  const { actor, at } = currentAct();
  const received = dayOf(at);
  mustHaveHappened(input.happened, received);
  mustNameAuthority(input.conforms, input.authority ?? '');
  await mustBeReadable(input);
  const { year, number } = await takeNumber('records');
  const series = await seriesForNew(input.series);
  const document = await procedureOf(input);
  const process = await processOf(input, document);
  const facts = {
    code: recordCode(year, number),
    year,
    number,
    title: input.title,
    series: series.code,
    seriesName: series.name,
    table: series.table,
    typology: input.typology ?? '',
    medium: mediumOf(input),
    happened: input.happened,
    received,
    declaredAt: at,
    declaredBy: declarer(actor),
    author: input.author,
    responsible: input.responsible,
    document: document && documentFacts(document),
    process: process?.id ?? null,
    processCode: process?.code ?? '',
    conforms: input.conforms,
    authority: input.conforms === 'nonconforming' ? (input.authority ?? '') : '',
    files: input.files,
    origin: input.origin ?? null,
    personal: input.personal ?? false,
  };
  const file = input.file ? await fileForFilling(input.file, series.code) : null;
  const record = new RecordModel({
    ...facts,
    sha256: recordHash(facts),
    state: 'declared',
    file: file?._id ?? null,
    fileCode: file?.code ?? '',
    place: input.place ?? null,
    terms: factTerms(facts),
    text: input.files.length > 0 ? 'waiting' : 'read',
  });
  await record.save();
  await linkAll(String(record._id), input, document);
  return { id: String(record._id), code: record.code };
}

/** The words of what was declared, without those inside its files. */
export function factTerms(
  record: Pick<RecordRecord, 'code' | 'title' | 'seriesName' | 'typology' | 'author' | 'responsible' | 'document' | 'files'>,
): string[] {
  const { code, title, seriesName, typology, author, responsible, document, files } = record;
  const names = files.map((one) => one.name).join(' ');
  return termsOf([code, title, seriesName, typology, author, responsible, document?.code ?? '', names].join(' '));
} // prettier-ignore

/** @throws Invalid (field `files`) when there is neither file nor paper, or a stored file is missing or damaged */
async function mustBeReadable({ files, place }: NewRecord): Promise<void> {
  if (files.length === 0 && !place) throw Invalid.field('files', 'records.form.files_needed');
  for (const { sha256, name } of files)
    if ((await fileStore().check(sha256)) !== 'whole')
      throw Invalid.field('files', 'records.form.file_unreadable', { name });
}

/** @throws Invalid (field `document`) for a procedure that was never in use, or not on the day */
async function procedureOf({ document, happened }: NewRecord): Promise<GoverningVersion | null> {
  if (!document) return null;
  const found = await governingVersion(document.code, document.number ?? null, happened);
  if (!found) throw Invalid.field('document', 'records.form.document_not_in_use', { code: document.code });
  return found;
}

/** @throws Invalid (field `process`) */
async function processOf(
  { process }: NewRecord,
  document: GoverningVersion | null,
): Promise<{ id: string; code: string } | null> {
  if (!process) return document?.process ?? null;
  const found = await findProcess(process);
  if (!found) throw Invalid.field('process', 'records.form.process_unknown');
  return found;
}

async function linkAll(id: string, input: NewRecord, document: GoverningVersion | null): Promise<void> {
  const self = { kind: 'record', id };
  if (document) await link({ kind: 'document', id: document.id }, 'governs', self);
  if (input.origin) await link(input.origin, 'originates', self);
  for (const proved of input.evidences ?? []) await link(self, 'evidences', proved);
}

function documentFacts({ id, code, number, label, title }: GoverningVersion): NonNullable<RecordRecord['document']> {
  return { id, code, number, label, title };
} // prettier-ignore

function mediumOf({ files, place }: NewRecord): Medium {
  if (!place) return 'electronic';
  return files.length > 0 ? 'both' : 'paper';
}

function declarer(actor: Actor): RecordRecord['declaredBy'] {
  return actor.kind === 'person'
    ? { id: actor.id, name: actor.name, position: actor.position }
    : { id: null, name: actor.kind, position: null };
}
