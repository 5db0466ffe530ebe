// Runs test files of MongoDB's drivers (unified test format, JSON) against the embedded store, through the official driver.
import { EJSON } from 'bson';
import { MongoClient, MongoServerError } from 'mongodb';
import { Entities } from './entities.ts';
import { assertion } from './assertions.ts';
import { mismatch, text, type Json } from './matching.ts';
import { perform } from './operations.ts';
import { refusalIn, Unexpected, Unsuited, type Outcome } from './outcome.ts';
import { driverDifference, unmetRequirement } from './requirements.ts';

export interface TestResult {
  description: string;
  outcome: Outcome;
}

/** Runs every test of one file, given as its text. */
export async function runFile(uri: string, file: string): Promise<TestResult[]> {
  const spec = EJSON.parse(file, { relaxed: true }) as Json;
  const results: TestResult[] = [];
  for (const test of spec.tests as Json[])
    results.push({ description: test.description as string, outcome: await runTest(uri, spec, test) });
  return results;
}

async function runTest(uri: string, spec: Json, test: Json): Promise<Outcome> {
  const unmet = unmetRequirement(spec.runOnRequirements) ?? unmetRequirement(test.runOnRequirements);
  if (unmet) return { kind: 'unsuited', reason: unmet };
  const difference = driverDifference(test.description as string);
  if (difference) return { kind: 'unsuited', reason: difference };
  if (typeof test.skipReason === 'string') return { kind: 'unsuited', reason: test.skipReason };
  const entities = new Entities(uri);
  const seen: { refusal: string | null } = { refusal: null };
  try {
    await prepare(uri, spec);
    await entities.create((spec.createEntities ?? []) as Json[]);
    for (const operation of test.operations as Json[]) await step(entities, operation, seen);
    await checkData(uri, test);
    if (seen.refusal) return { kind: 'refused', refusal: seen.refusal };
    return { kind: 'passed', events: events(entities, test) };
  } catch (error) {
    return ended(error, seen.refusal);
  } finally {
    await entities.close();
    await admin(uri, { configureFailPoint: 'failCommand', mode: 'off' }).catch(() => undefined);
  }
}

function ended(error: unknown, refusal: string | null): Outcome {
  const refused = refusal ?? refusalIn(error);
  if (refused) return { kind: 'refused', refusal: refused };
  if (error instanceof Unsuited) return { kind: 'unsuited', reason: error.message };
  return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
}

/** Fills the collections; what an earlier test left is dropped. */
async function prepare(uri: string, spec: Json): Promise<void> {
  const client = await new MongoClient(uri).connect();
  try {
    for (const { databaseName, collectionName, documents } of (spec.initialData ?? []) as {
      databaseName: string;
      collectionName: string;
      documents: Json[];
    }[]) {
      const database = client.db(databaseName);
      await database.dropCollection(collectionName);
      await database.createCollection(collectionName);
      if (documents.length > 0) await database.collection(collectionName).insertMany(documents);
    }
  } finally {
    await client.close(true);
  }
}

async function admin(uri: string, command: Json): Promise<unknown> {
  const client = await new MongoClient(uri).connect();
  try {
    return await client.db('admin').command(command);
  } finally {
    await client.close(true);
  }
}

async function step(entities: Entities, operation: Json, seen: { refusal: string | null }): Promise<void> {
  const { expectError, expectResult, saveResultAsEntity, ignoreResultAndError } = operation as Record<
    string,
    never
  >;
  let result: unknown;
  try {
    result =
      operation.object === 'testRunner'
        ? await assertion(entities, operation)
        : await perform(entities, operation);
  } catch (error) {
    if (error instanceof Unsuited || error instanceof Unexpected) throw error;
    if (ignoreResultAndError) return;
    seen.refusal ??= refusalIn(error);
    if (!expectError) throw error;
    return checkError(expectError, error, entities);
  }
  if (expectError)
    throw new Unexpected(`${String(operation.name)}: expected an error, got ${text(plain(result))}`);
  if (saveResultAsEntity) entities.set(saveResultAsEntity, result);
  if (expectResult === undefined || ignoreResultAndError) return;
  const problem = mismatch(expectResult, plain(result), entities);
  if (problem) throw new Unexpected(`${String(operation.name)}: ${problem}`);
}

/** Results of bulk writes are objects with getters and maps; made plain for comparing. */
function plain(result: unknown): unknown {
  if (result instanceof Map)
    return Object.fromEntries(
      [...(result as Map<unknown, unknown>)].map(([key, value]) => [String(key), plain(value)]),
    );
  if (typeof result !== 'object' || result === null || Array.isArray(result)) return result;
  const names = [
    ...['insertedCount', 'insertedIds', 'matchedCount', 'modifiedCount', 'deletedCount', 'upsertedCount'],
    ...['upsertedIds', 'insertResults', 'updateResults', 'deleteResults'],
  ];
  if ('didUpsert' in result) return { ...result, didUpsert: undefined };
  if (!('insertedCount' in result && 'deletedCount' in result)) return result;
  const source = result as Json;
  return Object.fromEntries(names.map((name) => [name, plain(source[name])]));
}

function checkError(expected: Json, error: unknown, entities: Entities): void {
  const actual = error as MongoServerError & { partialResult?: unknown; cause?: unknown };
  const server = actual.cause instanceof MongoServerError ? actual.cause : actual;
  const labels = (expected.errorLabelsContain ?? []) as string[];
  const absent = (expected.errorLabelsOmit ?? []) as string[];
  const has = (label: string): boolean =>
    actual.hasErrorLabel?.(label) || server?.hasErrorLabel?.(label) || false;
  const message = `${actual.message} ${actual.errmsg ?? ''}`.toLowerCase();
  const problems = [
    expected.isClientError === false &&
      !(error instanceof MongoServerError) &&
      !server &&
      'expected an error of the server',
    typeof expected.errorContains === 'string' &&
      !message.includes(expected.errorContains.toLowerCase()) &&
      `expected "${expected.errorContains}"`,
    expected.errorCode !== undefined &&
      Number(server?.code) !== expected.errorCode &&
      `expected code ${text(expected.errorCode)}`,
    expected.errorCodeName !== undefined &&
      server?.codeName !== expected.errorCodeName &&
      `expected ${text(expected.errorCodeName)}`,
    ...labels.map((label) => !has(label) && `expected the label ${label}`),
    ...absent.map((label) => has(label) && `did not expect the label ${label}`),
    expected.errorResponse !== undefined && mismatch(expected.errorResponse, server?.errorResponse, entities),
    expected.expectResult !== undefined && mismatch(expected.expectResult, plain(resultIn(actual)), entities),
  ].filter((problem) => problem);
  if (problems.length > 0)
    throw new Unexpected(
      `${problems.join(', ')}; got ${actual.name} ${String(server?.code ?? actual.code)}: ${actual.message} ${JSON.stringify(actual.errorLabels ?? [])}`,
    );
}

function resultIn(error: MongoServerError & { partialResult?: unknown }): unknown {
  return (
    error.partialResult ??
    (error as unknown as Json).result ??
    (error as unknown as { cause?: Json }).cause?.result
  );
}

/** What the collections hold at the end. */
async function checkData(uri: string, test: Json): Promise<void> {
  const client = await new MongoClient(uri).connect();
  try {
    for (const { databaseName, collectionName, documents } of (test.outcome ?? []) as {
      databaseName: string;
      collectionName: string;
      documents: Json[];
    }[]) {
      const found = await client
        .db(databaseName)
        .collection(collectionName)
        .find()
        .sort({ _id: 1 })
        .toArray();
      if (EJSON.stringify(found) !== EJSON.stringify(documents))
        throw new Unexpected(`${collectionName} holds ${text(found)}, expected ${text(documents)}`);
    }
  } finally {
    await client.close(true);
  }
}

/** The commands that the driver sent say more of the driver than of the store, so they are reported apart. */
function events(entities: Entities, test: Json): 'right' | 'none' | { wrong: string } {
  const groups = (test.expectEvents ?? []) as {
    client: string;
    eventType?: string;
    events: Json[];
    ignoreExtraEvents?: boolean;
  }[];
  const commands = groups.filter(({ eventType = 'command' }) => eventType === 'command');
  for (const { client, events: expected, ignoreExtraEvents } of commands) {
    const seen = entities.events.get(client) ?? [];
    if (seen.length < expected.length || (seen.length > expected.length && !ignoreExtraEvents))
      return {
        wrong: `${seen.length} events (${seen.map(({ commandName }) => commandName).join()}) instead of ${expected.length}`,
      };
    for (const [i, event] of expected.entries()) {
      const [kind = ''] = Object.keys(event);
      if (seen[i]?.kind !== kind)
        return { wrong: `event ${i} is ${seen[i]?.kind ?? 'missing'} instead of ${kind}` };
      const problem = eventMismatch(event[kind] as Json, { ...seen[i] }, entities);
      if (problem) return { wrong: `event ${i}: ${problem}` };
    }
  }
  return commands.length > 0 ? 'right' : 'none';
}

/** Command and reply may have more fields than the test names, as documents at the root. */
function eventMismatch(expected: Json, seen: Json, entities: Entities): string | null {
  for (const key of Object.keys(expected)) {
    const problem = mismatch(expected[key], seen[key], entities, true, key);
    if (problem) return problem;
  }
  return null;
}
