// A nonconformity, real or potential, with its cycles: each holds review, causes, need, plan, results, verification and closing, and none is overwritten.
import mongoose, { Schema, type HydratedDocument, type Types } from 'mongoose';
import { audited } from '../platform/audit/audited.ts';
import type { Day } from '../platform/clock.ts';
import type { Ref } from '../platform/links/kinds.ts';
import {
  CATEGORIES,
  GRADES,
  NATURES,
  SOURCES,
  STATES,
  type Category,
  type Grade,
  type Nature,
  type Source,
  type State,
} from './rules/states.ts';
import type { Level } from './rules/risk.ts';

/** Who did something, by value: renaming or removing the person changes no past page. */
export interface Who {
  id: string;
  name: string;
  position: string | null;
}
export interface Did {
  by: Who;
  at: Date;
}

/** What proves that something was done: a stored file, or a record anywhere in the system. */
export interface Evidence {
  file: { sha256: string; name: string; type: string; size: number } | null;
  /** The record that it is, or that the file was declared as. */
  record: (Ref & { code: string; title: string }) | null;
  note: string;
}

export interface Review extends Did {
  /** What happened and how far it reaches. */
  extent: string;
  consequences: string;
  /** What was done at once. */
  correction: string;
  /** Whether the same happens elsewhere. */
  similar: string;
}
export interface Analysis extends Did {
  /** Each the answer to "why?" of the one before. */
  whys: string[];
  fishbone: { category: Category; cause: string }[];
  root: string;
  category: Category;
}
export interface Need extends Did {
  probability: number;
  impact: number;
  level: Level;
  act: boolean;
  why: string;
}
export interface Plan extends Did {
  /** By what it will be judged whether the actions worked, set before they begin. */
  criterion: string;
  verifyNotBefore: Day;
}
export interface Result extends Did {
  text: string;
}
export interface Verification extends Did {
  effective: boolean;
  findings: string;
  evidence: Evidence[];
}
export interface Closing extends Did {
  note: string;
  /** Code of the record that was declared of it. */
  record: string | null;
}
export interface Cycle {
  number: number;
  began: Did | null;
  /** Why there is a cycle after the first: reopened, or the actions did not work. */
  cause: 'first' | 'reopened' | 'ineffective';
  reason: string;
  review: Review | null;
  analysis: Analysis | null;
  need: Need | null;
  plan: Plan | null;
  result: Result | null;
  verification: Verification | null;
  closing: Closing | null;
}

export interface NonconformityRecord {
  _id: Types.ObjectId;
  code: string;
  year: number;
  number: number;
  nature: Nature;
  source: Source;
  origin: Ref | null;
  /** Id of the process. */
  process: string | null;
  processName: string;
  /** Id of the clause that is not met. */
  clause: string | null;
  description: string;
  grade: Grade;
  found: Day;
  opened: { by: Who | null; at: Date };
  /** Position that answers for it. */
  responsible: string;
  responsibleName: string;
  state: State;
  cycles: Cycle[];
  /** Root of the present cycle, for recurrence and Pareto. */
  category: Category | null;
  planDue: Day;
  /** Until when the next step is owed; null when nothing is. */
  nextDue: Day | null;
  /** People who analysed, planned or executed in any cycle: they never verify. */
  doers: string[];
  /** Positions that answer for it or for one of its actions: their holders never verify. */
  positions: string[];
  closedOn: Day | null;
  /** Days from opening to closing. */
  took: number | null;
  annulled: (Did & { reason: string }) | null;
  reminded: Reminded;
}

/** How often and how high the delay was told. */
export interface Reminded {
  last: Day | null;
  times: number;
  level: number;
}

const Mixed = Schema.Types.Mixed;
const text = { type: String, default: '' } as const;
const schema = new Schema<NonconformityRecord>(
  {
    code: { type: String, required: true, immutable: true },
    year: { type: Number, required: true, immutable: true },
    number: { type: Number, required: true, immutable: true },
    nature: { type: String, enum: NATURES, required: true, immutable: true },
    source: { type: String, enum: SOURCES, required: true },
    origin: { type: Mixed, default: null },
    process: { type: String, default: null },
    processName: text,
    clause: { type: String, default: null },
    description: { type: String, required: true },
    grade: { type: String, enum: GRADES, required: true },
    found: { type: String, required: true },
    opened: { type: Mixed, required: true },
    responsible: { type: String, required: true },
    responsibleName: text,
    state: { type: String, enum: STATES, required: true },
    cycles: { type: Mixed, required: true },
    category: { type: String, enum: [...CATEGORIES, null], default: null },
    planDue: { type: String, required: true },
    nextDue: { type: String, default: null },
    doers: { type: [String], default: [] },
    positions: { type: [String], default: [] },
    closedOn: { type: String, default: null },
    took: { type: Number, default: null },
    annulled: { type: Mixed, default: null },
    reminded: { type: Mixed, default: () => ({ last: null, times: 0, level: 0 }) },
  },
  { collection: 'nonconformities', minimize: false },
);
schema.index({ code: 1 }, { unique: true });
schema.index({ nature: 1, year: 1, number: 1 }, { unique: true });
// The list: what is filtered most, then the order of the page.
schema.index({ found: -1, code: -1 });
schema.index({ state: 1, found: -1, code: -1 });
schema.index({ state: 1, nextDue: 1 });
schema.index({ nextDue: 1, code: 1 });
schema.index({ grade: 1, found: -1, code: -1 });
schema.index({ source: 1, found: -1, code: -1 });
schema.index({ process: 1, found: -1, code: -1 });
schema.index({ process: 1, category: 1, found: -1 });
schema.index({ responsible: 1, found: -1, code: -1 });
schema.index({ positions: 1, state: 1 });
schema.index({ 'opened.by.id': 1 });
schema.index({ closedOn: 1 });
schema.index({ 'cycles.verification.evidence.record.id': 1 }, { sparse: true });
schema.plugin(audited, { kind: 'nonconformity' });

export const Nonconformity = mongoose.model('Nonconformity', schema);
export type NonconformityDoc = HydratedDocument<NonconformityRecord>;

export function newCycle(number: number, facts: Pick<Cycle, 'began' | 'cause' | 'reason'>): Cycle {
  return {
    number,
    ...facts,
    review: null,
    analysis: null,
    need: null,
    plan: null,
    result: null,
    verification: null,
    closing: null,
  };
}

/** The cycle that is under way, or the last one. @throws Error for a record without cycles, which is never stored */
export function cycleOf(record: Pick<NonconformityRecord, 'cycles'>): Cycle {
  const last = record.cycles.at(-1);
  if (!last) throw new Error('A nonconformity always has a cycle');
  return last;
}
