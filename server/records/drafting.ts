// A new version of the retention table: drafted from the one in force, changed series by series, put in force by a second person who signs.
import { act, currentAct } from '../platform/audit/act.ts';
import { bulkInsert } from '../platform/audit/bulk.ts';
import { hashOf } from '../platform/audit/canonical.ts';
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { sign } from '../platform/access/signatures.ts';
import { dayOf, today, type Day } from '../platform/clock.ts';
import { Invalid, NotFound, Refusal, Stale } from '../platform/errors.ts';
import { mustBeSensible, SERIES_CODE } from './rules.ts';
import { Series, type SeriesRecord } from './series.ts';
import type { NewSeries } from './starting.ts';
import { ensureStartingTable, seriesOf, tableInForce } from './tabling.ts';
import { Table, type TableDoc, type TableRecord } from './table.ts';

/** What a draft may say of a series. */
export type SeriesInput = Omit<SeriesRecord, '_id' | 'table' | 'stated' | 'parent'>;

/** Begins the next version with the rows of the one in force. @throws Refusal while another draft is open. Returns its number. */
export async function startDraft(user: User): Promise<number> {
  await ensureStartingTable(actorOf(user));
  return act('records.start_draft', actorOf(user), async () => (await newDraft('copy', user)).number);
}

/** Adds a series to the draft, or changes it. @throws Invalid for a code or years that make no sense */
export async function saveSeries(input: SeriesInput, user: User): Promise<void> {
  mustBeCode(input.code);
  mustBeSensible(input);
  await act('records.save_series', actorOf(user), async () => {
    const draft = await openDraft();
    await keep(draft, input);
    await noteEditor(draft, user);
  });
}

/** Takes rows into the draft, which it begins where there is none; the rows were checked before. @returns how many are new and changed */
export async function takeRows(rows: readonly SeriesInput[], user: User): Promise<{ added: number; changed: number }> {
  await ensureStartingTable(actorOf(user));
  return act('records.import_series', actorOf(user), async () => {
    const draft = (await Table.findOne({ state: 'draft' })) ?? (await newDraft('import', user));
    const known = new Map((await Series.find({ table: draft.number })).map((one) => [one.code, one]));
    for (const row of rows) {
      const series = known.get(row.code);
      if (!series) continue;
      series.set(row);
      if (series.isModified()) await series.save();
    }
    const added = rows.filter((row) => !known.has(row.code));
    await bulkInsert(Series, added.map((row) => rowOf(draft.number, row)));
    await noteEditor(draft, user);
    return { added: added.length, changed: rows.length - added.length };
  });
} // prettier-ignore

/** Gives a draft up. @throws Refusal when it is no draft */
export async function discardDraft(number: number, input: { reason: string }, user: User): Promise<void> {
  const discard = async (): Promise<void> => {
    const table = await draftNumbered(number);
    table.state = 'discarded';
    await table.save();
  };
  await act('records.discard_table', actorOf(user), discard, { reason: input.reason });
}

export interface InForceInput {
  /** Number of the administrative act that approves the table, and its day. */
  act: string;
  day: Day;
  password: string;
  /** Hash of the rows that the page showed. */
  sha256: string;
}

/**
 * Puts a draft in force: the version before it is superseded, and its series that the new one lacks stay in it as closed,
 * because their records keep their retention.
 * @throws Refusal when the person wrote in it, Stale when its rows changed since they were shown, Invalid for a wrong password
 */
export async function putInForce(number: number, input: InForceInput, user: User): Promise<void> {
  if (input.day > today()) throw Invalid.field('day', 'records.table.form.day_later');
  const signature = await sign(user, input.password, 'aprobo', input.sha256);
  await act('records.put_table_in_force', actorOf(user), async () => {
    const table = await draftNumbered(number);
    if (table.editors.includes(user.id)) throw new Refusal('records.refusal.table_own');
    const rows = await seriesOf(number);
    if (rows.length === 0) throw new Refusal('records.refusal.table_empty');
    if (tableHash(rows) !== input.sha256) throw new Stale('records.refusal.table_changed');
    const before = await Table.findOne({ state: 'in_force' });
    const day = dayOf(currentAct().at);
    if (before) await supersede(before, number, rows, day);
    table.set({
      state: 'in_force',
      approval: { act: input.act, day: input.day },
      signature,
      inForceFrom: day,
    });
    await table.save();
  });
}

/** What a version of the table says, as one hash: the signature that puts it in force is on this. */
export function tableHash(rows: readonly SeriesRecord[]): string {
  return hashOf(
    rows.map(({ code, name, parent, typologies, medium, office, management, central, disposition, procedure, basis, access, reserved, closed }) => ({
      code, name, parent, typologies, medium, office, management, central, disposition, procedure, basis, reserved, closed,
      everyone: access.everyone, roles: access.roles, areas: access.areas,
    })),
  );
} // prettier-ignore

async function supersede(before: TableDoc, number: number, rows: readonly SeriesRecord[], day: Day): Promise<void> {
  before.set({ state: 'superseded', supersededOn: day });
  await before.save();
  const kept = new Set(rows.map((row) => row.code));
  const lost = (await seriesOf(before.number)).filter((row) => !kept.has(row.code));
  await bulkInsert(Series, lost.map((row) => ({ ...rowOf(number, row), closed: true, stated: row.stated })));
} // prettier-ignore

async function newDraft(origin: 'copy' | 'import', user: User): Promise<TableDoc> {
  if (await Table.exists({ state: 'draft' })) throw new Refusal('records.refusal.draft_open');
  const last = await Table.findOne().sort({ number: -1 }).lean<TableRecord>();
  const draft = new Table({
    number: (last?.number ?? 0) + 1,
    state: 'draft',
    origin,
    startedAt: currentAct().at,
    startedBy: user.name,
    editors: [],
  });
  await draft.save();
  const inForce = await tableInForce();
  const rows = inForce ? await seriesOf(inForce.number) : [];
  await bulkInsert(Series, rows.map((row) => ({ ...rowOf(draft.number, row), stated: row.stated }))); // prettier-ignore
  return draft;
}

async function keep(draft: TableDoc, input: SeriesInput): Promise<void> {
  const series = await Series.findOne({ table: draft.number, code: input.code });
  if (series) series.set({ ...input, parent: parentOf(input.code) });
  await (series ?? new Series(rowOf(draft.number, input))).save();
}

async function noteEditor(draft: TableDoc, user: User): Promise<void> {
  if (draft.editors.includes(user.id)) return;
  draft.editors.push(user.id);
  await draft.save();
}

function rowOf(table: number, row: SeriesInput | SeriesRecord): NewSeries & { table: number } {
  const { code, name, typologies, medium, office, management, central, disposition, procedure, basis, access, reserved, closed } = row; // prettier-ignore
  return { table, code, name, parent: parentOf(code), typologies, medium, office, management, central, disposition, procedure, basis, access, reserved, closed }; // prettier-ignore
}

/** `140.10` is a series of the office 140; `140.10.02` a subseries of it. */
export function parentOf(code: string): string | null {
  const above = code.split(/[.-]/).length > 2 ? code.replace(/[.-][^.-]*$/, '') : '';
  return above || null;
}

function mustBeCode(code: string): void {
  if (!SERIES_CODE.test(code)) throw Invalid.field('code', 'records.series.form.code_format');
}

async function openDraft(): Promise<TableDoc> {
  const draft = await Table.findOne({ state: 'draft' });
  if (!draft) throw new Refusal('records.refusal.no_draft');
  return draft;
}

async function draftNumbered(number: number): Promise<TableDoc> {
  const table = await Table.findOne({ number });
  if (!table) throw new NotFound();
  if (table.state !== 'draft') throw new Refusal('records.refusal.not_draft');
  return table;
}
