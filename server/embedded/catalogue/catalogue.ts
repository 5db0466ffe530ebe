// All collections and indexes: kept in memory, loaded when the store opens, every change stored with its cause.
import { type Binary, UUID } from 'bson';
import { decode, encode, type Doc } from '../bson/index.ts';
import { fail } from '../errors.ts';
import { defineIndex, type Index } from '../indexes/definition.ts';
import type { Connection } from '../store/connection.ts';
import type { Store } from '../store/store.ts';
import { namespaceOf, type Collection } from './collection.ts';
import { allRecords, LAST_COLLECTION, recordOf } from './records.ts';

/** Rows of a dropped index or collection that are still to be removed. */
export interface Leftover {
  kind: 'index' | 'collection';
  id: number;
}

const LEFTOVER = 'leftover:';

export class Catalogue {
  readonly collections = new Map<string, Collection>();
  leftovers: Leftover[] = [];
  readonly #store: Store;
  #nextCollection = 1;
  #nextIndex = 1;
  /** Collections whose count is newer in memory than on disk. */
  readonly #grown = new Set<Collection>();
  /** Half-built indexes found when loading: on disk they become leftovers with the next change of the catalogue. */
  readonly #unsaved = new Set<Leftover>();

  constructor(store: Store) {
    this.#store = store;
    store.beforeCommit = () => this.#storeSizes();
    this.load();
  }

  get(db: string, name: string): Collection | undefined {
    return this.collections.get(`${db}.${name}`);
  }

  inDatabase(db: string): Collection[] {
    return [...this.collections.values()].filter((collection) => collection.db === db);
  }

  /** A new collection that nobody sees yet; `publish` makes it known. @throws CommandError 73 */
  make(db: string, name: string, options: Doc): Collection {
    checkName(db, name);
    if (this.#nextCollection > LAST_COLLECTION) fail(8, 'embedded store: no collection number is left');
    const id = this.#nextCollection++;
    const primary = defineIndex(this.#nextIndex++, { v: 2, key: { _id: 1 }, name: '_id_' });
    const uuid = new UUID().toString();
    return { id, db, name, uuid, options, indexes: [primary], count: 0, bytes: 0, next: 1, changed: 0 };
  }

  makeIndex(spec: Doc): Index {
    return defineIndex(this.#nextIndex++, spec);
  }

  /** Makes a new or changed collection known and stores it. `sequence` marks the moment for open transactions. */
  publish(collection: Collection, sequence: number): void {
    collection.changed = sequence;
    this.collections.set(namespaceOf(collection), collection);
    this.save(collection);
  }

  save(collection: Collection): void {
    this.#saveLeftovers();
    this.#store.write((writer) =>
      writer.run('putEntry', namespaceOf(collection), encode(entryOf(collection))),
    );
    this.#grown.add(collection);
  }

  /** Forgets a collection; its rows become leftovers. */
  drop(collection: Collection): void {
    this.collections.delete(namespaceOf(collection));
    this.#grown.delete(collection);
    this.#saveLeftovers();
    this.#store.write((writer) => {
      writer.run('deleteEntry', namespaceOf(collection));
      writer.run('deleteSize', collection.id);
    });
    this.leave({ kind: 'collection', id: collection.id });
    for (const index of collection.indexes) this.leave({ kind: 'index', id: index.id });
  }

  rename(collection: Collection, db: string, name: string, sequence: number): void {
    checkName(db, name);
    this.collections.delete(namespaceOf(collection));
    this.#store.write((writer) => writer.run('deleteEntry', namespaceOf(collection)));
    collection.db = db;
    collection.name = name;
    this.publish(collection, sequence);
  }

  leave(leftover: Leftover): void {
    this.leftovers.push(leftover);
    this.#store.write((writer) => writer.run('putEntry', leftoverName(leftover), encode({ ...leftover })));
  }

  removed(leftover: Leftover): void {
    this.leftovers = this.leftovers.filter((other) => other !== leftover);
    this.#unsaved.delete(leftover);
    this.#store.write((writer) => writer.run('deleteEntry', leftoverName(leftover)));
  }

  /** Counts one write; the sum is stored with the group. */
  grow(collection: Collection, count: number, bytes: number): void {
    collection.count += count;
    collection.bytes += bytes;
    this.#grown.add(collection);
  }

  /** Reads everything from disk; what memory held before is forgotten. */
  load(): void {
    this.collections.clear();
    this.#grown.clear();
    this.leftovers = [];
    this.#unsaved.clear();
    const { connection } = this.#store.current;
    for (const [name, entry] of connection.all('entries') as [string, Uint8Array][]) {
      if (name.startsWith(LEFTOVER)) this.leftovers.push(decode(entry) as unknown as Leftover);
      else this.#loadCollection(connection, decode(entry));
    }
    this.#loadSizes(connection);
    this.#skipUsedNumbers();
  }

  #loadCollection(connection: Connection, entry: Doc): void {
    const stored = entry as unknown as StoredCollection;
    const indexes = stored.indexes.map((index) => defineIndex(index.id, index.spec, index.multikey));
    const building = stored.indexes.filter((index) => index.building);
    const range = allRecords(stored.id);
    const last = connection.get('lastDoc', range.after, range.before)?.[0] as number | null;
    const collection: Collection = {
      id: stored.id,
      db: stored.db,
      name: stored.name,
      uuid: stored.uuid,
      options: stored.options,
      indexes: indexes.filter((index) => !building.some((unfinished) => unfinished.id === index.id)),
      count: 0,
      bytes: 0,
      next: last === null ? 1 : recordOf(last) + 1,
      changed: 0,
    };
    this.collections.set(namespaceOf(collection), collection);
    for (const { id } of building) {
      const leftover: Leftover = { kind: 'index', id };
      this.leftovers.push(leftover);
      this.#unsaved.add(leftover);
    }
  }

  #loadSizes(connection: Connection): void {
    const byId = new Map([...this.collections.values()].map((collection) => [collection.id, collection]));
    for (const [id, count, bytes] of connection.all('sizes') as number[][]) {
      const collection = byId.get(id as number);
      if (collection) Object.assign(collection, { count, bytes });
    }
  }

  #skipUsedNumbers(): void {
    for (const collection of this.collections.values()) {
      this.#nextCollection = Math.max(this.#nextCollection, collection.id + 1);
      for (const index of collection.indexes) this.#nextIndex = Math.max(this.#nextIndex, index.id + 1);
    }
    for (const { kind, id } of this.leftovers) {
      if (kind === 'index') this.#nextIndex = Math.max(this.#nextIndex, id + 1);
      else this.#nextCollection = Math.max(this.#nextCollection, id + 1);
    }
  }

  /** Their numbers are thus never given again while rows of theirs are left. */
  #saveLeftovers(): void {
    for (const leftover of this.#unsaved)
      this.#store.write((writer) => writer.run('putEntry', leftoverName(leftover), encode({ ...leftover })));
    this.#unsaved.clear();
  }

  #storeSizes(): void {
    for (const { id, count, bytes } of this.#grown)
      this.#store.write((writer) => writer.run('putSize', id, count, bytes));
    this.#grown.clear();
  }
}

interface StoredCollection {
  id: number;
  db: string;
  name: string;
  uuid: string;
  options: Doc;
  indexes: { id: number; spec: Doc; multikey: boolean[]; building: boolean }[];
}

function entryOf(collection: Collection): Doc {
  const indexes = collection.indexes.map(({ id, spec, multikey, building }) => ({
    id,
    spec,
    multikey,
    building,
  }));
  const { id, db, name, uuid, options } = collection;
  return { id, db, name, uuid, options, indexes };
}

function leftoverName({ kind, id }: Leftover): string {
  return `${LEFTOVER}${kind}:${id}`;
}

/** The UUID as clients expect it. */
export function uuidOf(collection: Collection): Binary {
  return new UUID(collection.uuid);
}

const LONGEST_NAMESPACE = 255;

function checkName(db: string, name: string): void {
  const namespace = `${db}.${name}`;
  if (db === '' || db.length > 63 || /[/\\. "$\0]/.test(db)) fail(73, `Invalid database name: '${db}'`);
  if (name === '' || name.includes('\0') || name.startsWith('.') || name.endsWith('.') || name.includes('$'))
    fail(73, `Invalid namespace specified '${namespace}'`);
  if (Buffer.byteLength(namespace) > LONGEST_NAMESPACE)
    fail(73, `Fully qualified namespace is too long. Namespace: ${namespace} Max: ${LONGEST_NAMESPACE}`);
}
