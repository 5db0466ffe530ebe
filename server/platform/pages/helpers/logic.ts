// Template helpers that compare, join and build small values.
import { split, textOf } from '../runtime.ts';

export function eq(a: unknown, b: unknown): boolean {
  return a === b;
}

export function ne(a: unknown, b: unknown): boolean {
  return a !== b;
}

export function gt(a: unknown, b: unknown): boolean {
  return typeof a === 'number' && typeof b === 'number' && a > b;
}

/** True when all are truthy; an empty array counts as false, as in `{{#if}}`. */
export function and(...args: unknown[]): boolean {
  return split(args).given.every(isTruthy);
}

/** The first truthy value, else the last, so that it also serves as a default. */
export function or(...args: unknown[]): unknown {
  const { given } = split(args);
  return given.find(isTruthy) ?? given.at(-1);
}

export function not(value: unknown): boolean {
  return !isTruthy(value);
}

/** `(concat 'documents.state.' state)`: texts and numbers in one text. */
export function concat(...args: unknown[]): string {
  return split(args).given.map(textOf).join('');
}

/** `(encoded code)`: a text as one piece of an address. */
export function encoded(text: unknown): string {
  return encodeURIComponent(textOf(text));
}

/** `(list a b)`: an array. */
export function list(...args: unknown[]): unknown[] {
  return split(args).given;
}

/** `(dict href='/x' label='X')`: an object. */
export function dict(...args: unknown[]): Record<string, unknown> {
  return { ...split(args).runtime.hash };
}

/** `(has array value)`: whether an array holds a value. */
export function has(array: unknown, value: unknown): boolean {
  return Array.isArray(array) && array.includes(value);
}

/**
 * `{{#if (hasBlock)}}` inside a part: whether it was called with a block. `{{#if @partial-block}}` would not do: `if` calls
 * what it is given, without the page's data, and takes a block whose conditions then fail for none.
 */
export function hasBlock(...args: unknown[]): boolean {
  const data = split(args).runtime.data as Record<string, unknown>;
  return data['partial-block'] !== undefined;
}

function isTruthy(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}
