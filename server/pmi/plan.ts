// The improvement plan of a school (PMI, T63).
import mongoose, { Schema } from 'mongoose';
import { planFields, type PlanRecord } from '../pam/index.ts';
import { audited } from '../platform/audit/audited.ts';

export interface PmiRecord extends PlanRecord {
  /** The school: its id, and its DANE code and name by value. */
  establishment: string;
  dane: string;
  school: string;
}

const pmiSchema = new Schema<PmiRecord>(
  {
    ...planFields,
    establishment: { type: String, required: true },
    dane: { type: String, required: true },
    school: { type: String, required: true },
  },
  { collection: 'pmi_plans' },
);
pmiSchema.index({ code: 1 }, { unique: true });
pmiSchema.index({ from: -1, code: 1 });
pmiSchema.index({ establishment: 1, from: -1 });
pmiSchema.index({ words: 1 });
pmiSchema.plugin(audited, { kind: 'pmi' });

export const PmiPlan = mongoose.model('PmiPlan', pmiSchema);
