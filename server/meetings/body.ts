// A body that decides (Comité Directivo, comité de calidad): its members with their dates, and how many make a quorum.
import mongoose, { Schema, type HydratedDocument, type Types } from 'mongoose';
import { audited } from '../platform/audit/audited.ts';
import type { Day } from '../platform/clock.ts';
import { MEMBER_ROLES, QUORUM_RULES, type MemberRole, type QuorumRule } from './rules.ts';

export interface MemberRecord {
  /** 1, 2, 3 ... within the body: what addresses call it. */
  number: number;
  /** Id and name of the person. */
  person: string;
  name: string;
  role: MemberRole;
  votes: boolean;
  from: Day;
  /** Last day, included; null while it has no end. */
  until: Day | null;
  /** The act that names the person, e.g. `Resolución 012 de 2026`. */
  namedBy: string;
}

export interface BodyRecord {
  _id: Types.ObjectId;
  /** `ORG-CD` */
  code: string;
  name: string;
  purpose: string;
  quorum: { rule: QuorumRule; number: number | null };
  members: MemberRecord[];
  active: boolean;
  createdAt: Date;
}

const member = new Schema<MemberRecord>(
  {
    number: { type: Number, required: true },
    person: { type: String, required: true },
    name: { type: String, required: true },
    role: { type: String, enum: MEMBER_ROLES, required: true },
    votes: { type: Boolean, required: true },
    from: { type: String, required: true },
    until: { type: String, default: null },
    namedBy: { type: String, default: '' },
  },
  { _id: false, id: false },
);

const bodySchema = new Schema<BodyRecord>(
  {
    code: { type: String, required: true, immutable: true },
    name: { type: String, required: true },
    purpose: { type: String, default: '' },
    quorum: {
      rule: { type: String, enum: QUORUM_RULES, required: true },
      number: { type: Number, default: null },
    },
    members: { type: [member], default: [] },
    active: { type: Boolean, required: true },
    createdAt: { type: Date, required: true },
  },
  { collection: 'bodies' },
);
bodySchema.index({ code: 1 }, { unique: true });
bodySchema.index({ 'members.person': 1 });
bodySchema.plugin(audited, { kind: 'body' });

export const Body = mongoose.model('Body', bodySchema);
export type BodyDoc = HydratedDocument<BodyRecord>;
