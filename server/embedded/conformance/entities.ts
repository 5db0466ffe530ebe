// The clients, databases, collections and sessions that a test names.
import { MongoClient, type ClientSession, type Collection, type Db } from 'mongodb';
import type { Json, Named } from './matching.ts';

export interface SeenEvent {
  kind: 'commandStartedEvent' | 'commandSucceededEvent' | 'commandFailedEvent';
  commandName: string;
  databaseName?: string;
  command?: Json;
  reply?: unknown;
}

const HIDDEN = new Set(['configureFailPoint', 'hello', 'isMaster', 'ismaster', 'endSessions']);

export class Entities implements Named {
  readonly uri: string;
  readonly #known = new Map<string, unknown>();
  readonly #clients = new Map<string, MongoClient>();
  readonly events = new Map<string, SeenEvent[]>();
  readonly #lsids = new Map<string, unknown>();

  constructor(uri: string) {
    this.uri = uri;
  }

  async create(list: Json[]): Promise<void> {
    for (const one of list) {
      const [kind = ''] = Object.keys(one);
      await this.#createOne(kind, one[kind] as Json);
    }
  }

  entity(id: string): unknown {
    if (!this.#known.has(id)) throw new Error(`the test names an unknown entity '${id}'`);
    return this.#known.get(id);
  }

  set(id: string, value: unknown): void {
    this.#known.set(id, value);
  }

  lsidOf(session: string): unknown {
    return this.#lsids.get(session) ?? (this.entity(session) as ClientSession).id;
  }

  /** The client of a database, collection, session, or itself. */
  async close(): Promise<void> {
    for (const value of this.#known.values())
      if (isSession(value) && !value.hasEnded) await value.endSession().catch(() => undefined);
    for (const client of this.#clients.values()) await client.close(true);
  }

  async #createOne(kind: string, spec: Json): Promise<void> {
    const id = spec.id as string;
    switch (kind) {
      case 'client':
        return this.#createClient(id, spec);
      case 'database': {
        const client = this.entity(spec.client as string) as MongoClient;
        return this.set(id, client.db(spec.databaseName as string, spec.databaseOptions ?? {}));
      }
      case 'collection': {
        const database = this.entity(spec.database as string) as Db;
        const options = spec.collectionOptions ?? {};
        return this.set(id, database.collection(spec.collectionName as string, options) satisfies Collection);
      }
      case 'session': {
        const client = this.entity(spec.client as string) as MongoClient;
        const session = client.startSession(spec.sessionOptions ?? {});
        this.#lsids.set(id, session.id);
        return this.set(id, session);
      }
      default:
        throw new Error(`an entity of kind '${kind}' is not understood by this runner`);
    }
  }

  async #createClient(id: string, spec: Json): Promise<void> {
    const options = { ...((spec.uriOptions ?? {}) as Json), monitorCommands: true };
    delete (options as Json).heartbeatFrequencyMS;
    const client = new MongoClient(this.uri, options);
    const wanted = (spec.observeEvents ?? []) as string[];
    const ignored = new Set([...HIDDEN, ...((spec.ignoreCommandMonitoringEvents ?? []) as string[])]);
    const seen: SeenEvent[] = [];
    const note = (event: SeenEvent): void => {
      if (wanted.includes(event.kind) && !ignored.has(event.commandName)) seen.push(event);
    };
    client.on('commandStarted', ({ commandName, databaseName, command }) =>
      note({ kind: 'commandStartedEvent', commandName, databaseName, command: structuredCopy(command) }),
    );
    client.on('commandSucceeded', ({ commandName, reply }) =>
      note({ kind: 'commandSucceededEvent', commandName, reply }),
    );
    client.on('commandFailed', ({ commandName }) => note({ kind: 'commandFailedEvent', commandName }));
    this.events.set(id, seen);
    this.#clients.set(id, client);
    this.set(id, await client.connect());
  }
}

function structuredCopy(command: Json): Json {
  return { ...command };
}

function isSession(value: unknown): value is ClientSession {
  return typeof value === 'object' && value !== null && 'endSession' in value;
}
