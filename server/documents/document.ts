// A controlled document: its code for life, who owns it, which version readers see, which one is on its way.
import mongoose, { Schema, type HydratedDocument, type Types } from 'mongoose';
import { audited } from '../platform/audit/audited.ts';
import type { Day } from '../platform/clock.ts';
import { DOCUMENT_STATES, VERSION_STATES, type DocumentState, type VersionState } from './rules.ts';

/** A version as the master list shows it, kept beside the document so that a list reads one collection. */
export interface VersionGlance {
  id: string;
  number: number;
  label: string;
  state: VersionState;
  effective: Day | null;
}

/** A proposal to make the document obsolete without a successor; it needs approval too (G1g). */
export interface Withdrawal {
  reason: string;
  from: Day;
  by: string;
  byName: string;
  at: Date;
  /** Set by the second person. */
  approved: { by: string; name: string; position: string | null; at: Date } | null;
}

export interface DocumentRecord {
  _id: Types.ObjectId;
  code: string;
  title: string;
  /** Title folded for sorting (no accents, lower case). */
  titleKey: string;
  /** Search words of code and title. */
  words: string[];
  type: Types.ObjectId;
  typeName: string;
  process: string | null;
  processName: string;
  /** Position that owns the document. */
  owner: string | null;
  ownerName: string;
  state: DocumentState;
  /** In force now, or the last one that was. */
  current: VersionGlance | null;
  /** On its way to being in force. */
  working: VersionGlance | null;
  /** People who wrote in any version, by id: they see drafts. */
  writers: string[];
  adopted: boolean;
  nextReview: Day | null;
  /** Formats: the procedure that they belong to and the kind of record made on them. */
  formOf: { procedure: string; recordKind: string } | null;
  distribution: { everyone: boolean; areas: string[]; positions: string[]; acknowledge: boolean };
  withdrawal: Withdrawal | null;
  withdrawnAt: Day | null;
  createdAt: Date;
}

const glance = new Schema(
  {
    id: String,
    number: Number,
    label: String,
    state: { type: String, enum: VERSION_STATES },
    effective: { type: String, default: null },
  },
  { _id: false, id: false },
);
const withdrawal = new Schema(
  {
    reason: String,
    from: String,
    by: String,
    byName: String,
    at: Date,
    approved: {
      type: new Schema({ by: String, name: String, position: String, at: Date }, { _id: false, id: false }),
      default: null,
    },
  },
  { _id: false, id: false },
);

const documentSchema = new Schema<DocumentRecord>(
  {
    code: { type: String, required: true, immutable: true },
    title: { type: String, required: true },
    titleKey: { type: String, required: true },
    words: { type: [String], default: [] },
    type: { type: Schema.Types.ObjectId, required: true },
    typeName: { type: String, required: true },
    process: { type: String, default: null },
    processName: { type: String, default: '' },
    owner: { type: String, default: null },
    ownerName: { type: String, default: '' },
    state: { type: String, enum: DOCUMENT_STATES, required: true },
    current: { type: glance, default: null },
    working: { type: glance, default: null },
    writers: { type: [String], default: [] },
    adopted: { type: Boolean, default: false },
    nextReview: { type: String, default: null },
    formOf: {
      type: new Schema({ procedure: String, recordKind: String }, { _id: false, id: false }),
      default: null,
    },
    distribution: {
      everyone: { type: Boolean, default: false },
      areas: { type: [String], default: [] },
      positions: { type: [String], default: [] },
      acknowledge: { type: Boolean, default: false },
    },
    withdrawal: { type: withdrawal, default: null },
    withdrawnAt: { type: String, default: null },
    createdAt: { type: Date, required: true },
  },
  { collection: 'documents' },
);
documentSchema.index({ code: 1 }, { unique: true });
// The master list: equality on what is filtered most, then the order of the page, so that 25 rows are read for 25 shown.
documentSchema.index({ state: 1, code: 1 });
documentSchema.index({ state: 1, titleKey: 1, code: 1 });
documentSchema.index({ state: 1, typeName: 1, code: 1 });
documentSchema.index({ state: 1, process: 1, code: 1 });
documentSchema.index({ state: 1, process: 1, titleKey: 1, code: 1 });
documentSchema.index({ state: 1, nextReview: 1, code: 1 });
documentSchema.index({ titleKey: 1, code: 1 });
documentSchema.index({ typeName: 1, code: 1 });
documentSchema.index({ nextReview: 1, code: 1 });
documentSchema.index({ type: 1, code: 1 });
documentSchema.index({ process: 1, code: 1 });
documentSchema.index({ owner: 1, code: 1 });
documentSchema.index({ words: 1 });
documentSchema.index({ writers: 1 });
// Few versions are on their way at a time.
documentSchema.index({ 'working.state': 1 }, { sparse: true });
documentSchema.index({ 'withdrawal.from': 1 }, { sparse: true });
documentSchema.plugin(audited, { kind: 'document', digest: ['words'] });

export const Document = mongoose.model('Document', documentSchema);
export type DocumentDoc = HydratedDocument<DocumentRecord>;
