// Who holds a position from when until when: in their own right, or acting (encargo) by an administrative act.
import mongoose, { Schema, type InferSchemaType } from 'mongoose';
import { audited } from '../platform/audit/audited.ts';

const administrativeAct = {
  number: { type: String, required: true },
  date: { type: String, required: true },
};

const assignmentSchema = new Schema(
  {
    person: { type: Schema.Types.ObjectId, required: true },
    position: { type: Schema.Types.ObjectId, required: true },
    /** Bogotá dates, both inclusive; an open end is null. */
    from: { type: String, required: true },
    until: { type: String, default: null },
    acting: { type: Boolean, required: true },
    /** The act that names an acting holder; null for a holder in their own right. */
    act: { type: new Schema(administrativeAct, { _id: false }), default: null },
    /** Why it ended before its date, or at all. */
    endReason: { type: String, default: null },
  },
  { collection: 'assignments' },
);
assignmentSchema.index({ person: 1, from: 1 });
assignmentSchema.index({ position: 1, from: 1 });
assignmentSchema.index({ acting: 1, from: 1 });
// What a person holds belongs to that person's history.
assignmentSchema.plugin(audited, { kind: 'person', subjectOf: (record) => String(record.person) });

export const Assignment = mongoose.model('Assignment', assignmentSchema);
export type AssignmentRecord = InferSchemaType<typeof assignmentSchema> & { _id: mongoose.Types.ObjectId };
