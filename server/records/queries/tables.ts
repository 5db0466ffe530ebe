// The retention table as its pages need it: versions, their series, one series with its history.
import type { User } from '../../platform/access/roles.ts';
import { NotFound } from '../../platform/errors.ts';
import { foldText } from '../../platform/search/terms.ts';
import { RecordModel } from '../record.ts';
import { Series, type SeriesRecord } from '../series.ts';
import { Table, type TableRecord } from '../table.ts';
import { seriesIn, seriesOf, tableInForce } from '../tabling.ts';

export async function tables(): Promise<TableRecord[]> {
  return Table.find().sort({ number: -1 }).lean<TableRecord[]>();
}

export async function draftTable(): Promise<TableRecord | null> {
  return Table.findOne({ state: 'draft' }).lean<TableRecord>();
}

export async function loadTable({ number }: Record<string, string>): Promise<TableRecord> {
  const wanted = /^[1-9]\d{0,4}$/.test(number ?? '') ? Number(number) : 0;
  const found = await Table.findOne({ number: wanted }).lean<TableRecord>();
  if (!found) throw new NotFound();
  return found;
}

/** Series of a version whose code or name have what was typed. */
export async function seriesMatching(table: number, typed: string): Promise<SeriesRecord[]> {
  const all = await seriesOf(table);
  const key = foldText(typed.trim());
  return key ? all.filter((one) => foldText(`${one.code} ${one.name}`).includes(key)) : all;
}

/** A series in the version in force, and in the draft where there is one. */
export interface SeriesSubject {
  code: string;
  inForce: SeriesRecord | null;
  draft: SeriesRecord | null;
}

/** @throws NotFound for a code that neither the table in force nor the draft has */
export async function loadSeries({ code = '' }: Record<string, string>): Promise<SeriesSubject> {
  const [table, draft] = await Promise.all([tableInForce(), draftTable()]);
  const subject = {
    code,
    inForce: table && (await seriesIn(table.number, code)),
    draft: draft && (await seriesIn(draft.number, code)),
  };
  if (!subject.inForce && !subject.draft) throw new NotFound();
  return subject;
}

export async function recordsOfSeries(code: string): Promise<number> {
  return RecordModel.countDocuments({ series: code });
}

/** Series that take new records, for a select; only those that the person may see. */
export async function seriesOptions(
  user: User,
  maySee: (user: User, series: SeriesRecord) => boolean,
): Promise<{ value: string; label: string }[]> {
  const table = await tableInForce();
  if (!table) return [];
  const all = await Series.find({ table: table.number, closed: false }).sort({ code: 1 }).lean<SeriesRecord[]>();
  const parents = new Set(all.map((one) => one.parent));
  return all
    .filter((one) => !parents.has(one.code) && maySee(user, one))
    .map(({ code, name }) => ({ value: code, label: `${code} · ${name}` }));
} // prettier-ignore

/** Every document type of the table in force, for a field that suggests them. */
export async function typologiesInUse(): Promise<string[]> {
  const table = await tableInForce();
  const all = table ? await seriesOf(table.number) : [];
  return [...new Set(all.flatMap((one) => one.typologies))].sort((a, b) => a.localeCompare(b, 'es'));
}
