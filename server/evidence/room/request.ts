// What a certifier asks for: evidence by a day, answered by the quality office with words and records.
import mongoose, { Schema, type Types } from 'mongoose';
import { audited } from '../../platform/audit/audited.ts';
import type { Day } from '../../platform/clock.ts';
import type { Ref } from '../../platform/links/kinds.ts';

export interface RequestRecord {
  _id: Types.ObjectId;
  engagement: Types.ObjectId;
  /** 1, 2, 3 ... within the engagement. */
  number: number;
  /** `ENC-2026-001-S01` */
  code: string;
  /** Id of the clause that it is about; null: of none in particular. */
  clause: string | null;
  text: string;
  due: Day;
  by: { id: string; name: string };
  at: Date;
  answer: { text: string; records: Ref[]; by: { id: string; name: string }; at: Date } | null;
}

const who = new Schema({ id: String, name: String }, { _id: false, id: false });
const ref = new Schema({ kind: String, id: String }, { _id: false, id: false });
const answer = new Schema({ text: String, records: [ref], by: who, at: Date }, { _id: false, id: false });

const requestSchema = new Schema<RequestRecord>(
  {
    engagement: { type: Schema.Types.ObjectId, required: true, immutable: true },
    number: { type: Number, required: true, immutable: true },
    code: { type: String, required: true, immutable: true },
    clause: { type: String, default: null },
    text: { type: String, required: true },
    due: { type: String, required: true },
    by: { type: who, required: true },
    at: { type: Date, required: true },
    answer: { type: answer, default: null },
  },
  { collection: 'evidence_requests' },
);
requestSchema.index({ engagement: 1, number: 1 }, { unique: true });
requestSchema.index({ code: 1 }, { unique: true });
requestSchema.index({ answer: 1, due: 1 });
requestSchema.plugin(audited, {
  kind: 'engagement',
  subjectOf: (record) => String(record.engagement),
});

export const EvidenceRequest = mongoose.model('EvidenceRequest', requestSchema);
