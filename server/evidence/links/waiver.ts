// Why a record needs no link that its kind must have: said by a person, kept when it is taken back.
import mongoose, { Schema, type Types } from 'mongoose';
import { audited } from '../../platform/audit/audited.ts';
import { MEANINGS, type Meaning } from '../../platform/links/links.ts';

export interface WaiverRecord {
  _id: Types.ObjectId;
  /** The record. */
  kind: string;
  id: string;
  meaning: Meaning;
  reason: string;
  by: string;
  since: Date;
  until: Date | null;
}

const waiverSchema = new Schema<WaiverRecord>(
  {
    kind: { type: String, required: true },
    id: { type: String, required: true },
    meaning: { type: String, enum: MEANINGS, required: true },
    reason: { type: String, required: true },
    by: { type: String, required: true },
    since: { type: Date, required: true },
    until: { type: Date, default: null },
  },
  { collection: 'link_waivers', id: false },
);
waiverSchema.index(
  { kind: 1, meaning: 1, id: 1 },
  { unique: true, partialFilterExpression: { until: null } },
);
waiverSchema.plugin(audited, { kind: 'link_waiver' });

export const Waiver = mongoose.model('LinkWaiver', waiverSchema);
