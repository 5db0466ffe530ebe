// One line of a school's plan: an objective, a goal, an indicator or an action, with the number that others cite.
import mongoose, { Schema, type HydratedDocument, type Types } from 'mongoose';
import { audited } from '../platform/audit/audited.ts';
import { ITEM_KINDS, type ItemKind } from '../pam/index.ts';

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

const itemSchema = new Schema<ItemRecord>(
  {
    plan: { type: Schema.Types.ObjectId, required: true },
    code: { type: String, required: true },
    number: { type: Number, required: true },
    kind: { type: String, enum: ITEM_KINDS, required: true },
    text: { type: String, required: true },
    words: [String],
    withdrawn: { type: Boolean, default: false },
  },
  { collection: 'pmi_items' },
);
itemSchema.index({ plan: 1, number: 1 }, { unique: true });
itemSchema.index({ code: 1 }, { unique: true });
itemSchema.index({ words: 1 });
itemSchema.plugin(audited, { kind: 'pmi', subjectOf: (item) => String(item.plan) });

export const PmiItem = mongoose.model('PmiItem', itemSchema);
export type PmiItemDoc = HydratedDocument<ItemRecord>;
