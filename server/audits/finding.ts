// A finding of an audit: its grade, the requirement, the evidence, what the auditee answered, and what became of it.
import mongoose, { Schema, type HydratedDocument, type Types } from 'mongoose';
import { audited } from '../platform/audit/audited.ts';
import type { Day } from '../platform/clock.ts';
import { GRADES, type Grade } from './rules/states.ts';
import { stampSchema, type Stamp } from './stored.ts';

export interface FindingRecord {
  _id: Types.ObjectId;
  audit: Types.ObjectId;
  auditCode: string;
  number: number;
  /** `AUD-2026-001-H01` */
  code: string;
  grade: Grade;
  /** Id and code of the process that it is about. */
  process: string;
  processCode: string;
  /** Position that answers for it: the leader's when the finding was written. */
  responsible: string | null;
  /** Id of the clause; null when the requirement is only a document's. */
  clause: string | null;
  /** The requirement in words: clause, or procedure with its activity. */
  requirement: string;
  statement: string;
  evidence: string;
  /** Line of the checklist that it came from. */
  line: string | null;
  writtenBy: Stamp;
  /** Set when the lead auditor signs; nothing above changes afterwards. */
  signedAt: Date | null;
  /** Set by the signature, for grades that ask for an answer. */
  answerBy: Day | null;
  closeBy: Day | null;
  nonconformity: { id: string; code: string } | null;
  /** What the auditee says to it and does at once. */
  answer: (Stamp & { accepts: boolean; text: string; correction: string }) | null;
  /** Given by the follow-up audit. */
  followUp: { audit: string; code: string; effective: boolean; evidence: string; at: Date } | null;
  withdrawn: (Stamp & { reason: string }) | null;
  /** Signed, asks for an answer, and no follow-up found it effective yet. */
  open: boolean;
}

const plain = { _id: false, id: false } as const;
const who = { id: String, name: String, position: { type: String, default: null }, at: Date };

const findingSchema = new Schema<FindingRecord>(
  {
    audit: { type: Schema.Types.ObjectId, required: true, immutable: true },
    auditCode: { type: String, required: true, immutable: true },
    number: { type: Number, required: true, immutable: true },
    code: { type: String, required: true, immutable: true },
    grade: { type: String, enum: GRADES, required: true },
    process: { type: String, required: true },
    processCode: { type: String, required: true },
    responsible: { type: String, default: null },
    clause: { type: String, default: null },
    requirement: { type: String, required: true },
    statement: { type: String, required: true },
    evidence: { type: String, required: true },
    line: { type: String, default: null },
    writtenBy: { type: stampSchema, required: true },
    signedAt: { type: Date, default: null },
    answerBy: { type: String, default: null },
    closeBy: { type: String, default: null },
    nonconformity: { type: new Schema({ id: String, code: String }, plain), default: null },
    answer: {
      type: new Schema({ ...who, accepts: Boolean, text: String, correction: String }, plain),
      default: null,
    },
    followUp: {
      type: new Schema(
        { audit: String, code: String, effective: Boolean, evidence: String, at: Date },
        plain,
      ),
      default: null,
    },
    withdrawn: { type: new Schema({ ...who, reason: String }, plain), default: null },
    open: { type: Boolean, default: false },
  },
  { collection: 'audit_findings' },
);
findingSchema.index({ code: 1 }, { unique: true });
findingSchema.index({ audit: 1, number: 1 }, { unique: true });
findingSchema.index({ process: 1, signedAt: -1 });
findingSchema.index({ open: 1, responsible: 1 });
findingSchema.plugin(audited, { kind: 'finding' });

export const Finding = mongoose.model('AuditFinding', findingSchema);
export type FindingDoc = HydratedDocument<FindingRecord>;
