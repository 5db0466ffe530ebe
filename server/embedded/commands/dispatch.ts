// From a request to its answer: which command, in which session and transaction, tried once or already answered.
import { Binary } from 'bson';
import { compileExpression, rootVariables } from '../aggregate/expression/index.ts';
import { encode, isDoc, Long, type Doc } from '../bson/index.ts';
import { CommandError, fail, unsupported } from '../errors.ts';
import type { Engine } from '../engine.ts';
import type { Answer, Session } from '../sessions/session.ts';
import { StoreFailure } from '../store/store.ts';
import type { Request } from '../wire/message.ts';
import type { Command, Context } from './context.ts';
import { interferenceWith } from './failpoints.ts';
import { COMMANDS } from './index.ts';
import { abortOnError, enterTransaction } from './transacting.ts';

/** Fields that every command accepts. */
const SHARED = new Set([
  '$db',
  '$readPreference',
  '$clusterTime',
  'lsid',
  'txnNumber',
  'autocommit',
  'startTransaction',
  'stmtId',
  'readConcern',
  'writeConcern',
  'maxTimeMS',
  'comment',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
]);

/** Answers any request; errors become answers too. */
export async function answer(
  engine: Engine,
  request: Request,
  connection: number,
): Promise<Answer | 'hangUp'> {
  const name = Object.keys(request.body)[0] ?? '';
  try {
    const command = COMMANDS.get(name);
    if (!command) fail(59, `no such command: '${name}'`);
    const interference = interferenceWith(engine, name, request.body);
    if (interference?.hangUp) return 'hangUp';
    if (interference?.blockMs) await new Promise((done) => setTimeout(done, interference.blockMs));
    checkFields(name, command, request);
    const result = await inSession(engine, name, command, request, connection);
    if (Buffer.isBuffer(result)) return result;
    const added = { ...unmetConcern(command, request.body), ...interference?.added };
    return Object.keys(added).length > 0 ? { ...result, ...added } : result;
  } catch (error) {
    return errorAnswer(error);
  }
}

async function inSession(
  engine: Engine,
  name: string,
  command: Command,
  request: Request,
  connection: number,
): Promise<Answer> {
  const { body, db, sequences } = request;
  if (command.writes && engine.options.readOnly) fail(13, 'embedded store: opened for reading only');
  const session = sessionOf(engine, body);
  const time = Number(body.maxTimeMS ?? 0);
  const deadline = time > 0 ? Date.now() + time : Infinity;
  const transaction =
    body.autocommit === false ? enterTransaction(engine, name, command, session, body) : null;
  const variables = variablesOf(body.let);
  const context: Context = {
    ...{ engine, name, db, body, sequences, session, transaction, deadline, connection, variables },
    failed: false,
  };
  if (
    !transaction &&
    session &&
    body.txnNumber !== undefined &&
    body.autocommit === undefined &&
    command.retryable
  )
    return once(context, command, session, numberOf(body.txnNumber));
  try {
    const answer = await run(context, command);
    if (context.failed) abortOnError(context, null);
    return answer;
  } catch (error) {
    throw abortOnError(context, error);
  }
}

const NO_VARIABLES = {};

/** The values of `let`: expressions that see no document. */
function variablesOf(definitions: unknown): Record<string, unknown> {
  if (!isDoc(definitions)) return NO_VARIABLES;
  const known = rootVariables(new Date());
  return Object.fromEntries(
    Object.entries(definitions).map(([name, expression]) => [name, compileExpression(expression)({}, known)]),
  );
}

/** A retry gets the answer of the first try, or waits for it. */
function once(context: Context, command: Command, session: Session, number: bigint): Promise<Answer> {
  const last = session.lastWrite;
  if (last?.number === number && last.command === context.name) return last.answer;
  if (number < session.number)
    fail(225, `Retryable write with txnNumber ${number} is prohibited because a newer one was started`);
  session.number = number;
  session.transaction?.abort();
  const answer = run(context, command, (done) => keepAnswer(context, session, number, done));
  session.lastWrite = { number, command: context.name, answer };
  answer.catch((error: unknown) => {
    // What failed as a whole changed nothing, so a retry may try; but never after a failure of the disk.
    if (!(error instanceof StoreFailure) && session.lastWrite?.answer === answer) session.lastWrite = null;
  });
  return answer;
}

/** Runs a command and answers only when what it read or wrote is on disk. @throws StoreFailure when it is not */
async function run(
  context: Context,
  command: Command,
  beforeStoring?: (answer: Answer) => void,
): Promise<Answer> {
  const { store } = context.engine;
  if (command.touchesData) store.mend();
  const { generation } = store;
  const result = command.run(context);
  const answer = result instanceof Promise ? await result : result;
  if (!command.touchesData || context.transaction) return answer;
  beforeStoring?.(answer);
  const stored = store.stored();
  if (stored) await stored;
  if (store.generation !== generation) throw new StoreFailure(new Error('a write failed meanwhile'));
  return answer;
}

/** With `keepRetries`, the answer is stored in the same commit as the write. */
function keepAnswer(context: Context, session: Session, number: bigint, answer: Answer): void {
  const { store, options } = context.engine;
  if (!options.keepRetries || !store.stored()) return;
  const kept = Buffer.isBuffer(answer) ? new Binary(answer) : answer;
  const reply = encode({ command: context.name, answer: kept });
  store.write((writer) => writer.run('putRetry', session.id, number, reply));
}

function sessionOf(engine: Engine, body: Doc): Session | null {
  const lsid = body.lsid;
  if (lsid === undefined) return null;
  const id = isDoc(lsid) ? lsid.id : undefined;
  if (!(id instanceof Binary)) fail(9, "BSON field 'lsid.id' is missing or of the wrong type");
  return engine.sessions.of(id.buffer.subarray(0, id.position));
}

function numberOf(value: unknown): bigint {
  return value instanceof Long ? value.toBigInt() : BigInt(Number(value));
}

/** Nothing is ignored in silence: an unknown field, an unsupported concern or a collation is an error. */
function checkFields(name: string, command: Command, { body, sequences }: Request): void {
  for (const field of Object.keys(body))
    if (field !== name && !SHARED.has(field) && !command.fields.includes(field))
      fail(40415, `BSON field '${name}.${field}' is an unknown field.`);
  for (const field of sequences.keys())
    if (!command.fields.includes(field)) fail(40415, `BSON field '${name}.${field}' is an unknown field.`);
  checkConcerns(body);
}

function checkConcerns(body: Doc): void {
  const level = isDoc(body.readConcern) ? body.readConcern.level : undefined;
  const inTransaction = body.autocommit === false;
  const known = ['local', 'majority', 'available', ...(inTransaction ? ['snapshot'] : [])];
  if (typeof level === 'string' && !known.includes(level)) unsupported(`readConcern ${level}`);
  const ending = 'commitTransaction' in body || 'abortTransaction' in body;
  if (inTransaction && !ending && body.writeConcern !== undefined)
    fail(72, 'writeConcern is not allowed within a multi-statement transaction');
}

/** One member cannot wait for others: the write is done, and the answer says that the concern was not met. */
function unmetConcern(command: Command, body: Doc): Doc {
  const w = isDoc(body.writeConcern) ? body.writeConcern.w : undefined;
  if (!command.writes || w === undefined || w === 'majority' || (typeof w === 'number' && w <= 1)) return {};
  const known = typeof w === 'number';
  const errmsg = known
    ? 'Not enough data-bearing nodes'
    : `No write concern mode named '${JSON.stringify(w)}' found`;
  const code = known ? 100 : 79;
  return {
    writeConcernError: {
      code,
      codeName: known ? 'UnsatisfiableWriteConcern' : 'UnknownReplWriteConcern',
      errmsg,
    },
  };
}

function errorAnswer(error: unknown): Doc {
  if (error instanceof CommandError) {
    const labels = error.labels.length > 0 ? { errorLabels: error.labels } : {};
    return {
      ok: 0,
      errmsg: error.message,
      code: error.code,
      codeName: error.codeName,
      ...error.extra,
      ...labels,
    };
  }
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof StoreFailure ? 96 : 8;
  const codeName = error instanceof StoreFailure ? 'OperationFailed' : 'UnknownError';
  return { ok: 0, errmsg: message, code, codeName };
}
