// What drivers ask before anything else, and what tools ask about the server.
import { ObjectId, UUID } from 'bson';
import { fail, unsupported } from '../errors.ts';
import { isDoc, type Doc } from '../bson/index.ts';
import { SESSION_MINUTES } from '../sessions/sessions.ts';
import { LONGEST_MESSAGE } from '../wire/framing.ts';
import type { Command, Context, Family } from './context.ts';

/** The release of MongoDB whose commands and answers are followed. */
const VERSION = [8, 0, 0, 0];

/** The wire version of that release. */
const WIRE = 25;

const LARGEST = 16 * 1024 * 1024;

/** The store is a replica set of one, for transactions and retryable writes; clients must connect directly. */
function hello({ connection, engine, body }: Context): Doc {
  if (isDoc(body.speculativeAuthenticate)) unsupported('authentication');
  const { address } = engine;
  return {
    helloOk: true,
    isWritablePrimary: true,
    ismaster: true,
    setName: 'embedded',
    setVersion: 1,
    secondary: false,
    hosts: [address],
    primary: address,
    me: address,
    electionId: new ObjectId('7fffffff0000000000000001'),
    maxBsonObjectSize: LARGEST,
    maxMessageSizeBytes: LONGEST_MESSAGE,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: SESSION_MINUTES,
    connectionId: connection,
    minWireVersion: 0,
    maxWireVersion: WIRE,
    readOnly: engine.options.readOnly === true,
    ok: 1,
  };
}

const HELLO: Command = {
  fields: [
    'helloOk',
    'client',
    'compression',
    'topologyVersion',
    'maxAwaitTimeMS',
    'loadBalanced',
    'saslSupportedMechs',
    'speculativeAuthenticate',
    'hello',
    'backpressure',
  ],
  run: hello,
};

const BUILD_INFO: Command = {
  fields: [],
  run: () => ({
    version: VERSION.slice(0, 3).join('.'),
    gitVersion: 'embedded',
    versionArray: VERSION,
    bits: 64,
    maxBsonObjectSize: LARGEST,
    modules: [],
    storageEngines: ['embedded'],
    ok: 1,
  }),
};

export const handshake: Family = {
  hello: HELLO,
  isMaster: HELLO,
  ismaster: HELLO,
  buildInfo: BUILD_INFO,
  buildinfo: BUILD_INFO,
  ping: { fields: [], run: () => ({ ok: 1 }) },
  connectionStatus: {
    fields: ['showPrivileges'],
    run: () => ({ authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] }, ok: 1 }),
  },
  getParameter: {
    fields: ['featureCompatibilityVersion', 'allParameters'],
    run: ({ body }) => {
      if (body.featureCompatibilityVersion === undefined) unsupported('this server parameter');
      return { featureCompatibilityVersion: { version: '8.0' }, ok: 1 };
    },
  },
  getCmdLineOpts: { fields: [], run: () => ({ argv: [], parsed: {}, ok: 1 }) },
  getLog: { fields: [], run: () => ({ totalLinesWritten: 0, log: [], ok: 1 }) },
  hostInfo: {
    fields: [],
    run: () => ({ system: { hostname: 'embedded' }, os: { type: process.platform }, ok: 1 }),
  },
  atlasVersion: { fields: [], run: () => fail(59, "no such command: 'atlasVersion'") },
  serverStatus: {
    fields: ['repl', 'metrics', 'locks'],
    run: ({ engine }) => ({
      host: 'embedded',
      version: VERSION.slice(0, 3).join('.'),
      process: 'embedded',
      pid: process.pid,
      uptime: (Date.now() - engine.started) / 1000,
      localTime: new Date(),
      mem: { resident: Math.round(process.memoryUsage.rss() / 2 ** 20) },
      openCursors: engine.cursors.size,
      transactions: { currentOpen: engine.claims.active.size },
      storageEngine: { name: 'embedded', supportsCommittedReads: true, persistent: true },
      ok: 1,
    }),
  },
  startSession: {
    fields: [],
    run: () => ({ id: { id: new UUID() }, timeoutMinutes: SESSION_MINUTES, ok: 1 }),
  },
  refreshSessions: { fields: ['refreshSessions'], run: () => ({ ok: 1 }) },
  endSessions: { fields: ['endSessions'], run: (context) => endSessions(context, 'endSessions') },
  killSessions: { fields: ['killSessions'], run: (context) => endSessions(context, 'killSessions') },
};

function endSessions({ engine, body }: Context, field: string): Doc {
  for (const session of (body[field] as Doc[] | undefined) ?? []) {
    const id = session.id;
    if (id instanceof UUID || (id as { buffer?: unknown })?.buffer instanceof Uint8Array)
      engine.sessions.end((id as { buffer: Uint8Array }).buffer);
  }
  engine.cursors.killWhere((cursor) => cursor.transaction !== null && cursor.transaction.state !== 'open');
  return { ok: 1 };
}
