// A process of the map: macroprocess, process or subprocess, with its leader. Never deleted, only put out of use.
import mongoose, { Schema, type InferSchemaType } from 'mongoose';
import { audited } from '../platform/audit/audited.ts';
import { KINDS, LEVELS } from './rules.ts';

const processSchema = new Schema(
  {
    code: { type: String, required: true },
    name: { type: String, required: true },
    level: { type: String, enum: LEVELS, required: true },
    /** What the macroprocess is for the entity; its processes take it from there. */
    kind: { type: String, enum: [...KINDS, null], default: null },
    /** The process above; null for a macroprocess. */
    parent: { type: Schema.Types.ObjectId, default: null },
    /** Id of the position that leads it; null until one is named. */
    leader: { type: Schema.Types.ObjectId, default: null },
    purpose: { type: String, default: '' },
    active: { type: Boolean, required: true },
  },
  { collection: 'processes' },
);
processSchema.index({ code: 1 }, { unique: true });
processSchema.index({ parent: 1 });
processSchema.plugin(audited, { kind: 'process' });

export const Process = mongoose.model('Process', processSchema);
export type ProcessRecord = InferSchemaType<typeof processSchema> & { _id: mongoose.Types.ObjectId };
