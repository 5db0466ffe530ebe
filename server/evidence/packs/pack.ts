// An evidence pack: what it is of, as of when, for whom, and the hash of the ZIP that it became (L4). Never deleted, never built twice once it is ready.
import mongoose, { Schema, type HydratedDocument, type Types } from 'mongoose';
import { audited } from '../../platform/audit/audited.ts';
import type { Day } from '../../platform/clock.ts';
import type { Params } from '../../platform/errors.ts';
import { PACK_STATES, SUBJECTS, type PackState, type SubjectSort } from './rules.ts';

export interface PackSubject {
  sort: SubjectSort;
  /** `clause`, `set`, or the kind of the record. */
  kind: string;
  id: string;
  code: string;
  title: string;
}

export interface PackResult {
  /** Of the ZIP, 64 hex digits: what is published. */
  sha256: string;
  bytes: number;
  files: number;
  /** Of index.pdf. */
  pages: number;
  /** Pieces of evidence. */
  evidence: number;
  at: Date;
}

export interface PackRecord {
  _id: Types.ObjectId;
  /** `PAQ-2026-001` */
  code: string;
  year: number;
  number: number;
  subject: PackSubject;
  cutOff: Day;
  language: 'es' | 'en';
  /** Id of the engagement that it is handed to and whose scope bounds it; null: for the entity's own use. */
  engagement: string | null;
  engagementCode: string;
  askedBy: { id: string; name: string };
  askedAt: Date;
  state: PackState;
  result: PackResult | null;
  failure: { key: string; params: Params; at: Date } | null;
}

const plain = { _id: false, id: false } as const;
const subject = new Schema(
  { sort: { type: String, enum: SUBJECTS }, kind: String, id: String, code: String, title: String },
  plain,
);
const result = new Schema(
  { sha256: String, bytes: Number, files: Number, pages: Number, evidence: Number, at: Date },
  plain,
);
const failure = new Schema(
  { key: String, params: Schema.Types.Mixed, at: Date },
  { ...plain, minimize: false },
);

const packSchema = new Schema<PackRecord>(
  {
    code: { type: String, required: true, immutable: true },
    year: { type: Number, required: true, immutable: true },
    number: { type: Number, required: true, immutable: true },
    subject: { type: subject, required: true, immutable: true },
    cutOff: { type: String, required: true, immutable: true },
    language: { type: String, enum: ['es', 'en'], required: true, immutable: true },
    engagement: { type: String, default: null, immutable: true },
    engagementCode: { type: String, default: '', immutable: true },
    askedBy: { type: new Schema({ id: String, name: String }, plain), required: true, immutable: true },
    askedAt: { type: Date, required: true, immutable: true },
    state: { type: String, enum: PACK_STATES, required: true },
    result: { type: result, default: null },
    failure: { type: failure, default: null },
  },
  { collection: 'packs' },
);
packSchema.index({ code: 1 }, { unique: true });
packSchema.index({ year: 1, number: 1 }, { unique: true });
packSchema.index({ engagement: 1, year: -1, number: -1 });
packSchema.index({ state: 1, askedAt: 1 });
packSchema.plugin(audited, { kind: 'pack' });

export const Pack = mongoose.model('Pack', packSchema);
export type PackDoc = HydratedDocument<PackRecord>;
