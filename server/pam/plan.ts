// A support plan of the entity (PAM, T65).
import mongoose, { Schema } from 'mongoose';
import { audited } from '../platform/audit/audited.ts';
import { planFields, type PlanRecord } from './plans/plan.ts';

export interface PamRecord extends PlanRecord {
  /** Whose plan it is. */
  entity: string;
}

const pamSchema = new Schema<PamRecord>(
  { ...planFields, entity: { type: String, required: true } },
  { collection: 'pam_plans' },
);
pamSchema.index({ code: 1 }, { unique: true });
pamSchema.index({ from: -1, code: 1 });
pamSchema.index({ words: 1 });
pamSchema.plugin(audited, { kind: 'pam' });

export const PamPlan = mongoose.model('PamPlan', pamSchema);
