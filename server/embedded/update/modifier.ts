// What every update operator gives: how it changes a value that is there, and what it creates where there is none.
import type { Doc } from '../bson/index.ts';

/** Stands for "no value": in `existing` the field goes, in `missing` none is created. */
export const NOTHING = Symbol('nothing');

/** The circumstances of one application. */
export interface Situation {
  /** Whether the document is being inserted by an upsert. */
  insert: boolean;
  now: Date;
  /** The document as it was before the update. */
  original: Doc;
}

/** One operator on one field. */
export interface Modifier {
  /** The new value; the same one when nothing changes, `NOTHING` when the field goes. */
  existing(value: unknown, situation: Situation): unknown;
  /** The value of a new field, or `NOTHING`. */
  missing(situation: Situation): unknown;
  /** Whether a path that cannot lead to a field is an error (it is not for operators that only take away). */
  needsPath(situation: Situation): boolean;
}

/** Prepares an operator from its argument. */
export type MakeModifier = (argument: unknown, path: string) => Modifier;

export const always = () => true;
export const never = () => false;
