// What time asks for: expired documents, idle sessions and cursors, leftovers of dropped data, the log folded in.
import type { Engine } from './engine.ts';
import { Plain } from './transactions/scope.ts';
import { Blocked } from './transactions/claims.ts';
import { sweep } from './commands/ddl.ts';
import { removeExpired } from './indexes/expiring.ts';

/** Begins the rounds. The function given back ends them, after the one that is running. */
export function keepHouse(engine: Engine, everyMs: number): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  let stopped = false;
  const round = (): void => {
    running = running
      .then(() => (stopped ? undefined : oneRound(engine, () => stopped)))
      .catch(() => undefined);
  };
  const timer = setInterval(round, everyMs);
  timer.unref();
  return async () => {
    stopped = true;
    clearInterval(timer);
    await running;
  };
}

async function oneRound(engine: Engine, stopped: () => boolean): Promise<void> {
  const now = Date.now();
  const idle = engine.sessions.expire(now);
  if (engine.options.keepRetries)
    for (const { id } of idle) engine.store.write((writer) => writer.run('deleteRetry', id));
  engine.cursors.expire(now);
  if (!engine.options.readOnly) {
    await expireDocuments(engine, now, stopped);
    while (!stopped() && sweep(engine)) await pause();
  }
  if (engine.store.longLog) engine.store.checkpoint();
}

async function expireDocuments(engine: Engine, now: number, stopped: () => boolean): Promise<void> {
  for (const collection of [...engine.catalogue.collections.values()])
    for (const index of collection.indexes) {
      if (index.expireAfterSeconds === null || index.building) continue;
      try {
        while (
          !stopped() &&
          removeExpired(new Plain(engine.store, engine.claims), engine.catalogue, collection, index, now)
        )
          await pause();
      } catch (error) {
        // A document that a transaction holds is left for the next round.
        if (!(error instanceof Blocked)) throw error;
      }
    }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
