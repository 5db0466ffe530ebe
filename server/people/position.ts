// A position (cargo): its responsibilities and authority (G3g), and whether it is the management representative's (G3h).
import mongoose, { Schema, type HydratedDocument, type InferSchemaType } from 'mongoose';
import { audited } from '../platform/audit/audited.ts';

const designation = {
  /** Number of the administrative act that designates. */
  act: { type: String, required: true },
  /** Bogotá date from which it holds. */
  since: { type: String, required: true },
};

const positionSchema = new Schema(
  {
    name: { type: String, required: true },
    area: { type: Schema.Types.ObjectId, required: true },
    /** What the position answers for and may decide, one per line. */
    responsibilities: { type: String, default: '' },
    /** Set while the position is the management representative's. */
    representative: { type: new Schema(designation, { _id: false }), default: null },
    isRepresentative: { type: Boolean, required: true, default: false },
    active: { type: Boolean, required: true, default: true },
  },
  { collection: 'positions' },
);
positionSchema.index({ area: 1, name: 1 }, { unique: true });
// G3h: one management representative at a time.
positionSchema.index(
  { isRepresentative: 1 },
  { unique: true, partialFilterExpression: { isRepresentative: true } },
);
positionSchema.plugin(audited, { kind: 'position' });

export const Position = mongoose.model('Position', positionSchema);
export type PositionDocument = HydratedDocument<InferSchemaType<typeof positionSchema>>;
export type PositionRecord = InferSchemaType<typeof positionSchema> & { _id: mongoose.Types.ObjectId };
