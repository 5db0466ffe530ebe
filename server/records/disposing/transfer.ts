// A transfer: what leaves the management archive for the central one, or the central one for the historical archive, by an inventory that the receiver signs.
import mongoose, { Schema, type HydratedDocument, type Types } from 'mongoose';
import type { Signature } from '../../platform/access/signatures.ts';
import { audited } from '../../platform/audit/audited.ts';
import type { Day } from '../../platform/clock.ts';
import { lineSchema, type Line } from './line.ts';
import { ARCHIVES, TRANSFER_STATES, type Archive, type TransferState } from './rules.ts';

export interface TransferRecord {
  _id: Types.ObjectId;
  /** `TRA-2026-001` */
  code: string;
  year: number;
  number: number;
  state: TransferState;
  to: Archive;
  note: string;
  lines: Line[];
  sha256: string;
  prepared: { by: string; name: string; at: Date };
  received: Signature | null;
  /** Of a secondary one, once it is received: the code of its acta's record, and the day from which the historical archive keeps it. */
  acta: { record: string; day: Day } | null;
}

const part = { _id: false, id: false } as const;
const signature = new Schema(
  { person: String, name: String, position: { type: String, default: null }, acting: Boolean, meaning: String, at: Date, sha256: String },
  part,
); // prettier-ignore

const transferSchema = new Schema<TransferRecord>(
  {
    code: { type: String, required: true, immutable: true },
    year: { type: Number, required: true, immutable: true },
    number: { type: Number, required: true, immutable: true },
    state: { type: String, enum: TRANSFER_STATES, required: true },
    to: { type: String, enum: ARCHIVES, default: 'central', immutable: true },
    note: { type: String, default: '' },
    lines: { type: [lineSchema], default: [] },
    sha256: { type: String, required: true },
    prepared: { type: new Schema({ by: String, name: String, at: Date }, part), required: true },
    received: { type: signature, default: null },
    acta: { type: new Schema({ record: String, day: String }, part), default: null },
  },
  { collection: 'transfers' },
);
transferSchema.index({ code: 1 }, { unique: true });
transferSchema.index({ year: 1, number: 1 }, { unique: true });
transferSchema.index({ state: 1, code: -1 });
transferSchema.index({ 'lines.id': 1 });
transferSchema.plugin(audited, { kind: 'transfer' });

export const Transfer = mongoose.model('RecordTransfer', transferSchema);
export type TransferDoc = HydratedDocument<TransferRecord>;
