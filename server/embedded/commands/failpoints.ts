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

/** Fails a command that the fail point names. @throws CommandError with the code it was given */
export function failPointFor(engine: Engine, name: string, body: Doc): 'hangUp' | null {
  const point = set.get(engine);
  if (!point || point.left <= 0 || !(point.data.failCommands as string[]).includes(name)) return null;
  point.left--;
  if (point.data.closeConnection === true) return 'hangUp';
  if (point.data.errorCode === undefined) return null;
  const code = Number(point.data.errorCode);
  throw new CommandError(
    code,
    'Failing command via failCommand failpoint',
    {},
    labelsOf(point, name, body, code),
  );
}

function labelsOf(point: FailPoint, name: string, body: Doc, code: number): string[] {
  if (Array.isArray(point.data.errorLabels)) return point.data.errorLabels as string[];
  if (!RETRYABLE.has(code)) return [];
  const ending = name === 'commitTransaction' || name === 'abortTransaction';
  if (body.autocommit === false && !ending) return ['TransientTransactionError'];
  return ending || body.txnNumber !== undefined ? ['RetryableWriteError'] : [];
}

const UNDERSTOOD = new Set(['failCommands', 'errorCode', 'closeConnection', 'errorLabels', 'appName']);

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
