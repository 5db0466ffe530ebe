// A session of a body: convened, attended, decided, its minutes signed and from then on never changed (corrections are annotations).
import mongoose, { Schema, type HydratedDocument, type Types } from 'mongoose';
import type { Signature } from '../platform/access/signatures.ts';
import { audited } from '../platform/audit/audited.ts';
import type { Day } from '../platform/clock.ts';
import { MODES, OUTCOMES, SESSION_STATES } from './rules.ts';
import type { MemberRole, Mode, Outcome, Quorum, SessionState, Votes } from './rules.ts';

/** A person by value, as facts keep it. */
export interface Who {
  id: string;
  name: string;
  position: string | null;
}

export interface Decision {
  outcome: Outcome;
  text: string;
  votes: Votes;
  by: Who;
  at: Date;
  /** SHA-256 of what was on the page when a decision acted on a linked record; null otherwise. */
  sha256: string | null;
}

export interface AgendaItem {
  number: number;
  title: string;
  /** The record on which is decided, as it was called then. */
  subject: { kind: string; id: string; code: string; title: string } | null;
  decision: Decision | null;
}

export interface Attendee {
  person: string;
  name: string;
  role: MemberRole;
  votes: boolean;
  present: boolean;
}

export interface Commitment {
  what: string;
  who: string;
  due: Day | null;
}

export interface SessionRecord {
  _id: Types.ObjectId;
  /** `SES-2026-001` */
  code: string;
  year: number;
  number: number;
  body: Types.ObjectId;
  bodyCode: string;
  bodyName: string;
  date: Day;
  /** `08:30` */
  time: string;
  mode: Mode;
  /** The room, or the address of the remote meeting. */
  place: string;
  state: SessionState;
  convened: { by: Who; at: Date };
  agenda: AgendaItem[];
  attendance: Attendee[];
  guests: string;
  quorum: Quorum | null;
  /** Ids of who presides and who keeps the minutes: both sign. */
  presiding: string | null;
  secretary: string | null;
  minutes: string;
  commitments: Commitment[];
  closed: { by: Who; at: Date } | null;
  /** SHA-256 of the minutes' content, what both sign; null until they are closed. */
  sha256: string | null;
  signatures: Signature[];
  acta: {
    code: string;
    record: string;
    recordId: string;
    file: { sha256: string; name: string; size: number };
  } | null;
  annotations: { text: string; by: Who; at: Date }[];
  cancelled: { by: Who; at: Date; reason: string } | null;
}

const part = { _id: false, id: false } as const;
const who = { id: String, name: String, position: { type: String, default: null } };
const stamp = new Schema({ by: new Schema(who, part), at: Date, reason: String }, part);
const decision = new Schema(
  {
    outcome: { type: String, enum: OUTCOMES },
    text: { type: String, default: '' },
    votes: { for: Number, against: Number, abstained: Number },
    by: new Schema(who, part),
    at: Date,
    sha256: { type: String, default: null },
  },
  part,
);
const subject = new Schema({ kind: String, id: String, code: String, title: String }, part);
const item = new Schema(
  {
    number: { type: Number, required: true },
    title: { type: String, required: true },
    subject: { type: subject, default: null },
    decision: { type: decision, default: null },
  },
  part,
);
const attendee = new Schema(
  { person: String, name: String, role: String, votes: Boolean, present: Boolean },
  part,
);
const signature = new Schema(
  { person: String, name: String, position: { type: String, default: null }, acting: Boolean, meaning: String, at: Date, sha256: String },
  part,
); // prettier-ignore
const file = new Schema({ sha256: String, name: String, size: Number }, part);

const sessionSchema = new Schema<SessionRecord>(
  {
    code: { type: String, required: true, immutable: true },
    year: { type: Number, required: true, immutable: true },
    number: { type: Number, required: true, immutable: true },
    body: { type: Schema.Types.ObjectId, required: true, immutable: true },
    bodyCode: { type: String, required: true },
    bodyName: { type: String, required: true },
    date: { type: String, required: true },
    time: { type: String, required: true },
    mode: { type: String, enum: MODES, required: true },
    place: { type: String, default: '' },
    state: { type: String, enum: SESSION_STATES, required: true },
    convened: { type: stamp, required: true },
    agenda: { type: [item], default: [] },
    attendance: { type: [attendee], default: [] },
    guests: { type: String, default: '' },
    quorum: {
      type: new Schema({ voters: Number, present: Number, needed: Number, met: Boolean }, part),
      default: null,
    },
    presiding: { type: String, default: null },
    secretary: { type: String, default: null },
    minutes: { type: String, default: '' },
    commitments: { type: [new Schema({ what: String, who: String, due: String }, part)], default: [] },
    closed: { type: stamp, default: null },
    sha256: { type: String, default: null },
    signatures: { type: [signature], default: [] },
    acta: {
      type: new Schema({ code: String, record: String, recordId: String, file }, part),
      default: null,
    },
    annotations: {
      type: [new Schema({ text: String, by: new Schema(who, part), at: Date }, part)],
      default: [],
    },
    cancelled: { type: stamp, default: null },
  },
  { collection: 'body_sessions' },
);
sessionSchema.index({ year: 1, number: 1 }, { unique: true });
sessionSchema.index({ code: 1 }, { unique: true });
sessionSchema.index({ body: 1, date: -1 });
sessionSchema.index({ date: -1, number: -1 });
sessionSchema.index({ state: 1, presiding: 1 });
sessionSchema.index({ state: 1, secretary: 1 });
sessionSchema.index({ 'agenda.subject.kind': 1, 'agenda.subject.id': 1 });
sessionSchema.plugin(audited, { kind: 'session' });

export const BodySession = mongoose.model('BodySession', sessionSchema);
export type SessionDoc = HydratedDocument<SessionRecord>;
