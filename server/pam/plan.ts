// A support plan of the entity (PAM, T65): what it is, for which years, and the acts that put it in force and closed it.
import mongoose, { Schema, type HydratedDocument, type Types } from 'mongoose';
import { audited } from '../platform/audit/audited.ts';
import { PLAN_STATES, type PlanState } from './rules.ts';

/** Who did something, by value: renaming a person changes no past act. */
export interface By {
  id: string;
  name: string;
  position: string | null;
}

export interface PlanRecord {
  _id: Types.ObjectId;
  code: string;
  title: string;
  /** Whose plan it is. */
  entity: string;
  /** Years, both included. */
  from: number;
  until: number;
  words: string[];
  state: PlanState;
  /** The number of its last item. */
  items: number;
  began: By & { at: Date };
  /** The acta of the committee that approved it, and its day. */
  enabled: (By & { at: Date; acta: string; day: string }) | null;
  closed: (By & { at: Date; reason: string }) | null;
}

export const by = { id: String, name: String, position: { type: String, default: null }, at: Date };
const plain = { _id: false, id: false };

const planSchema = new Schema<PlanRecord>(
  {
    code: { type: String, required: true },
    title: { type: String, required: true },
    entity: { type: String, required: true },
    from: { type: Number, required: true },
    until: { type: Number, required: true },
    words: [String],
    state: { type: String, enum: PLAN_STATES, required: true },
    items: { type: Number, default: 0 },
    began: { type: new Schema(by, plain), required: true },
    enabled: { type: new Schema({ ...by, acta: String, day: String }, plain), default: null },
    closed: { type: new Schema({ ...by, reason: String }, plain), default: null },
  },
  { collection: 'pam_plans' },
);
planSchema.index({ code: 1 }, { unique: true });
planSchema.index({ from: -1, code: 1 });
planSchema.index({ words: 1 });
planSchema.plugin(audited, { kind: 'pam' });

export const PamPlan = mongoose.model('PamPlan', planSchema);
export type PamPlanDoc = HydratedDocument<PlanRecord>;
