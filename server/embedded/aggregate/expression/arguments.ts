// How operators take their arguments: a fixed number of them, any number, or named ones.
import { type Doc, isDoc, isNumber, type Num, typeOf } from '../../bson/index.ts';
import { fail } from '../../errors.ts';
import type { Compile, Evaluate, Operator } from './values.ts';

/** The arguments as a list; a single one may be written without its brackets. */
export function listOf(argument: unknown): unknown[] {
  return Array.isArray(argument) ? (argument as unknown[]) : [argument];
}

/** An operator with exactly one argument. */
export function unary(apply: (value: unknown) => unknown): Operator {
  return (argument, compile, name) => {
    const [value] = exactly(1, 1, argument, compile, name);
    return (root, variables) => apply(value!(root, variables));
  };
}

/** An operator with exactly two arguments. */
export function binary(apply: (a: unknown, b: unknown) => unknown): Operator {
  return (argument, compile, name) => {
    const [a, b] = exactly(2, 2, argument, compile, name);
    return (root, variables) => apply(a!(root, variables), b!(root, variables));
  };
}

/** An operator with a number of arguments between two bounds. */
export function between(least: number, most: number, apply: (values: unknown[]) => unknown): Operator {
  return (argument, compile, name) => {
    const parts = exactly(least, most, argument, compile, name);
    return (root, variables) => apply(parts.map((part) => part(root, variables)));
  };
}

/** An operator with any number of arguments. */
export function variadic(apply: (values: unknown[]) => unknown): Operator {
  return between(0, Infinity, apply);
}

/** Prepares the arguments and checks how many there are. */
export function exactly(
  least: number,
  most: number,
  argument: unknown,
  compile: Compile,
  name: string,
): Evaluate[] {
  const items = listOf(argument);
  if (items.length >= least && items.length <= most) return items.map((item) => compile(item));
  const wanted = least === most ? `exactly ${least}` : `at least ${least} arguments, and at most ${most}`;
  return fail(
    least === most ? 16020 : 28667,
    `Expression ${name} takes ${wanted} arguments. ${items.length} were passed in.`,
  );
}

/** Checks the names of an argument that is a document, and prepares those given. */
export function named(
  name: string,
  argument: unknown,
  required: readonly string[],
  optional: readonly string[] = [],
): Doc {
  if (!isDoc(argument)) return fail(9, `${name} only supports an object as its argument`);
  for (const key of Object.keys(argument))
    if (!required.includes(key) && !optional.includes(key))
      fail(9, `Unrecognized argument to ${name}: ${key}`);
  for (const key of required) if (!(key in argument)) fail(9, `Missing '${key}' parameter to ${name}`);
  return argument;
}

/** Requires a number. */
export function number(name: string, value: unknown, code = 14): Num {
  return isNumber(value) ? value : fail(code, `${name} only supports numeric types, not ${typeOf(value)}`);
}

/** Requires text. */
export function text(name: string, value: unknown, code: number): string {
  return typeof value === 'string'
    ? value
    : fail(code, `${name} requires a string argument, found: ${typeOf(value)}`);
}

/** Requires an array. */
export function array(name: string, value: unknown, code: number): readonly unknown[] {
  return Array.isArray(value)
    ? value
    : fail(code, `The argument to ${name} must be an array, but was of type: ${typeOf(value)}`);
}
