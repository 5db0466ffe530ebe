// A nonconforming service: what was delivered, or about to be, without meeting a requirement, and how it was controlled (G10, G2d).
import mongoose, { Schema, type HydratedDocument, type Types } from 'mongoose';
import { audited } from '../platform/audit/audited.ts';
import type { Day } from '../platform/clock.ts';
import type { Ref } from '../platform/links/kinds.ts';
import type { Did, Evidence, Who } from './nonconformity.ts';
import { FOUND, SERVICE_STATES, type Disposition, type Found, type ServiceState } from './rules/states.ts';

/** One decision on the service and what became of it; a verification that fails asks for another. */
export interface Treatment {
  decision: Did & { disposition: Disposition; reason: string; permission: string; due: Day };
  execution: (Did & { on: Day; text: string; evidence: Evidence[] }) | null;
  verification: (Did & { conforms: boolean; text: string }) | null;
}

export interface ServiceRecord {
  _id: Types.ObjectId;
  code: string;
  year: number;
  number: number;
  what: string;
  found: Day;
  where: Found;
  process: string;
  processName: string;
  /** Id of the clause or requirement that is not met. */
  clause: string | null;
  requirement: string;
  /** The record of the service: PAM or PMI item, record, complaint. */
  affected: (Ref & { code: string; title: string }) | null;
  /** What it meant, or could mean, for those served. */
  effects: string;
  /** Position that decides. */
  authority: string;
  authorityName: string;
  /** Position that treats it. */
  responsible: string;
  responsibleName: string;
  opened: { by: Who | null; at: Date };
  state: ServiceState;
  treatments: Treatment[];
  /** People who decided or executed: they never verify. */
  doers: string[];
  nextDue: Day | null;
  closedOn: Day | null;
  annulled: (Did & { reason: string }) | null;
}

const Mixed = Schema.Types.Mixed;
const schema = new Schema<ServiceRecord>(
  {
    code: { type: String, required: true, immutable: true },
    year: { type: Number, required: true, immutable: true },
    number: { type: Number, required: true, immutable: true },
    what: { type: String, required: true },
    found: { type: String, required: true },
    where: { type: String, enum: FOUND, required: true },
    process: { type: String, required: true },
    processName: { type: String, default: '' },
    clause: { type: String, default: null },
    requirement: { type: String, default: '' },
    affected: { type: Mixed, default: null },
    effects: { type: String, default: '' },
    authority: { type: String, required: true },
    authorityName: { type: String, default: '' },
    responsible: { type: String, required: true },
    responsibleName: { type: String, default: '' },
    opened: { type: Mixed, required: true },
    state: { type: String, enum: SERVICE_STATES, required: true },
    treatments: { type: Mixed, default: () => [] },
    doers: { type: [String], default: [] },
    nextDue: { type: String, default: null },
    closedOn: { type: String, default: null },
    annulled: { type: Mixed, default: null },
  },
  { collection: 'nonconforming_services', minimize: false },
);
schema.index({ code: 1 }, { unique: true });
schema.index({ year: 1, number: 1 }, { unique: true });
schema.index({ found: -1, code: -1 });
schema.index({ state: 1, found: -1, code: -1 });
schema.index({ process: 1, found: -1, code: -1 });
schema.index({ authority: 1, state: 1 });
schema.index({ responsible: 1, state: 1 });
schema.index({ 'opened.by.id': 1 });
schema.index({ 'treatments.execution.evidence.record.id': 1 }, { sparse: true });
schema.plugin(audited, { kind: 'nonconforming' });

export const Service = mongoose.model('NonconformingService', schema);
export type ServiceDoc = HydratedDocument<ServiceRecord>;
