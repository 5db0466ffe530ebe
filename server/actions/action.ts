// An action of a plan: what, who, until when, with what, its extensions, its follow-up and what proves that it was done.
import mongoose, { Schema, type HydratedDocument, type Types } from 'mongoose';
import { audited } from '../platform/audit/audited.ts';
import type { Day } from '../platform/clock.ts';
import { ACTION_KINDS, ACTION_STATES, type ActionKind, type ActionState } from './rules/states.ts';
import type { Did, Evidence, Reminded } from './nonconformity.ts';

export interface Extension extends Did {
  from: Day;
  to: Day;
  reason: string;
}
export interface FollowUp extends Did {
  text: string;
  evidence: Evidence[];
}

export interface ActionRecord {
  _id: Types.ObjectId;
  code: string;
  year: number;
  number: number;
  kind: ActionKind;
  nonconformity: Types.ObjectId;
  nonconformityCode: string;
  cycle: number;
  process: string | null;
  processName: string;
  what: string;
  /** Position that executes it. */
  responsible: string;
  responsibleName: string;
  /** Who held that position when the action was planned: they never verify it, whatever they hold later. */
  holders: string[];
  resources: string;
  due: Day;
  extensions: Extension[];
  followUps: FollowUp[];
  state: ActionState;
  planned: Did;
  done: (Did & { on: Day; text: string }) | null;
  cancelled: (Did & { reason: string }) | null;
  reminded: Reminded;
}

const Mixed = Schema.Types.Mixed;
const schema = new Schema<ActionRecord>(
  {
    code: { type: String, required: true, immutable: true },
    year: { type: Number, required: true, immutable: true },
    number: { type: Number, required: true, immutable: true },
    kind: { type: String, enum: ACTION_KINDS, required: true, immutable: true },
    nonconformity: { type: Schema.Types.ObjectId, required: true, immutable: true },
    nonconformityCode: { type: String, required: true, immutable: true },
    cycle: { type: Number, required: true },
    process: { type: String, default: null },
    processName: { type: String, default: '' },
    what: { type: String, required: true },
    responsible: { type: String, required: true },
    responsibleName: { type: String, default: '' },
    holders: { type: [String], default: [] },
    resources: { type: String, default: '' },
    due: { type: String, required: true },
    extensions: { type: Mixed, default: () => [] },
    followUps: { type: Mixed, default: () => [] },
    state: { type: String, enum: ACTION_STATES, required: true },
    planned: { type: Mixed, required: true },
    done: { type: Mixed, default: null },
    cancelled: { type: Mixed, default: null },
    reminded: { type: Mixed, default: () => ({ last: null, times: 0, level: 0 }) },
  },
  { collection: 'improvement_actions', minimize: false },
);
schema.index({ code: 1 }, { unique: true });
schema.index({ kind: 1, year: 1, number: 1 }, { unique: true });
schema.index({ nonconformity: 1, cycle: 1 });
schema.index({ due: 1, code: 1 });
schema.index({ state: 1, due: 1, code: 1 });
schema.index({ kind: 1, due: 1, code: 1 });
schema.index({ responsible: 1, state: 1, due: 1 });
schema.index({ process: 1, due: 1, code: 1 });
schema.index({ 'followUps.evidence.record.id': 1 }, { sparse: true });
schema.plugin(audited, { kind: 'action' });

export const ImprovementAction = mongoose.model('ImprovementAction', schema);
export type ActionDoc = HydratedDocument<ActionRecord>;

/** All that proves an action. */
export function evidenceOf(action: Pick<ActionRecord, 'followUps'>): Evidence[] {
  return action.followUps.flatMap((one) => one.evidence);
}
