// The master list: search, filters, sort, paging, and the view as of a date (G1c, G1d).
import { today, type Day } from '../../platform/clock.ts';
import { pageOf, PAGE_SIZE, skipFor, type Page } from '../../platform/db/paging.ts';
import type { User } from '../../platform/access/roles.ts';
import { clauseNamed, documentsGoverning, governingScope } from '../../requirements/index.ts';
import { Document, type DocumentRecord, type VersionGlance } from '../document.ts';
import { scope } from '../policy.ts';
import { documentsWithWords } from '../searching.ts';
import { Version, type VersionRecord } from '../version.ts';

/** Columns that sort, as the address names them; `-codigo` sorts the other way. */
const ORDER: Record<string, readonly string[]> = {
  codigo: ['code'],
  titulo: ['titleKey', 'code'],
  tipo: ['typeName', 'code'],
  revision: ['nextReview', 'code'],
};

export interface ListFilter {
  words: string;
  type: string | null;
  process: string | null;
  owner: string | null;
  /** Code of a clause: the documents that govern it, a section above it or one of its parts. */
  clause: string;
  state: 'new' | 'in_force' | 'withdrawn' | 'on_its_way' | null;
  overdue: boolean;
  sort: string;
  page: number;
}

/** A row of the list. `shown` is the version in force on the date asked for. */
export interface ListRow extends Omit<DocumentRecord, 'words' | 'writers' | 'distribution' | 'withdrawal'> {
  shown: VersionGlance | null;
}

const FIELDS =
  'code title type typeName process processName owner ownerName state current working nextReview adopted formOf withdrawnAt createdAt';

export async function listDocuments(filter: ListFilter, user: User): Promise<Page<ListRow>> {
  const query = both(scope(user), await conditions(filter));
  const [rows, total] = await Promise.all([
    Document.find(query)
      .select(FIELDS)
      .sort(orderOf(filter.sort))
      .skip(skipFor(filter.page))
      .limit(PAGE_SIZE)
      .lean<DocumentRecord[]>(),
    Document.countDocuments(query),
  ]);
  return pageOf(
    rows.map((row) => ({ ...row, shown: inForceOn(row, today()) })),
    total,
    filter.page,
  );
}

/** Every row of a filter, for exports; with a day, as the list stood then. */
export async function* everyDocument(
  filter: ListFilter,
  day: Day | null,
  user: User,
): AsyncGenerator<ListRow> {
  if (day) {
    yield* everyAsOf(filter, day, user);
    return;
  }
  const query = both(scope(user), await conditions(filter));
  const cursor = Document.find(query)
    .select(FIELDS)
    .sort(orderOf(filter.sort))
    .lean<DocumentRecord>()
    .cursor();
  for await (const row of cursor as AsyncIterable<DocumentRecord>)
    yield { ...row, shown: inForceOn(row, today()) };
}

async function* everyAsOf(filter: ListFilter, day: Day, user: User): AsyncGenerator<ListRow> {
  for (let page = 1; ; page += 1) {
    const { rows, pages } = await listAsOf({ ...filter, page }, day, user);
    yield* rows;
    if (page >= pages) return;
  }
}

/** The scope wins where a filter asks for the same field: no filter shows what lies outside. */
function both(within: Record<string, unknown>, asked: Record<string, unknown>): Record<string, unknown> {
  const isShared = Object.keys(asked).some((field) => field in within);
  return isShared ? { $and: [asked, within] } : { ...within, ...asked };
}

/** The version that readers use on a day: an issued one counts from its date, whether or not the night's job has run. */
export function inForceOn(
  document: Pick<DocumentRecord, 'state' | 'current' | 'working' | 'withdrawal'>,
  day: Day,
): VersionGlance | null {
  const { current, working } = document;
  if (document.withdrawal?.approved && document.withdrawal.from <= day) return null;
  if (working?.state === 'issued' && working.effective !== null && working.effective <= day) return working;
  return document.state === 'in_force' ? current : null;
}

/**
 * What was in force on a past day, by document: answered from the versions and their dates, not from today's states.
 * A version counts from its effective date until the day before it became obsolete.
 */
export async function versionsInForceOn(day: Day): Promise<Map<string, VersionGlance>> {
  const versions = await Version.find({
    state: { $in: ['in_force', 'obsolete', 'issued'] },
    effective: { $lte: day },
  })
    .select('document number label state effective obsoleteFrom')
    .lean<VersionRecord[]>();
  const inForce = versions.filter((one) => one.obsoleteFrom === null || one.obsoleteFrom > day);
  return new Map(
    inForce.map((one) => [
      String(one.document),
      {
        id: String(one._id),
        number: one.number,
        label: one.label,
        state: one.state,
        effective: one.effective,
      },
    ]),
  );
}

/** The master list as it stood on a day. */
export async function listAsOf(filter: ListFilter, day: Day, user: User): Promise<Page<ListRow>> {
  const inForce = await versionsInForceOn(day);
  const query = {
    $and: [
      await conditions({ ...filter, state: null, overdue: false }),
      { _id: { $in: [...inForce.keys()] } },
    ],
  };
  const [rows, total] = await Promise.all([
    Document.find({ $and: [query, scope(user)] }).select(FIELDS).sort(orderOf(filter.sort)).skip(skipFor(filter.page)).limit(PAGE_SIZE).lean<DocumentRecord[]>(),
    Document.countDocuments({ $and: [query, scope(user)] }),
  ]); // prettier-ignore
  return pageOf(
    rows.map((row) => ({ ...row, ...THEN, shown: inForce.get(String(row._id)) ?? null })),
    total,
    filter.page,
  );
}

/** What the list of a past day does not take over from today: a later withdrawal, a draft under way, the next review. */
const THEN = { state: 'in_force', working: null, nextReview: null } as const;

async function conditions(filter: Omit<ListFilter, 'page'>): Promise<Record<string, unknown>> {
  const matching = await documentsWithWords(filter.words);
  const governing = filter.clause ? await governingClause(filter.clause) : null;
  return {
    ...(matching ? { _id: { $in: matching } } : {}),
    ...(governing ? { $and: [{ _id: { $in: governing } }] } : {}),
    ...(filter.type ? { type: filter.type } : {}),
    ...(filter.process ? { process: filter.process } : {}),
    ...(filter.owner ? { owner: filter.owner } : {}),
    ...(filter.state === 'on_its_way' ? { 'working.state': { $exists: true } } : {}),
    ...(filter.state && filter.state !== 'on_its_way' ? { state: filter.state } : {}),
    ...(filter.overdue ? { nextReview: { $lt: today() } } : {}),
  };
}

function governingClause(typed: string): Promise<string[]> {
  const clause = clauseNamed(typed);
  return clause ? documentsGoverning(governingScope(clause.id)) : Promise.resolve([]);
}

function orderOf(sort: string): Record<string, 1 | -1> {
  const down = sort.startsWith('-');
  const fields = ORDER[down ? sort.slice(1) : sort] ?? ['code'];
  return Object.fromEntries(fields.map((field) => [field, down ? -1 : 1]));
}
