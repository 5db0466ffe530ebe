// An observation on a section of a version; it must be settled before the version is approved.
import mongoose, { Schema, type Types } from 'mongoose';
import { audited } from '../platform/audit/audited.ts';

export interface CommentRecord {
  _id: Types.ObjectId;
  document: Types.ObjectId;
  version: Types.ObjectId;
  cycle: number;
  /** Id of the section that it is anchored to; '' for the whole. */
  section: string;
  text: string;
  by: { id: string; name: string; position: string | null };
  at: Date;
  settled: { id: string; name: string; at: Date; answer: string } | null;
}

const commentSchema = new Schema<CommentRecord>(
  {
    document: { type: Schema.Types.ObjectId, required: true },
    version: { type: Schema.Types.ObjectId, required: true },
    cycle: { type: Number, required: true },
    section: { type: String, default: '' },
    text: { type: String, required: true },
    by: {
      type: new Schema({ id: String, name: String, position: String }, { _id: false, id: false }),
      required: true,
    },
    at: { type: Date, required: true },
    settled: {
      type: new Schema({ id: String, name: String, at: Date, answer: String }, { _id: false, id: false }),
      default: null,
    },
  },
  { collection: 'document_comments' },
);
commentSchema.index({ version: 1, at: 1 });
commentSchema.plugin(audited, { kind: 'document', subjectOf: (record) => String(record.document) });

export const Comment = mongoose.model('DocumentComment', commentSchema);
