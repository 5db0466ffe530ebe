// What every plan of improvement is, the entity's (PAM) or a school's (PMI): its years, and the acts that put it in force and closed it.
import { Schema, type Types } from 'mongoose';
import { PLAN_STATES, type PlanState } from './rules.ts';

/** Who did something, by value: renaming a person changes no past act. */
export interface By {
  id: string;
  name: string;
  position: string | null;
}

export interface PlanRecord {
  _id: Types.ObjectId;
  code: string;
  title: string;
  /** Years, both included. */
  from: number;
  until: number;
  words: string[];
  state: PlanState;
  /** The number of its last item. */
  items: number;
  began: By & { at: Date };
  /** The acta that approved it, and its day. */
  enabled: (By & { at: Date; acta: string; day: string }) | null;
  closed: (By & { at: Date; reason: string }) | null;
}

const by = { id: String, name: String, position: { type: String, default: null }, at: Date };
const plain = { _id: false, id: false };

/** The fields of a `PlanRecord`, to which each register adds whose plan it is. */
export const planFields = {
  code: { type: String, required: true },
  title: { type: String, required: true },
  from: { type: Number, required: true },
  until: { type: Number, required: true },
  words: [String],
  state: { type: String, enum: PLAN_STATES, required: true },
  items: { type: Number, default: 0 },
  began: { type: new Schema(by, plain), required: true },
  enabled: { type: new Schema({ ...by, acta: String, day: String }, plain), default: null },
  closed: { type: new Schema({ ...by, reason: String }, plain), default: null },
} as const;
