// A review that a document waits for: its period ended, or an external document that it cites has a new edition (G1b, G1f).
import mongoose, { Schema, type Types } from 'mongoose';
import { audited } from '../platform/audit/audited.ts';
import type { Day } from '../platform/clock.ts';

export interface ReviewRecord {
  _id: Types.ObjectId;
  document: Types.ObjectId;
  cause: 'periodic' | 'external';
  /** For `external`: which document of external origin, and its new edition; null when it applies no more. */
  external: { id: string; name: string; edition: string | null } | null;
  openedAt: Date;
  due: Day;
  closed: {
    outcome: 'no_change' | 'new_version';
    note: string;
    by: string;
    name: string;
    position: string | null;
    at: Date;
  } | null;
}

const reviewSchema = new Schema<ReviewRecord>(
  {
    document: { type: Schema.Types.ObjectId, required: true },
    cause: { type: String, enum: ['periodic', 'external'], required: true },
    external: {
      type: new Schema(
        { id: String, name: String, edition: { type: String, default: null } },
        { _id: false, id: false },
      ),
      default: null,
    },
    openedAt: { type: Date, required: true },
    due: { type: String, required: true },
    closed: {
      type: new Schema(
        { outcome: String, note: String, by: String, name: String, position: String, at: Date },
        { _id: false, id: false },
      ),
      default: null,
    },
  },
  { collection: 'document_reviews' },
);
reviewSchema.index({ document: 1, openedAt: 1 });
reviewSchema.index({ closed: 1, due: 1 });
reviewSchema.plugin(audited, { kind: 'document', subjectOf: (record) => String(record.document) });

export const Review = mongoose.model('DocumentReview', reviewSchema);
