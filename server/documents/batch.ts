// A batch of adoptions that came in one import: proposed by one person, confirmed as a whole by another over the hash of its list.
import mongoose, { Schema, type HydratedDocument, type Types } from 'mongoose';
import { audited } from '../platform/audit/audited.ts';
import { hashOf } from '../platform/audit/canonical.ts';

export interface BatchRow {
  /** As the spreadsheet numbers it: 1 is the header. */
  row: number;
  code: string;
  title: string;
  label: string;
  /** Ids of the document and of its version. */
  document: string;
  version: string;
  /** Hash of the version: of its file and label. */
  sha256: string;
  file: string;
}

export interface BatchRecord {
  _id: Types.ObjectId;
  by: { id: string; name: string; position: string | null };
  at: Date;
  /** The master list that it came from, kept as it was sent. */
  list: { name: string; sha256: string };
  rows: BatchRow[];
  /** What the second person signs: see `batchHash`. */
  sha256: string;
  state: 'proposed' | 'confirmed' | 'refused';
  decided: { id: string; name: string; position: string | null; at: Date; reason: string } | null;
}

const who = { id: String, name: String, position: { type: String, default: null } };
const row = { row: Number, code: String, title: String, label: String, document: String, version: String, sha256: String, file: String }; // prettier-ignore
const plain = { _id: false, id: false };

const batchSchema = new Schema<BatchRecord>(
  {
    by: { type: new Schema(who, plain), required: true },
    at: { type: Date, required: true },
    list: { type: new Schema({ name: String, sha256: String }, plain), required: true },
    rows: [new Schema(row, plain)],
    sha256: { type: String, required: true },
    state: { type: String, enum: ['proposed', 'confirmed', 'refused'], required: true },
    decided: {
      type: new Schema({ ...who, at: Date, reason: { type: String, default: '' } }, plain),
      default: null,
    },
  },
  { collection: 'import_batches' },
);
batchSchema.index({ state: 1, at: 1 });
batchSchema.plugin(audited, { kind: 'import_batch', digest: ['rows'] });

export const Batch = mongoose.model('ImportBatch', batchSchema);
export type BatchDoc = HydratedDocument<BatchRecord>;

/** The hash of the list of hashes: code, version and hash of each row, in the order of the list. */
export function batchHash(rows: readonly Pick<BatchRow, 'code' | 'label' | 'sha256'>[]): string {
  return hashOf(rows.map(({ code, label, sha256 }) => ({ code, label, sha256 })));
}
