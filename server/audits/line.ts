// One line of an audit's checklist: what is asked, against what, and what was found. Blank until somebody looked.
import mongoose, { Schema, type HydratedDocument, type Types } from 'mongoose';
import { audited } from '../platform/audit/audited.ts';
import { RESULTS, type Result } from './rules/states.ts';
import { fileSchema, stampSchema, type Stamp, type StoredFile } from './stored.ts';

/** What a line is held against. */
export type Source =
  | { kind: 'clause'; clause: string }
  | { kind: 'activity'; document: string; code: string; version: string; activity: string }
  | { kind: 'finding'; finding: string }
  | { kind: 'own' };

export interface LineRecord {
  _id: Types.ObjectId;
  audit: Types.ObjectId;
  /** 1, 2, 3 ... within the audit. */
  order: number;
  section: string;
  /** Code of the clause or of the procedure and its activity, as it is shown. */
  against: string;
  source: Source;
  question: string;
  /** null while it is blank. */
  result: Result | null;
  evidence: string;
  /** Position of who was asked, never a name. */
  interviewee: string;
  note: string;
  photos: StoredFile[];
  by: Stamp | null;
}

const lineSchema = new Schema<LineRecord>(
  {
    audit: { type: Schema.Types.ObjectId, required: true, immutable: true },
    order: { type: Number, required: true },
    section: { type: String, required: true },
    against: { type: String, default: '' },
    source: { type: Schema.Types.Mixed, required: true },
    question: { type: String, required: true },
    result: { type: String, enum: [...RESULTS, null], default: null },
    evidence: { type: String, default: '' },
    interviewee: { type: String, default: '' },
    note: { type: String, default: '' },
    photos: { type: [fileSchema], default: [] },
    by: { type: stampSchema, default: null },
  },
  { collection: 'audit_lines' },
);
lineSchema.index({ audit: 1, order: 1 }, { unique: true });
lineSchema.index({ audit: 1, section: 1, order: 1 });
lineSchema.index({ audit: 1, result: 1 });
lineSchema.index({ 'photos.sha256': 1 }, { sparse: true });
// A chain for each line: two auditors who save two lines at once do not wait for each other.
lineSchema.plugin(audited, { kind: 'audit_line' });

export const Line = mongoose.model('AuditLine', lineSchema);
export type LineDoc = HydratedDocument<LineRecord>;
