// A self-assessment round over a set of requirements, and its answers, one per clause. A closed round never changes.
import mongoose, { Schema, type HydratedDocument, type Types } from 'mongoose';
import { audited } from '../../platform/audit/audited.ts';
import type { Day } from '../../platform/clock.ts';
import { STATES, type ClauseState } from '../rules.ts';
import type { Signed } from '../standing.ts';

export interface RoundRecord {
  _id: Types.ObjectId;
  /** `AUT-2026-01`. */
  code: string;
  year: number;
  number: number;
  /** Id of its set of requirements. */
  criteria: string;
  name: string;
  period: { from: Day; until: Day };
  state: 'open' | 'closed';
  opened: Signed;
  closed: Signed | null;
  /** Clauses left out because they do not apply here; the reason is empty where it follows from the kind of entity. */
  excluded: { clause: string; reason: string }[];
  /** SHA-256 of the answers as they were closed. */
  sha256: string | null;
}

export interface Evidence {
  kind: string;
  id: string;
  /** As it was called when it was named. */
  code: string;
  title: string;
  /** True when naming it here linked it with the clause. */
  linked: boolean;
}

export interface AnswerRecord {
  _id: Types.ObjectId;
  round: Types.ObjectId;
  clause: string;
  /** Place in the set. */
  order: number;
  state: ClauseState;
  statement: string;
  evidence: Evidence[];
  by: Signed | null;
}

const signed = new Schema(
  { id: String, name: String, position: { type: String, default: null }, at: Date },
  { _id: false, id: false },
);
const roundSchema = new Schema<RoundRecord>(
  {
    code: { type: String, required: true, immutable: true },
    year: { type: Number, required: true, immutable: true },
    number: { type: Number, required: true, immutable: true },
    criteria: { type: String, required: true, immutable: true },
    name: { type: String, required: true },
    period: { from: String, until: String },
    state: { type: String, enum: ['open', 'closed'], default: 'open' },
    opened: { type: signed, required: true },
    closed: { type: signed, default: null },
    excluded: [new Schema({ clause: String, reason: String }, { _id: false, id: false })],
    sha256: { type: String, default: null },
  },
  { collection: 'assessment_rounds' },
);
roundSchema.index({ code: 1 }, { unique: true });
roundSchema.index({ year: -1, number: -1 }, { unique: true });
// One open round over a set: two would give one clause two states.
roundSchema.index({ criteria: 1 }, { unique: true, partialFilterExpression: { state: 'open' } });
roundSchema.index({ state: 1 });
roundSchema.plugin(audited, { kind: 'assessment' });

const answerSchema = new Schema<AnswerRecord>(
  {
    round: { type: Schema.Types.ObjectId, required: true, immutable: true },
    clause: { type: String, required: true, immutable: true },
    order: { type: Number, required: true },
    state: { type: String, enum: STATES, default: 'blank' },
    statement: { type: String, default: '' },
    evidence: [
      new Schema(
        { kind: String, id: String, code: String, title: String, linked: Boolean },
        { _id: false, id: false },
      ),
    ],
    by: { type: signed, default: null },
  },
  { collection: 'assessment_answers' },
);
answerSchema.index({ round: 1, order: 1 });
answerSchema.index({ round: 1, clause: 1 }, { unique: true });
answerSchema.plugin(audited, { kind: 'assessment', subjectOf: (record) => String(record.round) });

export const Round = mongoose.model('AssessmentRound', roundSchema);
export const Answer = mongoose.model('AssessmentAnswer', answerSchema);
export type RoundDoc = HydratedDocument<RoundRecord>;
export type AnswerDoc = HydratedDocument<AnswerRecord>;
