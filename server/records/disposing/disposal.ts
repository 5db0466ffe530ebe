// A disposal: an inventory of records whose time is over, the committee's decision, its publication, and the acta after which the content goes.
import mongoose, { Schema, type HydratedDocument, type Types } from 'mongoose';
import type { Signature } from '../../platform/access/signatures.ts';
import { audited } from '../../platform/audit/audited.ts';
import type { Day } from '../../platform/clock.ts';
import type { RecordFile } from '../record.ts';
import { lineSchema, type Line } from './line.ts';
import { DISPOSAL_STATES, type DisposalState } from './rules.ts';

export interface DisposalRecord {
  _id: Types.ObjectId;
  /** `ELI-2026-001` */
  code: string;
  year: number;
  number: number;
  state: DisposalState;
  note: string;
  lines: Line[];
  /** SHA-256 of the inventory, what the committee decides on; fixed by the decision. */
  sha256: string;
  prepared: { by: string; name: string; at: Date };
  /** The committee's: who signed, in which session, in which acta. */
  decision: {
    outcome: 'approved' | 'rejected';
    signature: Signature;
    comment: string;
    session: string;
    acta: string;
  } | null;
  /** First day before the public and the last one that counts; the calendar of that day holds. */
  published: { day: Day; until: Day; by: string; at: Date } | null;
  disposed: {
    day: Day;
    signature: Signature;
    /** Code and id of the record of its acta. */
    record: string;
    recordId: string;
    file: RecordFile;
    count: number;
  } | null;
  /** Once the content is gone: hashes that went, and those that stay because another record has the same file. */
  content: { at: Date; removed: string[]; shared: string[] } | null;
}

const part = { _id: false, id: false } as const;
const signature = new Schema(
  { person: String, name: String, position: { type: String, default: null }, acting: Boolean, meaning: String, at: Date, sha256: String },
  part,
); // prettier-ignore
const storedFile = new Schema({ sha256: String, name: String, type: { type: String }, size: Number }, part);

const disposalSchema = new Schema<DisposalRecord>(
  {
    code: { type: String, required: true, immutable: true },
    year: { type: Number, required: true, immutable: true },
    number: { type: Number, required: true, immutable: true },
    state: { type: String, enum: DISPOSAL_STATES, required: true },
    note: { type: String, default: '' },
    lines: { type: [lineSchema], default: [] },
    sha256: { type: String, required: true },
    prepared: { type: new Schema({ by: String, name: String, at: Date }, part), required: true },
    decision: {
      type: new Schema({ outcome: String, signature, comment: String, session: String, acta: String }, part),
      default: null,
    },
    published: {
      type: new Schema({ day: String, until: String, by: String, at: Date }, part),
      default: null,
    },
    disposed: {
      type: new Schema(
        { day: String, signature, record: String, recordId: String, file: storedFile, count: Number },
        part,
      ),
      default: null,
    },
    content: {
      type: new Schema({ at: Date, removed: [String], shared: [String] }, part),
      default: null,
    },
  },
  { collection: 'disposals' },
);
disposalSchema.index({ code: 1 }, { unique: true });
disposalSchema.index({ year: 1, number: 1 }, { unique: true });
disposalSchema.index({ state: 1, code: -1 });
disposalSchema.index({ 'lines.id': 1 });
disposalSchema.plugin(audited, { kind: 'disposal' });

export const Disposal = mongoose.model('RecordDisposal', disposalSchema);
export type DisposalDoc = HydratedDocument<DisposalRecord>;
