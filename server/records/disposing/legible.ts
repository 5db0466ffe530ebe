// The last legibility check of a record: whether its stored files open and their text can be read (G1e, G2b).
import mongoose, { Schema, type Types } from 'mongoose';
import { audited } from '../../platform/audit/audited.ts';

/** `picture`: it opens and has no text inside, as a scan or a photograph. */
export const LEGIBILITIES = ['legible', 'picture', 'unreadable', 'damaged', 'missing'] as const;
export type Legibility = (typeof LEGIBILITIES)[number];

export interface LegibilityRecord {
  _id: Types.ObjectId;
  record: Types.ObjectId;
  recordCode: string;
  at: Date;
  /** True when a person must look at it. */
  failed: boolean;
  files: { sha256: string; name: string; state: Legibility }[];
}

const legibilitySchema = new Schema<LegibilityRecord>(
  {
    record: { type: Schema.Types.ObjectId, required: true, immutable: true },
    recordCode: { type: String, required: true },
    at: { type: Date, required: true },
    failed: { type: Boolean, required: true },
    files: [
      new Schema(
        { sha256: String, name: String, state: { type: String, enum: LEGIBILITIES } },
        { _id: false, id: false },
      ),
    ],
  },
  { collection: 'record_legibility' },
);
legibilitySchema.index({ record: 1 }, { unique: true });
legibilitySchema.index({ failed: 1, at: 1 });
legibilitySchema.index({ at: 1 });
legibilitySchema.plugin(audited, { kind: 'record', subjectOf: (one) => String(one.record) });

export const LegibilityCheck = mongoose.model('LegibilityCheck', legibilitySchema);
