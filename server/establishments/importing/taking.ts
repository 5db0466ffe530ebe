// The import of a list of schools: tried first and shown row by row, then taken whole or not at all (S3).
import { act, type Actor } from '../../platform/audit/act.ts';
import { fileStore } from '../../platform/files/index.ts';
import { Refusal } from '../../platform/errors.ts';
import { readSheet } from '../../platform/tables/index.ts';
import { Establishment, type EstablishmentRecord } from '../establishment.ts';
import { fieldsOf } from '../editing.ts';
import { rowOf } from '../queries.ts';
import { checkRows, type CheckedRow, type Known, type RowProblem } from './checking.ts';
import { readCells, readHeader } from './columns.ts';

const MOST_ROWS = 5_000;

export interface Trial {
  rows: CheckedRow[];
  problems: RowProblem[];
}

/** Reads a stored list and says what taking it would do. Changes nothing. @throws RefusedFile when it is no table */
export async function tryList(sha256: string): Promise<Trial> {
  const sheet = await readSheet(await fileStore().read(sha256), { maxRows: MOST_ROWS });
  const { places, missing } = readHeader(sheet.header);
  const whole = (key: string, column: RowProblem['column'] = null): RowProblem => ({ row: null, column, key: `establishments.import.problem.${key}`, params: {} }); // prettier-ignore
  if (missing.length > 0)
    return { rows: [], problems: missing.map((column) => whole('column_missing', column)) };
  if (sheet.rows.length === 0) return { rows: [], problems: [whole('no_rows')] };
  const lines = sheet.rows.map((row, at) => ({
    number: sheet.numbers[at] ?? 0,
    cells: readCells(row, places),
  }));
  const known = await knownOf(lines.flatMap(({ cells }) => [cells.dane, cells.main]));
  const { rows, problems } = checkRows(lines, known);
  const odd = sheet.problems.map(({ row, key, params = {} }) => ({ row, column: null, key, params }));
  return { rows, problems: [...odd, ...problems] };
}

/** Takes a stored list: all of it in one act, or nothing. Returns how many rows were new and how many changed something. @throws Refusal */
export async function takeList(sha256: string, actor: Actor): Promise<{ made: number; changed: number }> {
  const { rows, problems } = await tryList(sha256);
  if (problems.length > 0 || rows.length === 0)
    throw new Refusal('establishments.import.refused', { count: problems.length });
  // Schools before their sites, so that each site finds its school.
  const order = rows.filter(({ effect }) => effect !== 'same').sort(bySchool);
  await act('establishments.import', actor, async () => {
    for (const row of order) await takeRow(row);
  });
  const made = order.filter(({ effect }) => effect === 'new').length;
  return { made, changed: order.length - made };
}

async function takeRow({ input, saber }: CheckedRow): Promise<void> {
  const found = await Establishment.findOne({ dane: input.dane });
  const school = found ?? new Establishment({ dane: input.dane });
  school.set(await fieldsOf(input, found));
  if (saber)
    school.saber = [...school.saber.filter(({ year }) => year !== saber.year), saber].sort(
      (a, b) => b.year - a.year,
    );
  await school.save();
}

async function knownOf(codes: readonly string[]): Promise<Known> {
  const wanted = { dane: { $in: [...new Set(codes.filter(Boolean))] } };
  const found = await Establishment.find(wanted).lean<EstablishmentRecord[]>();
  const ids = found.flatMap(({ main }) => main ?? []);
  const mains = await Establishment.find({ _id: { $in: ids } }).select('dane').lean<Pick<EstablishmentRecord, '_id' | 'dane'>[]>(); // prettier-ignore
  return {
    schools: new Map(found.map((one) => [one.dane, rowOf(one)])),
    mains: new Map(mains.map(({ _id, dane }) => [String(_id), dane])),
  };
}

function bySchool(a: CheckedRow, b: CheckedRow): number {
  return Number(a.input.main !== null) - Number(b.input.main !== null);
}
