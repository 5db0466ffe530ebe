// A sample that was drawn: out of what, how, with which seed, and what came out. Never changed; a new one is drawn beside it.
import mongoose, { Schema, type Types } from 'mongoose';
import { audited } from '../platform/audit/audited.ts';
import { SAMPLE_METHODS, type SampleMethod } from './rules/sampling.ts';
import { stampSchema, type Stamp } from './stored.ts';

export interface SampleRecord {
  _id: Types.ObjectId;
  audit: Types.ObjectId;
  /** 1, 2, 3 ... within the audit. */
  number: number;
  /** What the population is, in words, with the filter that gave it. */
  population: string;
  populationSize: number;
  /** The population itself in its order, where it was given item by item; empty where only its size is known. */
  items: string[];
  method: SampleMethod;
  size: number;
  seed: string;
  /** Positions drawn, 1 is the first, ascending. */
  drawn: number[];
  /** Why so many and not more. */
  reason: string;
  by: Stamp;
}

const sampleSchema = new Schema<SampleRecord>(
  {
    audit: { type: Schema.Types.ObjectId, required: true, immutable: true },
    number: { type: Number, required: true },
    population: { type: String, required: true },
    populationSize: { type: Number, required: true },
    items: { type: [String], default: [] },
    method: { type: String, enum: SAMPLE_METHODS, required: true },
    size: { type: Number, required: true },
    seed: { type: String, required: true },
    drawn: { type: [Number], required: true },
    reason: { type: String, default: '' },
    by: { type: stampSchema, required: true },
  },
  { collection: 'audit_samples' },
);
sampleSchema.index({ audit: 1, number: 1 }, { unique: true });
sampleSchema.plugin(audited, { kind: 'audit', subjectOf: (record) => String(record.audit) });

export const Sample = mongoose.model('AuditSample', sampleSchema);
