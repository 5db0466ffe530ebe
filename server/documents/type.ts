// A type of document: its code pattern, its route of review and approval, how often it is looked at again.
import mongoose, { Schema, type HydratedDocument, type Types } from 'mongoose';
import { audited } from '../platform/audit/audited.ts';
import type { Step } from './rules.ts';

export interface DocumentTypeRecord {
  _id: Types.ObjectId;
  /** Short, part of codes: `PR`. */
  code: string;
  name: string;
  /** E.g. `{process}-{type}-{nn}`. */
  pattern: string;
  /** A blank form (formato): tied to its procedure and to the kind of record that is made on it. */
  isForm: boolean;
  reviewMonths: number;
  route: Step[];
  active: boolean;
}

export const participantShape = {
  kind: { type: String, enum: ['person', 'position', 'role'], required: true },
  id: { type: String, required: true },
  name: { type: String, required: true },
};
export const stepSchema = new Schema(
  {
    stage: { type: String, enum: ['review', 'approval'], required: true },
    needs: { type: Number, default: 0, min: 0 },
    participants: [new Schema(participantShape, { _id: false, id: false })],
  },
  { _id: false, id: false },
);

const typeSchema = new Schema<DocumentTypeRecord>(
  {
    code: { type: String, required: true },
    name: { type: String, required: true },
    pattern: { type: String, required: true },
    isForm: { type: Boolean, default: false },
    reviewMonths: { type: Number, required: true, min: 1, max: 120 },
    route: [stepSchema],
    active: { type: Boolean, default: true },
  },
  { collection: 'document_types' },
);
typeSchema.index({ code: 1 }, { unique: true });
typeSchema.plugin(audited, { kind: 'document_type' });

export const DocumentType = mongoose.model('DocumentType', typeSchema);
export type DocumentTypeDoc = HydratedDocument<DocumentTypeRecord>;
