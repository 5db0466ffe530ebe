// What expressions are made of once prepared, and what they share.
import { type Doc, isNumber } from '../../bson/index.ts';
import { toDouble } from '../../bson/numbers.ts';

/** Values of `$$name` variables by name; `NOW` is always there. */
export type Variables = Readonly<Record<string, unknown>>;

/** Gives the value of an expression for a document, `undefined` when there is none (a missing field). */
export type Evaluate = (root: Doc, variables: Variables) => unknown;

/** Prepares a part of an expression within the names that are known there. */
export type Compile = (expression: unknown, extra?: readonly string[]) => Evaluate;

/** An operator: its argument as written, to its evaluation. */
export type Operator = (argument: unknown, compile: Compile, name: string) => Evaluate;

export type Operators = Readonly<Record<string, Operator>>;

/** The variables that a pipeline starts with. */
export function rootVariables(now: Date, extra: Readonly<Record<string, unknown>> = {}): Variables {
  return { ...extra, NOW: now };
}

/** All values count as true except false, null, missing and zero. */
export function isTruthy(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return false;
  return !isNumber(value) || toDouble(value) !== 0;
}

export function isNullish(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}

/** A number's double when it is a whole number within 32 bits, else null: for positions, counts and the like. */
export function wholeOf(value: unknown): number | null {
  if (!isNumber(value)) return null;
  const number = toDouble(value);
  return (number | 0) === number ? number : null;
}
