// An engagement of a certifying body: which accounts see what, as of when and until when (L3). Never deleted, only closed.
import mongoose, { Schema, type HydratedDocument, type Types } from 'mongoose';
import { audited } from '../../platform/audit/audited.ts';
import type { Day } from '../../platform/clock.ts';

export interface EngagementRecord {
  _id: Types.ObjectId;
  /** `ENC-2026-001` */
  code: string;
  year: number;
  number: number;
  /** The certifying body. */
  body: string;
  purpose: string;
  /** Ids of certifier accounts. */
  accounts: string[];
  /** Ids of sets of requirements; null: all. */
  sets: string[] | null;
  /** Ids of processes; null: all. */
  processes: string[] | null;
  from: Day;
  until: Day;
  cutOff: Day;
  /** The last day on which the accounts may enter. */
  expires: Day;
  openedAt: Date;
  openedBy: string;
  closed: { at: Date; by: string; reason: string } | null;
}

const closing = new Schema({ at: Date, by: String, reason: String }, { _id: false, id: false });
const engagementSchema = new Schema<EngagementRecord>(
  {
    code: { type: String, required: true, immutable: true },
    year: { type: Number, required: true, immutable: true },
    number: { type: Number, required: true, immutable: true },
    body: { type: String, required: true },
    purpose: { type: String, default: '' },
    accounts: { type: [String], required: true },
    sets: { type: [String], default: null },
    processes: { type: [String], default: null },
    from: { type: String, required: true },
    until: { type: String, required: true },
    cutOff: { type: String, required: true },
    expires: { type: String, required: true },
    openedAt: { type: Date, required: true },
    openedBy: { type: String, required: true },
    closed: { type: closing, default: null },
  },
  { collection: 'engagements' },
);
engagementSchema.index({ code: 1 }, { unique: true });
engagementSchema.index({ year: 1, number: 1 }, { unique: true });
engagementSchema.index({ accounts: 1, expires: 1 });
engagementSchema.plugin(audited, { kind: 'engagement' });

export const EngagementModel = mongoose.model('Engagement', engagementSchema);
export type EngagementDoc = HydratedDocument<EngagementRecord>;
