// The audit programme of a year: each process with its weight, its months, and why; approved by the committee.
import mongoose, { Schema, type HydratedDocument, type Types } from 'mongoose';
import type { Signature } from '../platform/access/signatures.ts';
import { audited } from '../platform/audit/audited.ts';
import { hashOf } from '../platform/audit/canonical.ts';
import {
  FACTORS,
  PROGRAMME_STATES,
  type Factor,
  type Factors,
  type ProgrammeState,
} from './rules/programme.ts';
import { METHODS, type Method } from './rules/states.ts';
import { signatureSchema, stampSchema, whoSchema, type Stamp, type Who } from './stored.ts';

export interface ProgrammeLine {
  /** Id of the process; code and name as they were when it was written. */
  process: string;
  processCode: string;
  processName: string;
  factors: Factors;
  /** What the records suggested then. */
  suggested: Factors;
  /** Why a factor differs from what was suggested; '' where it does not. */
  reasons: Record<Factor, string>;
  /** Months of the year, 1 to 12, in which it is audited. */
  months: number[];
  method: Method;
  /** Ids of clause sets. */
  criteria: string[];
  resources: string;
  /** Why it is audited less often than its weight asks for, or not at all. */
  why: string;
}

export interface ProgrammeRecord {
  _id: Types.ObjectId;
  code: string;
  year: number;
  state: ProgrammeState;
  /** 1, and one more each time an approved programme is opened again. */
  revision: number;
  objective: string;
  responsible: string;
  resources: string;
  criteria: string[];
  lines: ProgrammeLine[];
  /** Everybody who wrote in it: none of them approves it. */
  authors: Who[];
  /** SHA-256 of what was proposed; null while it is being written. */
  sha256: string | null;
  proposed: Stamp | null;
  approvals: { revision: number; signature: Signature }[];
  createdAt: Date;
}

const weights = Object.fromEntries(FACTORS.map((factor) => [factor, { type: Number, min: 1, max: 5 }]));
const words = Object.fromEntries(FACTORS.map((factor) => [factor, { type: String, default: '' }]));
const plain = { _id: false, id: false } as const;

const line = new Schema(
  {
    process: { type: String, required: true },
    processCode: String,
    processName: String,
    factors: new Schema(weights, plain),
    suggested: new Schema(weights, plain),
    reasons: new Schema(words, plain),
    months: { type: [Number], default: [] },
    method: { type: String, enum: METHODS, default: 'on_site' },
    criteria: { type: [String], default: [] },
    resources: { type: String, default: '' },
    why: { type: String, default: '' },
  },
  plain,
);

const programmeSchema = new Schema<ProgrammeRecord>(
  {
    code: { type: String, required: true, immutable: true },
    year: { type: Number, required: true, immutable: true },
    state: { type: String, enum: PROGRAMME_STATES, required: true },
    revision: { type: Number, default: 1 },
    objective: { type: String, default: '' },
    responsible: { type: String, default: '' },
    resources: { type: String, default: '' },
    criteria: { type: [String], default: [] },
    lines: { type: [line], default: [] },
    authors: { type: [whoSchema], default: [] },
    sha256: { type: String, default: null },
    proposed: { type: stampSchema, default: null },
    approvals: {
      type: [new Schema({ revision: Number, signature: signatureSchema }, plain)],
      default: [],
    },
    createdAt: { type: Date, required: true },
  },
  { collection: 'audit_programmes' },
);
programmeSchema.index({ year: 1 }, { unique: true });
programmeSchema.index({ code: 1 }, { unique: true });
programmeSchema.plugin(audited, { kind: 'programme' });

export const Programme = mongoose.model('AuditProgramme', programmeSchema);
export type ProgrammeDoc = HydratedDocument<ProgrammeRecord>;

/** What the committee signs: everything that the programme says, and nothing about its course. */
export function programmeHash(
  programme: Pick<
    ProgrammeRecord,
    'code' | 'revision' | 'objective' | 'responsible' | 'resources' | 'criteria' | 'lines'
  >,
): string {
  const { code, revision, objective, responsible, resources, criteria, lines } = programme;
  const said = lines.map(({ process, factors, reasons, months, method, criteria: sets, resources: means, why }) => ({
    process, factors: pick(factors), reasons: pick(reasons), months: [...months], method, criteria: [...sets], resources: means, why,
  })); // prettier-ignore
  return hashOf({ code, revision, objective, responsible, resources, criteria: [...criteria], lines: said });
}

function pick<T>(values: Readonly<Record<Factor, T>>): Record<Factor, T> {
  return Object.fromEntries(FACTORS.map((factor) => [factor, values[factor]])) as Record<Factor, T>;
}
