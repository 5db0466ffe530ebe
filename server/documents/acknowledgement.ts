// A person has read and understood one version (G1d); what they confirmed is the hash of what they saw.
import mongoose, { Schema, type Types } from 'mongoose';
import { audited } from '../platform/audit/audited.ts';

export interface AcknowledgementRecord {
  _id: Types.ObjectId;
  document: Types.ObjectId;
  version: Types.ObjectId;
  person: string;
  name: string;
  position: string | null;
  at: Date;
  sha256: string;
}

const acknowledgementSchema = new Schema<AcknowledgementRecord>(
  {
    document: { type: Schema.Types.ObjectId, required: true },
    version: { type: Schema.Types.ObjectId, required: true },
    person: { type: String, required: true },
    name: { type: String, required: true },
    position: { type: String, default: null },
    at: { type: Date, required: true },
    sha256: { type: String, required: true },
  },
  { collection: 'document_acknowledgements' },
);
acknowledgementSchema.index({ version: 1, person: 1 }, { unique: true });
acknowledgementSchema.index({ person: 1, at: 1 });
acknowledgementSchema.plugin(audited, { kind: 'document', subjectOf: (record) => String(record.document) });

export const Acknowledgement = mongoose.model('DocumentAcknowledgement', acknowledgementSchema);
