// A record: evidence of what happened. Immutable once declared (corrections are annotations); only its place, its expediente and its state change.
import mongoose, { Schema, type HydratedDocument, type Types } from 'mongoose';
import { audited } from '../platform/audit/audited.ts';
import { hashOf } from '../platform/audit/canonical.ts';
import type { Day } from '../platform/clock.ts';
import type { Ref } from '../platform/links/kinds.ts';
import {
  CONFORMITIES,
  MEDIA,
  RECORD_STATES,
  type Conformity,
  type Medium,
  type RecordState,
} from './rules.ts';

/** A stored file of a record. */
export interface RecordFile {
  sha256: string;
  name: string;
  /** MIME type. */
  type: string;
  /** Bytes. */
  size: number;
}

/** The outcome of a secondary transfer, with the code of its acta. */
export interface Settled {
  acta: string;
  day: Day;
  selected: boolean;
}

/** Where paper lies. */
export interface Place {
  box: string;
  folder: string;
  shelf: string;
}

export interface RecordRecord {
  _id: Types.ObjectId;
  /** `REG-2026-00001`. */
  code: string;
  year: number;
  number: number;
  title: string;
  /** Code of its series or subseries, and the version of the table under which it was declared. */
  series: string;
  seriesName: string;
  table: number;
  typology: string;
  medium: Medium;
  /** When it happened, and when it was received (the second is the system's). */
  happened: Day;
  received: Day;
  declaredAt: Date;
  declaredBy: { id: string | null; name: string; position: string | null };
  author: string;
  responsible: string;
  /** The procedure and the version of it under which the service was controlled (G2c). */
  document: { id: string; code: string; number: number; label: string; title: string } | null;
  /** Id of the process, and its code. */
  process: string | null;
  processCode: string;
  conforms: Conformity;
  /** Authority responsible for the control where the service did not conform (G2d). */
  authority: string;
  files: RecordFile[];
  origin: Ref | null;
  /** Holds personal data: masked for readers and certifiers (Ley 1581 de 2012). */
  personal: boolean;
  /** SHA-256 of what was declared, files included. */
  sha256: string;
  state: RecordState;
  /** Expediente that holds it. */
  file: Types.ObjectId | null;
  fileCode: string;
  place: Place | null;
  /** Set by the disposal: what stays besides the code, the hashes and the trail. */
  disposal: { acta: string; day: Day } | null;
  /** What the secondary transfer decided for good: gone to the historical archive, or not selected and kept where it is. */
  historical: Settled | null;
  /** Derived: search terms of its facts and of the text inside its files, and whether that text was read already. */
  terms: string[];
  text: 'waiting' | 'read';
}

const placed = new Schema({ box: String, folder: String, shelf: String }, { _id: false, id: false });
const storedFile = new Schema(
  { sha256: { type: String, required: true }, name: String, type: { type: String }, size: Number },
  { _id: false, id: false },
);
const procedure = new Schema(
  { id: String, code: String, number: Number, label: String, title: String },
  { _id: false, id: false },
);
export const settled = new Schema<Settled>(
  { acta: String, day: String, selected: Boolean },
  { _id: false, id: false },
);
/** What a declared record never changes: mongoose throws when anybody tries. */
const fixed = { immutable: true } as const;

const recordSchema = new Schema<RecordRecord>(
  {
    code: { type: String, required: true, ...fixed },
    year: { type: Number, required: true, ...fixed },
    number: { type: Number, required: true, ...fixed },
    title: { type: String, required: true, ...fixed },
    series: { type: String, required: true, ...fixed },
    seriesName: { type: String, required: true, ...fixed },
    table: { type: Number, required: true, ...fixed },
    typology: { type: String, ...fixed },
    medium: { type: String, enum: MEDIA, required: true, ...fixed },
    happened: { type: String, required: true, ...fixed },
    received: { type: String, required: true, ...fixed },
    declaredAt: { type: Date, required: true, ...fixed },
    declaredBy: {
      type: new Schema({ id: String, name: String, position: String }, { _id: false, id: false }),
      required: true,
      ...fixed,
    },
    author: { type: String, required: true, ...fixed },
    responsible: { type: String, required: true, ...fixed },
    document: { type: procedure, ...fixed },
    process: { type: String, ...fixed },
    processCode: { type: String, ...fixed },
    conforms: { type: String, enum: CONFORMITIES, required: true, ...fixed },
    authority: { type: String, ...fixed },
    files: { type: [storedFile], ...fixed },
    origin: {
      type: new Schema({ kind: String, id: String }, { _id: false, id: false }),
      ...fixed,
    },
    personal: { type: Boolean, ...fixed },
    sha256: { type: String, required: true, ...fixed },
    state: { type: String, enum: RECORD_STATES, required: true },
    file: { type: Schema.Types.ObjectId, default: null },
    fileCode: { type: String, default: '' },
    place: { type: placed, default: null },
    disposal: {
      type: new Schema({ acta: String, day: String }, { _id: false, id: false }),
      default: null,
    },
    historical: { type: settled, default: null },
    terms: { type: [String], default: [] },
    text: { type: String, enum: ['waiting', 'read'], default: 'waiting' },
  },
  { collection: 'records', strict: 'throw' },
);
recordSchema.index({ code: 1 }, { unique: true });
recordSchema.index({ year: 1, number: 1 }, { unique: true });
// The list: equality on what is filtered most, then its order (the code follows reception).
recordSchema.index({ series: 1, code: -1 });
recordSchema.index({ file: 1, code: -1 });
recordSchema.index({ process: 1, code: -1 });
recordSchema.index({ 'document.code': 1, code: -1 });
recordSchema.index({ conforms: 1, code: -1 });
recordSchema.index({ state: 1, code: -1 });
recordSchema.index({ happened: -1, code: -1 });
recordSchema.index({ received: -1, code: -1 });
recordSchema.index({ terms: 1, code: -1 });
// What is due by itself: records outside any expediente, by the day on which their retention began.
recordSchema.index({ series: 1, state: 1, received: 1 }, { partialFilterExpression: { file: null } });
recordSchema.index({ 'disposal.acta': 1 }, { partialFilterExpression: { state: 'disposed' } });
recordSchema.index({ 'files.sha256': 1 });
recordSchema.index({ text: 1, _id: 1 }, { partialFilterExpression: { text: 'waiting' } });
// Derived fields never enter the trail; who made it and who answers may be named people.
recordSchema.plugin(audited, {
  kind: 'record',
  secret: ['terms', 'text'],
  personal: ['title', 'author', 'responsible', 'authority'],
});

export const RecordModel = mongoose.model('Record', recordSchema);
export type RecordDoc = HydratedDocument<RecordRecord>;

/** The hash that a record bears: of all that was declared, and of every file by its own hash. */
export function recordHash(
  record: Omit<
    RecordRecord,
    '_id' | 'sha256' | 'state' | 'file' | 'fileCode' | 'place' | 'disposal' | 'historical' | 'terms' | 'text'
  >,
): string {
  const { code, title, series, table, typology, medium, happened, received, author, responsible, document, processCode, conforms, authority, personal } = record; // prettier-ignore
  const files = record.files.map(({ sha256, name, type, size }) => ({ sha256, name, type, size }));
  const under = document && { code: document.code, number: document.number };
  return hashOf({ code, title, series, table, typology, medium, happened, received, author, responsible, under, processCode, conforms, authority, files, personal }); // prettier-ignore
}
