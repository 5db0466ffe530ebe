// What the samples of each slice are made of: the shape of its file, and ids out of the database.
import mongoose from 'mongoose';
import type { People } from '../support/people.ts';

export type Params = Record<string, string>;

/** What a slice adds to the example, once each: its own records, and the values of its own addresses. */
export interface SliceSamples {
  /** Makes one record of each kind, on top of the office. */
  make?: (people: People) => Promise<void>;
  /** Values for the parameters of paths, the most telling pattern first. */
  paths: readonly (readonly [path: RegExp, values: () => Promise<Params>])[];
  /** Queries without which a page has nothing to show, by path. */
  queries?: Readonly<Record<string, string>>;
}

function collection(name: string) {
  return mongoose.connection.collection<Record<string, unknown>>(name);
}

/** The id of a record that matches, as text. */
export async function idOf(name: string, filter: Record<string, unknown>): Promise<string> {
  return String(await rawIdOf(name, filter));
}

/** The id of a record that matches, as the database holds it. */
export async function rawIdOf(name: string, filter: Record<string, unknown>): Promise<unknown> {
  return (await collection(name).findOne(filter as never))?._id ?? 'no-existe';
}
