// How the entity stands on a clause: who answers for it, what should prove it, whether it applies here, and its state.
import mongoose, { Schema, type HydratedDocument, type Types } from 'mongoose';
import { audited } from '../platform/audit/audited.ts';
import { STATES, type ClauseState } from './rules.ts';

/** A signature by value: renaming or removing a person changes no past page. */
export interface Signed {
  id: string;
  name: string;
  position: string | null;
  at: Date;
}

export interface StandingRecord {
  _id: Types.ObjectId;
  /** Id of the clause. */
  clause: string;
  /** Id of its set of requirements. */
  criteria: string;
  /** Id of the position that answers for it. */
  responsible: string | null;
  /** What should prove it: names of kinds of record or codes of series, one each. */
  expected: string[];
  /** Somebody decided against what follows from the kind of entity. */
  exception: { applies: boolean; reason: string; by: Signed } | null;
  state: ClauseState;
  /** What the state rests on, in words. */
  statement: string;
  assessed: Signed | null;
  /** Code of the self-assessment round that the state comes from; null when it was assessed by itself. */
  round: string | null;
}

const signed = new Schema(
  { id: String, name: String, position: { type: String, default: null }, at: Date },
  { _id: false, id: false },
);
const standingSchema = new Schema<StandingRecord>(
  {
    clause: { type: String, required: true, immutable: true },
    criteria: { type: String, required: true, immutable: true },
    responsible: { type: String, default: null },
    expected: { type: [String], default: [] },
    exception: {
      type: new Schema({ applies: Boolean, reason: String, by: signed }, { _id: false, id: false }),
      default: null,
    },
    state: { type: String, enum: STATES, default: 'blank' },
    statement: { type: String, default: '' },
    assessed: { type: signed, default: null },
    round: { type: String, default: null },
  },
  { collection: 'clause_standings' },
);
standingSchema.index({ clause: 1 }, { unique: true });
standingSchema.index({ criteria: 1 });
standingSchema.index({ responsible: 1 });
// What happened to a clause is read in the clause's own chain.
standingSchema.plugin(audited, { kind: 'clause', subjectOf: (record) => String(record.clause) });

export const StandingModel = mongoose.model('ClauseStanding', standingSchema);
export type StandingDoc = HydratedDocument<StandingRecord>;
