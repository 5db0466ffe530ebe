// An area (dependencia) of the entity, in a tree. People and positions belong to areas.
import mongoose, { Schema, type InferSchemaType } from 'mongoose';
import { audited } from '../platform/audit/audited.ts';

const areaSchema = new Schema(
  {
    code: { type: String, required: true },
    name: { type: String, required: true },
    /** The area above; null for the top. */
    parent: { type: Schema.Types.ObjectId, default: null },
    /** False once the area no longer exists in the entity's structure. */
    active: { type: Boolean, required: true, default: true },
  },
  { collection: 'areas' },
);
areaSchema.index({ code: 1 }, { unique: true });
areaSchema.index({ parent: 1 });
areaSchema.plugin(audited, { kind: 'area' });

export const Area = mongoose.model('Area', areaSchema);
export type AreaRecord = InferSchemaType<typeof areaSchema> & { _id: mongoose.Types.ObjectId };
