// A petition, complaint, claim, suggestion or report: its number for life, its clock, its treatment, each step a kept fact (G13).
import mongoose, { Schema, type HydratedDocument, type Types } from 'mongoose';
import type { Signature } from '../platform/access/signatures.ts';
import { audited } from '../platform/audit/audited.ts';
import type { Day } from '../platform/clock.ts';
import { CHANNELS, KINDS, type Channel, type Kind } from './rules/terms.ts';
import { REASONS, type Count } from './rules/clock.ts';
import { STATES, type State } from './rules/states.ts';

/** Who did something, by value. A citizen has neither id nor name here. */
export interface By {
  id: string;
  name: string;
  position: string | null;
}

export interface Petitioner {
  name: string;
  /** Kind and number of the identity document, e.g. `CC 123`. */
  document: string;
  email: string;
  phone: string;
  address: string;
}

/** A count of the clock with who made it and why. */
export interface ClockFact extends Count {
  at: Date;
  kind: Kind;
  /** Version of the table of terms. */
  table: number;
  by: By | null;
  note: string;
}

export interface KeptFile {
  sha256: string;
  name: string;
  type: string;
  bytes: number;
  purpose: 'petition' | 'completion' | 'reply' | 'proof';
}

export interface Assignee {
  kind: 'person' | 'position';
  id: string;
  name: string;
}

export interface Reply {
  text: string;
  by: By;
  at: Date;
  /** SHA-256 of the text: what the approver signs. */
  sha256: string;
  approved: Signature | null;
  sent: { day: Day; method: Method; reference: string; by: By; at: Date } | null;
  /** Earlier ways by which it did not arrive, oldest first. */
  attempts: { day: Day; method: Method; reference: string }[];
  /** Proof that it reached the petitioner. */
  delivered: { day: Day; proof: string; by: By | null; at: Date } | null;
}

export const METHODS = ['email', 'letter', 'hand', 'web', 'notice'] as const;
export type Method = (typeof METHODS)[number];

export interface ComplaintRecord {
  _id: Types.ObjectId;
  year: number;
  number: number;
  code: string;
  kind: Kind;
  channel: Channel;
  subject: string;
  body: string;
  /** Search words of code and subject. */
  words: string[];
  /** When it reached the office, and when the register took it. */
  receivedAt: Date;
  registeredAt: Date;
  registeredBy: By | null;
  legalDay: Day;
  /** `YYYY-MM` of its arrival. */
  month: string;
  anonymous: boolean;
  /** The petitioner asked that only those who treat it know who they are. */
  reserved: boolean;
  petitioner: Petitioner | null;
  /** The notice on personal data that was accepted, by version and hash. */
  consent: { version: number; sha256: string; at: Date } | null;
  /** SHA-256 of the code with which the petitioner follows it. */
  secretHash: string;
  /** How often the office gave a new code. */
  renewals: number;
  state: State;
  open: boolean;
  classifiedAt: Date | null;
  process: string | null;
  processName: string;
  /** Position that leads the process. */
  processLeader: string | null;
  assignee: Assignee | null;
  /** Ids of those who may find it besides the office: the assigned and the process leader. */
  seenBy: string[];
  clock: ClockFact[];
  due: Day | null;
  extension: { day: Day; from: Day; due: Day; reason: string; method: string; by: By } | null;
  completion: { day: Day; missing: string; deadline: Day; prolonged: boolean; by: By; answered: Day | null } | null;
  /** What the petitioner added later. */
  additions: { at: Date; text: string; by: By | null }[];
  transfer: { day: Day; authority: string; letter: string; late: boolean; by: By } | null;
  withdrawal: { day: Day; tacit: boolean; reason: string; notice: string; by: By } | null;
  annulled: { at: Date; reason: string; by: By } | null;
  reply: Reply | null;
  /** Replies that were sent back, oldest first. */
  returned: { text: string; by: By; at: Date; reason: string; returnedBy: By; returnedAt: Date }[];
  rating: { score: number; comment: string; at: Date; by: By | null } | null;
  /** Who looked at a reserved identity, and why. */
  reads: { by: By; at: Date; reason: string }[];
  files: KeptFile[];
  closedOn: Day | null;
  /** Business days used, and whether within the term, once closed. */
  used: number | null;
  inTime: boolean | null;
  /** Code of the record that it left in the archive. */
  recorded: string | null;
} // prettier-ignore

const plain = { _id: false, id: false } as const;
const by = new Schema({ id: String, name: String, position: { type: String, default: null } }, plain);
const fact = new Schema(
  {
    reason: { type: String, enum: REASONS, required: true },
    start: { type: String, default: null },
    spent: { type: Number, required: true },
    days: { type: Number, default: null },
    closures: { type: [String], default: [] },
    due: { type: String, default: null },
    at: { type: Date, required: true },
    kind: { type: String, enum: KINDS, required: true },
    table: { type: Number, required: true },
    by: { type: by, default: null },
    note: { type: String, default: '' },
  },
  plain,
);
const signature = new Schema(
  {
    person: String,
    name: String,
    position: String,
    acting: Boolean,
    meaning: String,
    at: Date,
    sha256: String,
  },
  plain,
);
const reply = new Schema(
  {
    text: String,
    by,
    at: Date,
    sha256: String,
    approved: { type: signature, default: null },
    sent: { type: new Schema({ day: String, method: { type: String, enum: METHODS }, reference: String, by, at: Date }, plain), default: null },
    attempts: { type: [new Schema({ day: String, method: String, reference: String }, plain)], default: [] },
    delivered: { type: new Schema({ day: String, proof: String, by: { type: by, default: null }, at: Date }, plain), default: null },
  },
  plain,
); // prettier-ignore
/** A part that is there or not. */
const maybe = (shape: Record<string, unknown>) => ({ type: new Schema(shape, plain), default: null });
const many = (shape: Record<string, unknown>) => ({ type: [new Schema(shape, plain)], default: [] });

const complaintSchema = new Schema<ComplaintRecord>(
  {
    year: { type: Number, required: true, immutable: true },
    number: { type: Number, required: true, immutable: true },
    code: { type: String, required: true, immutable: true },
    kind: { type: String, enum: KINDS, required: true },
    channel: { type: String, enum: CHANNELS, required: true },
    subject: { type: String, required: true },
    body: { type: String, required: true },
    words: { type: [String], default: [] },
    receivedAt: { type: Date, required: true, immutable: true },
    registeredAt: { type: Date, required: true, immutable: true },
    registeredBy: { type: by, default: null },
    legalDay: { type: String, required: true, immutable: true },
    month: { type: String, required: true, immutable: true },
    anonymous: { type: Boolean, required: true },
    reserved: { type: Boolean, required: true },
    petitioner: maybe({ name: String, document: String, email: String, phone: String, address: String }),
    consent: maybe({ version: Number, sha256: String, at: Date }),
    secretHash: { type: String, required: true },
    renewals: { type: Number, default: 0 },
    state: { type: String, enum: STATES, required: true },
    open: { type: Boolean, required: true },
    classifiedAt: { type: Date, default: null },
    process: { type: String, default: null },
    processName: { type: String, default: '' },
    processLeader: { type: String, default: null },
    assignee: maybe({ kind: String, id: String, name: String }),
    seenBy: { type: [String], default: [] },
    clock: { type: [fact], required: true },
    due: { type: String, default: null },
    extension: maybe({ day: String, from: String, due: String, reason: String, method: String, by }),
    completion: maybe({ day: String, missing: String, deadline: String, prolonged: Boolean, by, answered: String }),
    additions: many({ at: Date, text: String, by: { type: by, default: null } }),
    transfer: maybe({ day: String, authority: String, letter: String, late: Boolean, by }),
    withdrawal: maybe({ day: String, tacit: Boolean, reason: String, notice: String, by }),
    annulled: maybe({ at: Date, reason: String, by }),
    reply: { type: reply, default: null },
    returned: many({ text: String, by, at: Date, reason: String, returnedBy: by, returnedAt: Date }),
    rating: maybe({ score: Number, comment: String, at: Date, by: { type: by, default: null } }),
    reads: many({ by, at: Date, reason: String }),
    files: many({ sha256: String, name: String, type: { type: String }, bytes: Number, purpose: String }),
    closedOn: { type: String, default: null },
    used: { type: Number, default: null },
    inTime: { type: Boolean, default: null },
    recorded: { type: String, default: null },
  },
  { collection: 'complaints' },
); // prettier-ignore
complaintSchema.index({ year: 1, number: 1 }, { unique: true });
complaintSchema.index({ code: 1 }, { unique: true });
// A form that is sent again asks for what it gave the first time.
complaintSchema.index({ secretHash: 1 });
// The register: equality on what is filtered, then the order of the page, so that 25 rows are read for 25 shown.
for (const filter of [
  'state',
  'kind',
  'channel',
  'process',
  'month',
  'assignee.id',
  'seenBy',
  'open',
] as const) {
  complaintSchema.index({ [filter]: 1, year: 1, number: 1 });
  complaintSchema.index({ [filter]: 1, due: 1, year: 1, number: 1 });
}
complaintSchema.index({ due: 1, year: 1, number: 1 });
// What is asked for together most: a month's report line by line, and what a process still owes.
complaintSchema.index({ month: 1, kind: 1, process: 1, due: 1, year: 1, number: 1 });
complaintSchema.index({ process: 1, state: 1, due: 1, year: 1, number: 1 });
complaintSchema.index({ words: 1 });
complaintSchema.plugin(audited, {
  kind: 'complaint',
  secret: ['secretHash'],
  personal: ['petitioner', 'subject', 'body', 'additions'],
  digest: ['words'],
});

export const Complaint = mongoose.model('Complaint', complaintSchema);
export type ComplaintDoc = HydratedDocument<ComplaintRecord>;
