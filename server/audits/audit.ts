// An audit: its plan, its team with what was found about their independence, its course, and how it ended (G14).
import mongoose, { Schema, type HydratedDocument, type Types } from 'mongoose';
import type { Signature } from '../platform/access/signatures.ts';
import { audited } from '../platform/audit/audited.ts';
import { hashOf } from '../platform/audit/canonical.ts';
import type { Day } from '../platform/clock.ts';
import { TIE_KINDS, type Tie } from './rules/independence.ts';
import {
  AUDIT_STATES,
  METHODS,
  TEAM_ROLES,
  type AuditState,
  type Method,
  type TeamRole,
} from './rules/states.ts';
import { signatureSchema, stampSchema, whoSchema, type Stamp, type StoredFile, type Who } from './stored.ts';

export interface AuditedProcess {
  id: string;
  code: string;
  name: string;
  /** Position that led it when the plan was written. */
  leader: string | null;
}

/** Granted where nobody independent is left: a named peer reads the work before the report closes. */
export interface Exception {
  peer: Who;
  reason: string;
  /** Keys of the ties that it covers; one that comes up later is not covered. */
  ties: string[];
  granted: Stamp;
  reviewed: Signature | null;
}

export interface Member {
  person: string;
  name: string;
  position: string | null;
  role: TeamRole;
  exception: Exception | null;
}

/** What a check of independence found, at the moments when it is made. */
export interface IndependenceCheck {
  moment: 'assigned' | 'started' | 'signed';
  at: Date;
  person: string;
  name: string;
  /** Months looked back. */
  months: number;
  ties: Tie[];
}

export interface AgendaItem {
  day: Day;
  time: string;
  what: string;
  who: string;
}

export interface Recipient extends Who {
  readAt: Date | null;
}

export interface Considered extends Stamp {
  session: string;
  acta: string;
  outcome: 'approved' | 'rejected';
  comment: string;
}

export interface AuditRecord {
  _id: Types.ObjectId;
  code: string;
  year: number;
  number: number;
  title: string;
  /** Search words of the title and of the audited processes. */
  words: string[];
  origin: 'internal' | 'external';
  /** Who audits from outside; '' for our own. */
  body: string;
  /** Code of the programme that it belongs to, and its month; null outside a programme. */
  programme: { code: string; month: number } | null;
  /** Id of the audit whose findings this one follows up. */
  follows: string | null;
  state: AuditState;
  processes: AuditedProcess[];
  /** Positions whose holders are audited, leaders first: they accept, answer and receive the report. */
  auditees: string[];
  objective: string;
  scope: string;
  criteria: string[];
  method: Method;
  /** Remote work: agreed tools, consent to recordings, what to do when the line breaks. */
  remote: string;
  from: Day;
  until: Day;
  agenda: AgendaItem[];
  team: Member[];
  checks: IndependenceCheck[];
  /** The plan as it was accepted: hash, person, moment. */
  proposed: (Stamp & { sha256: string }) | null;
  accepted: (Stamp & { sha256: string; note: string }) | null;
  started: Stamp | null;
  /** The lead auditor's signature under the findings. */
  signed: Signature | null;
  conclusion: string;
  closed: Signature | null;
  report: (StoredFile & { record: string | null }) | null;
  cancelled: (Stamp & { reason: string }) | null;
  recipients: Recipient[];
  /** What top management decided on its results, in which session (O3). */
  considered: Considered | null;
  /** Findings so far: the next one takes the next number. */
  findings: number;
  createdBy: Who;
  createdAt: Date;
}

const plain = { _id: false, id: false } as const;
const person = { id: String, name: String, position: { type: String, default: null } };
const day = { type: String, required: true };

const exception = new Schema(
  { peer: whoSchema, reason: String, ties: [String], granted: stampSchema, reviewed: { type: signatureSchema, default: null } },
  plain,
); // prettier-ignore
const member = new Schema(
  {
    person: String,
    name: String,
    position: { type: String, default: null },
    role: { type: String, enum: TEAM_ROLES },
    exception: { type: exception, default: null },
  },
  plain,
);
const tie = new Schema(
  {
    kind: { type: String, enum: TIE_KINDS },
    process: String,
    record: String,
    href: { type: String, default: null },
    from: String,
    until: { type: String, default: null },
  },
  plain,
);
const check = new Schema(
  { moment: { type: String, enum: ['assigned', 'started', 'signed'] }, at: Date, person: String, name: String, months: Number, ties: [tie] },
  plain,
); // prettier-ignore
const audited_ = new Schema(
  { id: String, code: String, name: String, leader: { type: String, default: null } },
  plain,
);

const auditSchema = new Schema<AuditRecord>(
  {
    code: { type: String, required: true, immutable: true },
    year: { type: Number, required: true, immutable: true },
    number: { type: Number, required: true, immutable: true },
    title: { type: String, required: true },
    words: { type: [String], default: [] },
    origin: { type: String, enum: ['internal', 'external'], required: true },
    body: { type: String, default: '' },
    programme: { type: new Schema({ code: String, month: Number }, plain), default: null },
    follows: { type: String, default: null },
    state: { type: String, enum: AUDIT_STATES, required: true },
    processes: { type: [audited_], required: true },
    auditees: { type: [String], default: [] },
    objective: { type: String, default: '' },
    scope: { type: String, default: '' },
    criteria: { type: [String], default: [] },
    method: { type: String, enum: METHODS, required: true },
    remote: { type: String, default: '' },
    from: day,
    until: day,
    agenda: { type: [new Schema({ day: String, time: String, what: String, who: String }, plain)], default: [] },
    team: { type: [member], default: [] },
    checks: { type: [check], default: [] },
    proposed: { type: new Schema({ ...person, at: Date, sha256: String }, plain), default: null },
    accepted: { type: new Schema({ ...person, at: Date, sha256: String, note: String }, plain), default: null },
    started: { type: stampSchema, default: null },
    signed: { type: signatureSchema, default: null },
    conclusion: { type: String, default: '' },
    closed: { type: signatureSchema, default: null },
    report: {
      type: new Schema(
        { sha256: String, name: String, type: String, size: Number, record: { type: String, default: null } },
        plain,
      ),
      default: null,
    },
    cancelled: { type: new Schema({ ...person, at: Date, reason: String }, plain), default: null },
    recipients: { type: [new Schema({ ...person, readAt: { type: Date, default: null } }, plain)], default: [] },
    considered: {
      type: new Schema(
        { ...person, at: Date, session: String, acta: String, outcome: String, comment: String },
        plain,
      ),
      default: null,
    },
    findings: { type: Number, default: 0 },
    createdBy: { type: whoSchema, required: true },
    createdAt: { type: Date, required: true },
  },
  { collection: 'audits' },
); // prettier-ignore
auditSchema.index({ year: 1, number: 1 }, { unique: true });
auditSchema.index({ code: 1 }, { unique: true });
auditSchema.index({ from: -1, code: 1 });
auditSchema.index({ state: 1, from: -1, code: 1 });
auditSchema.index({ 'processes.id': 1, from: -1, code: 1 });
auditSchema.index({ 'team.person': 1, state: 1 });
auditSchema.index({ auditees: 1, state: 1 });
auditSchema.index({ 'recipients.id': 1 });
auditSchema.index({ follows: 1 });
auditSchema.index({ 'programme.code': 1 });
auditSchema.index({ words: 1 });
auditSchema.plugin(audited, { kind: 'audit', digest: ['words'] });

export const Audit = mongoose.model('Audit', auditSchema);
export type AuditDoc = HydratedDocument<AuditRecord>;

/** What the auditee accepts: the plan, with the team. */
export function planHash(audit: AuditRecord): string {
  const { code, title, objective, scope, criteria, method, remote, from, until, agenda, team, processes, auditees } = audit;
  return hashOf({
    code, title, objective, scope, criteria: [...criteria], method, remote, from, until,
    agenda: agenda.map((item) => ({ day: item.day, time: item.time, what: item.what, who: item.who })),
    team: team.map((one) => ({ person: one.person, role: one.role })),
    processes: processes.map((one) => one.code),
    auditees: [...auditees],
  });
} // prettier-ignore
