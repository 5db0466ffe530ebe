// An expediente: the records of one matter, in order. Open while the matter is; retention runs from the day on which it is closed.
import mongoose, { Schema, type HydratedDocument, type Types } from 'mongoose';
import { audited } from '../platform/audit/audited.ts';
import type { Day } from '../platform/clock.ts';
import { FILE_STATES, type FileState } from './rules.ts';
import { settled, type Place, type Settled } from './record.ts';

export interface FileRecord {
  _id: Types.ObjectId;
  /** `EXP-2026-0001`. */
  code: string;
  year: number;
  number: number;
  title: string;
  titleKey: string;
  series: string;
  seriesName: string;
  responsible: string;
  state: FileState;
  opened: Day;
  openedBy: string;
  /** Set when it is closed, with the version of the table whose retention holds for it from then on, whatever comes later. */
  closed: { day: Day; by: string; name: string; at: Date; table: number } | null;
  /** Each time it was opened again, with the day from which it had been closed. The reason is in the trail. */
  reopened: { day: Day; by: string; name: string; closed: Day }[];
  place: Place | null;
  disposal: { acta: string; day: Day } | null;
  historical: Settled | null;
}

const placed = new Schema({ box: String, folder: String, shelf: String }, { _id: false, id: false });
const closing = new Schema(
  { day: String, by: String, name: String, at: Date, table: Number },
  { _id: false, id: false },
);
const reopening = new Schema(
  { day: String, by: String, name: String, closed: String },
  { _id: false, id: false },
);

const fileSchema = new Schema<FileRecord>(
  {
    code: { type: String, required: true, immutable: true },
    year: { type: Number, required: true, immutable: true },
    number: { type: Number, required: true, immutable: true },
    title: { type: String, required: true },
    titleKey: { type: String, required: true },
    series: { type: String, required: true, immutable: true },
    seriesName: { type: String, required: true },
    responsible: { type: String, required: true },
    state: { type: String, enum: FILE_STATES, required: true },
    opened: { type: String, required: true, immutable: true },
    openedBy: { type: String, required: true },
    closed: { type: closing, default: null },
    reopened: { type: [reopening], default: [] },
    place: { type: placed, default: null },
    disposal: {
      type: new Schema({ acta: String, day: String }, { _id: false, id: false }),
      default: null,
    },
    historical: { type: settled, default: null },
  },
  { collection: 'files', strict: 'throw' },
);
fileSchema.index({ code: 1 }, { unique: true });
fileSchema.index({ year: 1, number: 1 }, { unique: true });
fileSchema.index({ state: 1, code: -1 });
fileSchema.index({ series: 1, code: -1 });
fileSchema.index({ titleKey: 1 });
fileSchema.index({ state: 1, 'closed.day': 1 });
fileSchema.plugin(audited, { kind: 'file', personal: ['responsible'] });

export const FileModel = mongoose.model('File', fileSchema);
export type FileDoc = HydratedDocument<FileRecord>;
