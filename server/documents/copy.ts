// A numbered controlled copy on paper or on a device, with its holder, and what became of it when a new version took effect.
import mongoose, { Schema, type HydratedDocument, type Types } from 'mongoose';
import { audited } from '../platform/audit/audited.ts';

export interface CopyRecord {
  _id: Types.ObjectId;
  document: Types.ObjectId;
  version: Types.ObjectId;
  label: string;
  /** 1, 2, 3 ... within the document. */
  number: number;
  holder: string;
  /** Where it is used: area, school, wall. */
  place: string;
  token: string;
  madeAt: Date;
  madeBy: string;
  /** Set when the version became obsolete: the copy must come back. */
  recallSince: Date | null;
  returned: { at: Date; by: string; outcome: 'returned' | 'destroyed' | 'lost'; note: string } | null;
}

const copySchema = new Schema<CopyRecord>(
  {
    document: { type: Schema.Types.ObjectId, required: true },
    version: { type: Schema.Types.ObjectId, required: true },
    label: { type: String, required: true },
    number: { type: Number, required: true },
    holder: { type: String, required: true },
    place: { type: String, default: '' },
    token: { type: String, required: true },
    madeAt: { type: Date, required: true },
    madeBy: { type: String, required: true },
    recallSince: { type: Date, default: null },
    returned: {
      type: new Schema({ at: Date, by: String, outcome: String, note: String }, { _id: false, id: false }),
      default: null,
    },
  },
  { collection: 'document_copies' },
);
copySchema.index({ document: 1, number: 1 }, { unique: true });
copySchema.index({ token: 1 }, { unique: true });
copySchema.index({ version: 1 });
copySchema.plugin(audited, { kind: 'document', subjectOf: (record) => String(record.document) });

export const Copy = mongoose.model('DocumentCopy', copySchema);
export type CopyDoc = HydratedDocument<CopyRecord>;
