// What makes a person an auditor: on what ground, for which criteria, from when until when. Withdrawn, never deleted.
import mongoose, { Schema, type HydratedDocument, type Types } from 'mongoose';
import { audited } from '../platform/audit/audited.ts';
import type { Day } from '../platform/clock.ts';
import { fileSchema, stampSchema, type Stamp, type StoredFile } from './stored.ts';

export const LEVELS = ['lead', 'auditor'] as const;
export type Level = (typeof LEVELS)[number];

export interface QualificationRecord {
  _id: Types.ObjectId;
  person: string;
  personName: string;
  level: Level;
  /** Course, evaluation or experience, and who attests it. */
  ground: string;
  /** Ids of the clause sets that it covers. */
  criteria: string[];
  from: Day;
  until: Day;
  file: StoredFile | null;
  given: Stamp;
  withdrawn: (Stamp & { reason: string }) | null;
}

const qualificationSchema = new Schema<QualificationRecord>(
  {
    person: { type: String, required: true, immutable: true },
    personName: { type: String, required: true },
    level: { type: String, enum: LEVELS, required: true },
    ground: { type: String, required: true },
    criteria: { type: [String], required: true },
    from: { type: String, required: true },
    until: { type: String, required: true },
    file: { type: fileSchema, default: null },
    given: { type: stampSchema, required: true },
    withdrawn: {
      type: new Schema(
        { id: String, name: String, position: { type: String, default: null }, at: Date, reason: String },
        { _id: false, id: false },
      ),
      default: null,
    },
  },
  { collection: 'auditor_qualifications' },
);
qualificationSchema.index({ person: 1, until: 1 });
qualificationSchema.index({ until: 1 });
qualificationSchema.plugin(audited, { kind: 'auditor', subjectOf: (record) => String(record.person) });

export const Qualification = mongoose.model('AuditorQualification', qualificationSchema);
export type QualificationDoc = HydratedDocument<QualificationRecord>;

/** Whether it holds on a day. */
export function holdsOn(one: Pick<QualificationRecord, 'from' | 'until' | 'withdrawn'>, day: Day): boolean {
  return one.withdrawn === null && one.from <= day && one.until >= day;
}
