// An annotation: how a declared record is corrected or completed, because the record itself never changes.
import mongoose, { Schema, type Types } from 'mongoose';
import { audited } from '../platform/audit/audited.ts';

export interface AnnotationRecord {
  _id: Types.ObjectId;
  record: Types.ObjectId;
  text: string;
  by: string;
  byName: string;
  position: string | null;
  at: Date;
}

const annotationSchema = new Schema<AnnotationRecord>(
  {
    record: { type: Schema.Types.ObjectId, required: true },
    text: { type: String, required: true, immutable: true },
    by: { type: String, required: true },
    byName: { type: String, required: true },
    position: { type: String, default: null },
    at: { type: Date, required: true },
  },
  { collection: 'record_annotations' },
);
annotationSchema.index({ record: 1, at: 1 });
annotationSchema.plugin(audited, {
  kind: 'record',
  subjectOf: (one) => String(one.record),
  personal: ['text'],
});

export const Annotation = mongoose.model('RecordAnnotation', annotationSchema);
