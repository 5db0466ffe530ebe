// Records as they stood before an instant, told backwards from the trail: each later entry says what it found there.
import type { Model } from 'mongoose';
import { pageOf, PAGE_SIZE, skipFor, type Page } from '../db/paging.ts';
import { auditOf } from './audited.ts';
import { entries } from './trail.ts';

type Row = Record<string, unknown>;
type Plain = { _id: unknown };

/**
 * The same records as they were before `close`, without those that did not exist yet; as they are when it is null.
 * Fields that enter the trail as a digest keep the value they have, for the trail cannot give it back, unless they were empty then.
 */
export async function stoodBefore<R extends Plain>(
  model: unknown,
  rows: readonly R[],
  close: Date | null,
): Promise<R[]> {
  if (close === null || rows.length === 0) return [...rows];
  const { schema, modelName } = model as Model<Row>;
  const { kind, subjectOf, personal = [], digest = [] } = auditOf(schema);
  const kept = new Set([...personal, ...digest]);
  const needed = new Set(schema.requiredPaths());
  const undone = new Map(rows.map((row) => [`${modelName}:${String(row._id)}`, { ...row }]));
  const subjects = new Set([...undone.values()].map((row) => `${kind}:${subjectOf?.(row) ?? String(row._id)}`));
  const later = entries().find({ subject: { $in: [...subjects] }, at: { $gte: close } }).sort({ seq: -1 });
  for await (const { changes } of later) {
    for (const { record, field, before } of changes) {
      const row = undone.get(record);
      if (!row || (kept.has(field) && before !== null)) continue;
      // What lacked a required field was not there yet.
      if (before === null && needed.has(field)) undone.delete(record);
      else (row as Row)[field] = before;
    }
  }
  return [...undone.values()];
} // prettier-ignore

export interface Asked {
  /** What the person may see: a database filter, asked of the records as they are. */
  within: Row;
  /** What is looked for: values by field, or `$in`, `$nin`, `$ne`, `$gt`, `$gte`, `$lt`, `$lte`; asked of the records as they were. */
  where: Row;
  order: Readonly<Record<string, 1 | -1>>;
}

/** The records that answered to it before `close`, in order. Reads all that the person may see: for those who see little. */
export async function foundBefore<R extends Plain>(model: unknown, asked: Asked, close: Date): Promise<R[]> {
  const all = await (model as Model<Row>).find(asked.within).lean<R[]>();
  const rows = await stoodBefore(model, all, close);
  return rows.filter((row) => answers(row as unknown as Row, asked.where)).toSorted(inOrder(asked.order));
}

/** One page of them. */
export async function pageBefore<R extends Plain>(model: unknown, asked: Asked & { page: number }, close: Date): Promise<Page<R>> {
  const rows = await foundBefore<R>(model, asked, close);
  const from = skipFor(asked.page);
  return pageOf(rows.slice(from, from + PAGE_SIZE), rows.length, asked.page);
} // prettier-ignore

function answers(row: Row, where: Row): boolean {
  return Object.entries(where).every(([path, wanted]) =>
    valuesAt(row, path.split('.')).some((value) => matches(value, wanted)),
  );
}

/** As the database reads a path: into every item of a list. */
function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap((one) => valuesAt(one, path));
  const [name, ...rest] = path;
  if (name === undefined) return [value ?? null];
  return value === null || typeof value !== 'object' ? [null] : valuesAt((value as Row)[name], rest);
}

function matches(value: unknown, wanted: unknown): boolean {
  if (wanted === null || typeof wanted !== 'object') return value === wanted;
  return Object.entries(wanted).every(([operator, operand]) => {
    const listed = (): boolean => (operand as unknown[]).includes(value);
    if (operator === '$in') return listed();
    if (operator === '$nin') return !listed();
    if (operator === '$ne') return value !== operand;
    if (value === null) return false;
    const order = compare(value, operand);
    return { $gt: order > 0, $gte: order >= 0, $lt: order < 0, $lte: order <= 0 }[operator] ?? false;
  });
}

function inOrder(order: Asked['order']): (a: Plain, b: Plain) => number {
  return (a, b) => {
    for (const [path, way] of Object.entries(order)) {
      const [one, other] = [a, b].map((row) => valuesAt(row, path.split('.'))[0] ?? null);
      const difference = one === null || other === null ? Number(one !== null) - Number(other !== null) : compare(one, other);
      if (difference !== 0) return difference * way;
    }
    return 0;
  };
} // prettier-ignore

function compare(a: unknown, b: unknown): number {
  const [one, other] = [a, b].map((value) => (value instanceof Date ? value.getTime() : value)) as [string | number, string | number]; // prettier-ignore
  return one < other ? -1 : one > other ? 1 : 0;
}
