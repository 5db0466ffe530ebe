// What a real MongoDB 4.4 answered to some 3,400 operations, recorded in `golden/` as canonical Extended JSON.
import { readFileSync } from 'node:fs';
import { EJSON, serialize } from 'bson';
import { decode, type Doc, encode } from '../../server/embedded/bson/index.ts';

export type Recorded = Doc & { error?: { code: number } };

/** The cases of one file, as values of the store. */
export function recorded(name: string): Recorded[] {
  const { cases } = load(name) as { cases: Recorded[] };
  return cases.map((one) => asStored(one));
}

/** The documents that find, sort, projection, aggregate and distinct were asked of, in order of `_id`. */
export function recordedDocs(): Doc[] {
  return (load('docs') as Doc[]).map((doc) => asStored(doc));
}

function load(name: string): unknown {
  return EJSON.parse(readFileSync(new URL(`golden/${name}.json`, import.meta.url), 'utf8'), {
    relaxed: false,
  });
}

function asStored<T extends Doc>(value: T): T {
  return decode(serialize(value, { ignoreUndefined: true })) as T;
}

/** Whether two answers are the same to the last bit: values, types and the order of fields. */
export function identical(a: unknown, b: unknown): boolean {
  return Buffer.compare(encode({ v: a }), encode({ v: b })) === 0;
}

/** An answer in words, for the message of a failing case. */
export function shown(value: unknown): string {
  return EJSON.stringify(value, { relaxed: false });
}
