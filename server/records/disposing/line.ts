// A line of an inventory: an expediente, or a record by itself, as it was when the inventory was made.
import { Schema } from 'mongoose';
import { hashOf } from '../../platform/audit/canonical.ts';
import type { Day } from '../../platform/clock.ts';
import { DISPOSITIONS, type Disposition } from '../rules.ts';
import { UNIT_KINDS, type UnitKind } from './rules.ts';

export interface Line {
  kind: UnitKind;
  id: string;
  code: string;
  title: string;
  series: string;
  seriesName: string;
  /** From when its retention runs, and its last day in the archive that it leaves. */
  from: Day;
  due: Day;
  /** How many records it holds. */
  records: number;
  /** In a secondary transfer: what the table says of it. */
  disposition?: Disposition;
  /** Of an S series in a secondary transfer: by which criterion, and the codes of the records that go. The others stay kept. */
  selection?: { criterion: string; records: string[]; by: string; at: Date };
  /** Taken out of the inventory afterwards, with a reason; it stays readable. */
  dropped: { reason: string; by: string; at: Date } | null;
}

const part = { _id: false, id: false } as const;

export const lineSchema = new Schema<Line>(
  {
    kind: { type: String, enum: UNIT_KINDS, required: true },
    id: { type: String, required: true },
    code: { type: String, required: true },
    title: { type: String, required: true },
    series: { type: String, required: true },
    seriesName: { type: String, required: true },
    from: { type: String, required: true },
    due: { type: String, required: true },
    records: { type: Number, required: true },
    disposition: { type: String, enum: DISPOSITIONS },
    selection: { type: new Schema({ criterion: String, records: [String], by: String, at: Date }, part) },
    dropped: { type: new Schema({ reason: String, by: String, at: Date }, part), default: null },
  },
  part,
);

export function standing<T extends Pick<Line, 'dropped'>>(lines: readonly T[]): T[] {
  return lines.filter((one) => one.dropped === null);
}

/** Whether a record of a line goes to the historical archive: all of them, but of an S series those selected. */
export function isSelected(
  { disposition, selection }: Pick<Line, 'disposition' | 'selection'>,
  code: string,
): boolean {
  return disposition !== 'S' || (selection?.records.includes(code) ?? false);
}

/** The hash of an inventory: of its code and the lines that stand in it, with what was selected of them. */
export function inventoryHash(code: string, lines: readonly Line[]): string {
  const stated = standing(lines).map(({ kind, id, code: unit, title, series, from, due, records, disposition, selection }) => ({
    kind, id, code: unit, title, series, from, due, records,
    ...(disposition ? { disposition } : {}),
    ...(selection ? { criterion: selection.criterion, selected: [...selection.records] } : {}),
  })); // prettier-ignore
  return hashOf({ code, lines: stated });
}
