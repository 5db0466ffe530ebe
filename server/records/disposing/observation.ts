// What somebody of the public says about a published inventory, and the answer; without an answer nothing is eliminated.
import mongoose, { Schema, type Types } from 'mongoose';
import { audited } from '../../platform/audit/audited.ts';

export interface ObservationRecord {
  _id: Types.ObjectId;
  disposal: Types.ObjectId;
  /** 1, 2, 3 ... within the disposal. */
  number: number;
  name: string;
  contact: string;
  text: string;
  at: Date;
  answer: { text: string; upheld: boolean; by: string; at: Date } | null;
}

const observationSchema = new Schema<ObservationRecord>(
  {
    disposal: { type: Schema.Types.ObjectId, required: true, immutable: true },
    number: { type: Number, required: true, immutable: true },
    name: { type: String, default: '' },
    contact: { type: String, default: '' },
    text: { type: String, required: true },
    at: { type: Date, required: true },
    answer: {
      type: new Schema({ text: String, upheld: Boolean, by: String, at: Date }, { _id: false, id: false }),
      default: null,
    },
  },
  { collection: 'disposal_observations' },
);
observationSchema.index({ disposal: 1, number: 1 }, { unique: true });
observationSchema.plugin(audited, {
  kind: 'disposal',
  subjectOf: (one) => String(one.disposal),
  personal: ['name', 'contact', 'text'],
});

export const Observation = mongoose.model('DisposalObservation', observationSchema);
