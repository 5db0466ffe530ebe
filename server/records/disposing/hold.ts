// A hold that a person set on a record or an expediente: while it stands, nothing of it is disposed of.
import mongoose, { Schema, type Types } from 'mongoose';
import { audited } from '../../platform/audit/audited.ts';
import { UNIT_KINDS, type UnitKind } from './rules.ts';

export interface HoldRecord {
  _id: Types.ObjectId;
  kind: UnitKind;
  /** The record or expediente. */
  on: string;
  code: string;
  reason: string;
  by: string;
  name: string;
  at: Date;
  lifted: { by: string; name: string; at: Date; reason: string } | null;
}

const holdSchema = new Schema<HoldRecord>(
  {
    kind: { type: String, enum: UNIT_KINDS, required: true, immutable: true },
    on: { type: String, required: true, immutable: true },
    code: { type: String, required: true, immutable: true },
    reason: { type: String, required: true },
    by: { type: String, required: true },
    name: { type: String, required: true },
    at: { type: Date, required: true },
    lifted: {
      type: new Schema({ by: String, name: String, at: Date, reason: String }, { _id: false, id: false }),
      default: null,
    },
  },
  { collection: 'record_holds' },
);
holdSchema.index({ on: 1, lifted: 1 });
holdSchema.index({ lifted: 1, at: -1 });
holdSchema.plugin(audited, { kind: 'record_hold' });

export const Hold = mongoose.model('RecordHold', holdSchema);
