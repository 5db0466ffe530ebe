// The command configureFailPoint, for conformance tests only: it makes chosen commands fail.
import { isDoc, type Doc } from '../bson/index.ts';
import { CommandError, fail, unsupported } from '../errors.ts';
import type { Engine } from '../engine.ts';
import type { Family } from './context.ts';

interface FailPoint {
  left: number;
  data: Doc;
}

const set = new WeakMap<Engine, FailPoint>();

/** Server errors after which a driver retries a write. */
const RETRYABLE = new Set([6, 7, 89, 91, 134, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436]);

/** What a fail point does to a command, apart from failing it. */
export interface Interference {
  hangUp: boolean;
  blockMs: number;
  /** Fields added to the answer of the command, which is carried out. */
  added: Doc;
}

/** The interference with a command that the fail point names. @throws CommandError with the code that the fail point was given */
export function interferenceWith(engine: Engine, name: string, body: Doc): Interference | null {
  const point = set.get(engine);
  if (!point || point.left <= 0 || !(point.data.failCommands as string[]).includes(name)) return null;
  point.left--;
  const { closeConnection, errorCode, writeConcernError, blockConnection, blockTimeMS } = point.data;
  if (errorCode !== undefined) {
    const code = Number(errorCode);
    const labels = labelsOf(point, name, body, code);
    throw new CommandError(code, 'Failing command via failCommand failpoint', {}, labels);
  }
  const labels = isDoc(writeConcernError) ? labelsOf(point, name, body, Number(writeConcernError.code)) : [];
  const errorLabels = labels.filter(
    (label) => label === 'RetryableWriteError' || Array.isArray(point.data.errorLabels),
  );
  return {
    hangUp: closeConnection === true,
    blockMs: blockConnection === true ? Number(blockTimeMS) : 0,
    added: {
      ...(isDoc(writeConcernError) ? { writeConcernError } : {}),
      ...(errorLabels.length > 0 ? { errorLabels } : {}),
    },
  };
}

function labelsOf(point: FailPoint, name: string, body: Doc, code: number): string[] {
  if (Array.isArray(point.data.errorLabels)) return point.data.errorLabels as string[];
  const ending = name === 'commitTransaction' || name === 'abortTransaction';
  const within = body.autocommit === false;
  if (within && (code === 112 || code === 251)) return ['TransientTransactionError'];
  if (!RETRYABLE.has(code)) return [];
  if (within && !ending) return ['TransientTransactionError'];
  return ending || body.txnNumber !== undefined ? ['RetryableWriteError'] : [];
}

const UNDERSTOOD = new Set([
  ...['failCommands', 'errorCode', 'closeConnection', 'errorLabels', 'appName'],
  ...['writeConcernError', 'blockConnection', 'blockTimeMS'],
]);

export const failPoints: Family = {
  configureFailPoint: {
    fields: ['mode', 'data'],
    run({ engine, body }) {
      if (!engine.options.failPoints) fail(59, "no such command: 'configureFailPoint'");
      if (body.configureFailPoint !== 'failCommand')
        unsupported(`fail point ${String(body.configureFailPoint)}`);
      set.delete(engine);
      if (body.mode === 'off') return { ok: 1 };
      const data = isDoc(body.data) ? body.data : {};
      for (const field of Object.keys(data))
        if (!UNDERSTOOD.has(field)) unsupported(`fail point option ${field}`);
      const times = isDoc(body.mode) ? Number(body.mode.times) : Infinity;
      set.set(engine, { left: times, data });
      return { ok: 1 };
    },
  },
};
