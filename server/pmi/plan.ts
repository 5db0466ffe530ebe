// The improvement plan of a school (PMI, T63): what it is, for which years, and the acts that put it in force and closed it.
import mongoose, { Schema, type HydratedDocument, type Types } from 'mongoose';
import { by, PLAN_STATES, type By, type PlanState } from '../pam/index.ts';
import { audited } from '../platform/audit/audited.ts';

export interface PmiRecord {
  _id: Types.ObjectId;
  code: string;
  title: string;
  /** The school: its id, and its DANE code by value. */
  establishment: string;
  dane: string;
  school: string;
  /** Years, both included. */
  from: number;
  until: number;
  words: string[];
  state: PlanState;
  /** The number of its last item. */
  items: number;
  began: By & { at: Date };
  /** The acta of the school's council that adopted it, and its day. */
  enabled: (By & { at: Date; acta: string; day: string }) | null;
  closed: (By & { at: Date; reason: string }) | null;
}

const plain = { _id: false, id: false };

const pmiSchema = new Schema<PmiRecord>(
  {
    code: { type: String, required: true },
    title: { type: String, required: true },
    establishment: { type: String, required: true },
    dane: { type: String, required: true },
    school: { type: String, required: true },
    from: { type: Number, required: true },
    until: { type: Number, required: true },
    words: [String],
    state: { type: String, enum: PLAN_STATES, required: true },
    items: { type: Number, default: 0 },
    began: { type: new Schema(by, plain), required: true },
    enabled: { type: new Schema({ ...by, acta: String, day: String }, plain), default: null },
    closed: { type: new Schema({ ...by, reason: String }, plain), default: null },
  },
  { collection: 'pmi_plans' },
);
pmiSchema.index({ code: 1 }, { unique: true });
pmiSchema.index({ from: -1, code: 1 });
pmiSchema.index({ establishment: 1, from: -1 });
pmiSchema.index({ words: 1 });
pmiSchema.plugin(audited, { kind: 'pmi' });

export const PmiPlan = mongoose.model('PmiPlan', pmiSchema);
export type PmiPlanDoc = HydratedDocument<PmiRecord>;
