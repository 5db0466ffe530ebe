// A version of the retention table (TRD): drafted, put in force by a second person, superseded by the next one. One is in force.
import mongoose, { Schema, type HydratedDocument, type Types } from 'mongoose';
import type { Signature } from '../platform/access/signatures.ts';
import { audited } from '../platform/audit/audited.ts';
import type { Day } from '../platform/clock.ts';
import { TABLE_STATES, type TableState } from './rules.ts';

export interface TableRecord {
  _id: Types.ObjectId;
  /** 1, 2, 3 ... */
  number: number;
  state: TableState;
  /** Where its rows came from: the starting table of the product, the version before, or an imported list. */
  origin: 'starting' | 'copy' | 'import';
  startedAt: Date;
  startedBy: string;
  /** People who wrote in it, by id: none of them puts it in force. */
  editors: string[];
  /** Administrative act that approves it, and its day; empty for the starting table. */
  approval: { act: string; day: Day } | null;
  signature: Signature | null;
  inForceFrom: Day | null;
  supersededOn: Day | null;
}

const signature = new Schema(
  {
    person: String,
    name: String,
    position: String,
    acting: Boolean,
    meaning: String,
    at: Date,
    sha256: String,
  },
  { _id: false, id: false },
);

const tableSchema = new Schema<TableRecord>(
  {
    number: { type: Number, required: true, immutable: true },
    state: { type: String, enum: TABLE_STATES, required: true },
    origin: { type: String, enum: ['starting', 'copy', 'import'], required: true },
    startedAt: { type: Date, required: true },
    startedBy: { type: String, required: true },
    editors: { type: [String], default: [] },
    approval: { type: new Schema({ act: String, day: String }, { _id: false, id: false }), default: null },
    signature: { type: signature, default: null },
    inForceFrom: { type: String, default: null },
    supersededOn: { type: String, default: null },
  },
  { collection: 'retention_tables' },
);
tableSchema.index({ number: 1 }, { unique: true });
tableSchema.index(
  { state: 1 },
  { unique: true, partialFilterExpression: { state: 'in_force' }, name: 'one_in_force' },
);
tableSchema.index({ state: 1, number: -1 });
tableSchema.plugin(audited, { kind: 'retention_table' });

export const Table = mongoose.model('RetentionTable', tableSchema);
export type TableDoc = HydratedDocument<TableRecord>;
