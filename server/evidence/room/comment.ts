// What a certifier says about a clause or a piece of its evidence. It stays as it was written.
import mongoose, { Schema, type Types } from 'mongoose';
import { audited } from '../../platform/audit/audited.ts';
import type { Ref } from '../../platform/links/kinds.ts';

export interface RoomCommentRecord {
  _id: Types.ObjectId;
  engagement: Types.ObjectId;
  /** Id of the clause on whose page it was written. */
  clause: string;
  /** What it is about: the clause itself or a record that proves it. */
  about: Ref;
  text: string;
  by: { id: string; name: string };
  at: Date;
}

const who = new Schema({ id: String, name: String }, { _id: false, id: false });
const ref = new Schema({ kind: String, id: String }, { _id: false, id: false });

const commentSchema = new Schema<RoomCommentRecord>(
  {
    engagement: { type: Schema.Types.ObjectId, required: true, immutable: true },
    clause: { type: String, required: true },
    about: { type: ref, required: true },
    text: { type: String, required: true },
    by: { type: who, required: true },
    at: { type: Date, required: true },
  },
  { collection: 'evidence_comments' },
);
commentSchema.index({ engagement: 1, at: -1 });
commentSchema.index({ engagement: 1, clause: 1, at: 1 });
commentSchema.plugin(audited, {
  kind: 'engagement',
  subjectOf: (record) => String(record.engagement),
});

export const RoomComment = mongoose.model('RoomComment', commentSchema);
