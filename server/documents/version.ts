// One version of a document: its content, frozen at submission, and every decision taken on it. Never edited afterwards (G1c).
import mongoose, { Schema, type HydratedDocument, type Types } from 'mongoose';
import { audited } from '../platform/audit/audited.ts';
import { hashOf } from '../platform/audit/canonical.ts';
import type { Day } from '../platform/clock.ts';
import { OPEN_STATES, VERSION_STATES, type Decision, type Step, type VersionState } from './rules.ts';
import { stepSchema } from './type.ts';

/** Authored here, or brought as a file whose text was extracted for search and comparison. */
export type Content =
  | { kind: 'text'; markdown: string }
  | {
      kind: 'file';
      sha256: string;
      name: string;
      type: string;
      bytes: number;
      pages: number | null;
      text: string;
    };

/** Facts of an existing approval, carried over from the source of an adopted procedure. */
export interface SourceApproval {
  act: 'elaboro' | 'reviso' | 'aprobo';
  position: string;
  date: string;
}

export interface VersionRecord {
  _id: Types.ObjectId;
  document: Types.ObjectId;
  /** 1, 2, 3 ... within the document. */
  number: number;
  /** The entity's own name of the version: `002`, `04`. */
  label: string;
  state: VersionState;
  /** True while `state` is an open one: at most one per document, by index. */
  open: boolean;
  content: Content;
  /** SHA-256 of what was submitted; null in a draft. */
  sha256: string | null;
  reason: string;
  changedSections: string[];
  /** Everybody who wrote in it: none of them reviews or approves it (author is never approver). */
  authors: { id: string; name: string; position: string | null }[];
  startedAt: Date;
  savedAt: Date;
  submitted: { by: string; name: string; position: string | null; at: Date } | null;
  /** The route as it was at submission; a later change of the type does not touch it. */
  route: Step[];
  step: number;
  /** Counts submissions: decisions of an earlier cycle stay and no longer count. */
  cycle: number;
  decisions: Decision[];
  approvedAt: Date | null;
  issued: { by: string; name: string; position: string | null; at: Date } | null;
  /** From this date (00:00 in Bogotá) readers use it. */
  effective: Day | null;
  /** From this date it is no longer used. */
  obsoleteFrom: Day | null;
  supersededBy: string | null;
  adopted: {
    by: { id: string; name: string; position: string | null };
    at: Date;
    confirmed: { id: string; name: string; position: string | null; at: Date } | null;
    approvals: SourceApproval[];
    sourceDate: string;
    note: string;
    /** Id of the import that it came in; null for one proposed alone. */
    batch: string | null;
  } | null;
  /** Public token of the QR on prints that have no numbered copy. */
  token: string;
}

const who = { id: String, name: String, position: { type: String, default: null } };
const stamp = new Schema({ by: String, name: String, position: String, at: Date }, { _id: false, id: false });
const decision = new Schema(
  {
    cycle: Number,
    step: Number,
    stage: String,
    verdict: { type: String, enum: ['favourable', 'returned'] },
    person: String,
    name: String,
    position: { type: String, default: null },
    acting: Boolean,
    at: Date,
    sha256: String,
    comment: String,
    speaksFor: [String],
  },
  { _id: false, id: false },
);
const adoption = new Schema(
  {
    by: new Schema(who, { _id: false, id: false }),
    at: Date,
    confirmed: { type: new Schema({ ...who, at: Date }, { _id: false, id: false }), default: null },
    approvals: [new Schema({ act: String, position: String, date: String }, { _id: false, id: false })],
    sourceDate: String,
    note: String,
    batch: { type: String, default: null },
  },
  { _id: false, id: false },
);

const versionSchema = new Schema<VersionRecord>(
  {
    document: { type: Schema.Types.ObjectId, required: true, immutable: true },
    number: { type: Number, required: true, immutable: true },
    label: { type: String, required: true },
    state: { type: String, enum: VERSION_STATES, required: true },
    open: { type: Boolean, default: true },
    content: { type: Schema.Types.Mixed, required: true },
    sha256: { type: String, default: null },
    reason: { type: String, default: '' },
    changedSections: { type: [String], default: [] },
    authors: [new Schema(who, { _id: false, id: false })],
    startedAt: { type: Date, required: true },
    savedAt: { type: Date, required: true },
    submitted: { type: stamp, default: null },
    route: { type: [stepSchema], default: [] },
    step: { type: Number, default: 0 },
    cycle: { type: Number, default: 0 },
    decisions: { type: [decision], default: [] },
    approvedAt: { type: Date, default: null },
    issued: { type: stamp, default: null },
    effective: { type: String, default: null },
    obsoleteFrom: { type: String, default: null },
    supersededBy: { type: String, default: null },
    adopted: { type: adoption, default: null },
    token: { type: String, required: true },
  },
  { collection: 'document_versions' },
);
versionSchema.index({ document: 1, number: 1 }, { unique: true });
// One in force per document: the old one turns obsolete first, then the new one takes effect.
versionSchema.index(
  { document: 1, state: 1 },
  { name: 'one_in_force', unique: true, partialFilterExpression: { state: 'in_force' } },
);
versionSchema.index(
  { document: 1, open: 1 },
  { name: 'one_open', unique: true, partialFilterExpression: { open: true } },
);
versionSchema.index({ state: 1, effective: 1 });
versionSchema.index({ 'authors.id': 1, state: 1 });
versionSchema.index({ token: 1 }, { unique: true });
versionSchema.pre('validate', function () {
  this.open = OPEN_STATES.includes(this.state);
});
versionSchema.plugin(audited, {
  kind: 'document',
  subjectOf: (record) => String(record.document),
  digest: ['content'],
});

export const Version = mongoose.model('DocumentVersion', versionSchema);
export type VersionDoc = HydratedDocument<VersionRecord>;

/** The hash that people sign: of the text and label, or of the file's own hash and label. */
export function contentHash(version: Pick<VersionRecord, 'content' | 'label'>): string {
  const { content, label } = version;
  return hashOf(
    content.kind === 'text' ? { label, markdown: content.markdown } : { label, file: content.sha256 },
  );
}
