// A checklist kept for other audits: its questions without any answer.
import mongoose, { Schema, type Types } from 'mongoose';
import { audited } from '../platform/audit/audited.ts';
import type { Source } from './line.ts';
import { stampSchema, type Stamp } from './stored.ts';

export interface TemplateLine {
  section: string;
  against: string;
  source: Source;
  question: string;
}

export interface TemplateRecord {
  _id: Types.ObjectId;
  name: string;
  lines: TemplateLine[];
  kept: Stamp;
  /** Set when it is no longer offered. */
  retired: Stamp | null;
}

const templateSchema = new Schema<TemplateRecord>(
  {
    name: { type: String, required: true },
    lines: {
      type: [
        new Schema(
          { section: String, against: String, source: Schema.Types.Mixed, question: String },
          { _id: false, id: false },
        ),
      ],
      default: [],
    },
    kept: { type: stampSchema, required: true },
    retired: { type: stampSchema, default: null },
  },
  { collection: 'audit_templates' },
);
templateSchema.index({ name: 1 }, { unique: true });
templateSchema.plugin(audited, { kind: 'audit_template' });

export const Template = mongoose.model('AuditTemplate', templateSchema);
