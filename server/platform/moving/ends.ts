// What a move needs of the places that it moves between: a database, or a folder that holds one.
import type { Document } from 'mongodb';

/** A collection without its records. */
export interface Shape {
  name: string;
  /** As `create` takes them. */
  options: Document;
  /** As `createIndexes` takes them, without the one on `_id`. */
  indexes: Document[];
}

/** Left at the target, so that an unfinished move is known as one and can go on. */
export interface Mark {
  /** The label of the source. */
  from: string;
  state: 'running' | 'done';
  at: Date;
}

export interface Source {
  /** How people know this place; without passwords. */
  readonly label: string;
  shapes(): Promise<Shape[]>;
  /** The records as BSON, in the order of their `_id`. */
  records(name: string): AsyncIterable<Uint8Array>;
  mark(): Promise<Mark | null>;
}

export interface Target extends Source {
  setMark(mark: Mark): Promise<void>;
  /** Begins or goes on to fill a collection, and makes it when it is not there; it has no indexes meanwhile. */
  fill(shape: Shape): Promise<Filling>;
  /** Makes the indexes, which proves the unique ones. */
  finish(shape: Shape): Promise<void>;
  drop(name: string): Promise<void>;
}

export interface Filling {
  /** Adds those records that are not there yet; the batches come in the order of the source. @throws Differs */
  put(batch: Uint8Array[]): Promise<void>;
  end(): Promise<void>;
}

/** What is there under an `_id` is not what the source holds: it changed since an earlier try. */
export class Differs extends Error {
  override name = 'Differs';
}

/** Our own notes, which belong to one place: not moved. */
export const NOTES = 'restores';
