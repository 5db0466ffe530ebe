// One line of a plan: an objective, a goal, an indicator or an action, with the number that others cite.
import mongoose, { Schema, type Model, type Types } from 'mongoose';
import { audited } from '../../platform/audit/audited.ts';
import { ITEM_KINDS, type ItemKind } from './rules.ts';

export interface ItemRecord {
  _id: Types.ObjectId;
  plan: Types.ObjectId;
  code: string;
  number: number;
  kind: ItemKind;
  text: string;
  words: string[];
  /** Taken out while the plan was a draft; its number is not given again. */
  withdrawn: boolean;
}

/**
 * The items of one register of plans, in a collection of their own; they stand in the chains of their plans.
 * @param kind of the plans
 */
export function itemModel(kind: string, name: string): Model<ItemRecord> {
  const schema = new Schema<ItemRecord>(
    {
      plan: { type: Schema.Types.ObjectId, required: true },
      code: { type: String, required: true },
      number: { type: Number, required: true },
      kind: { type: String, enum: ITEM_KINDS, required: true },
      text: { type: String, required: true },
      words: [String],
      withdrawn: { type: Boolean, default: false },
    },
    { collection: `${kind}_items` },
  );
  schema.index({ plan: 1, number: 1 }, { unique: true });
  schema.index({ code: 1 }, { unique: true });
  schema.index({ words: 1 });
  schema.plugin(audited, { kind, subjectOf: (item) => String(item.plan) });
  return mongoose.model<ItemRecord>(name, schema);
}
