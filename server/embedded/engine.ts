// The parts of the store that commands work with, and what happens to them when the disk fails or time passes.
import { Binary } from 'bson';
import { decode } from './bson/index.ts';
import { Catalogue } from './catalogue/catalogue.ts';
import { Cursors } from './cursors.ts';
import { Sessions } from './sessions/sessions.ts';
import { Store } from './store/store.ts';
import { Claims } from './transactions/claims.ts';

export interface EngineOptions {
  /** Answers of retryable writes are stored with the writes, for clients that outlive this process. */
  keepRetries?: boolean;
  /** Every write is refused. */
  readOnly?: boolean;
  /** Allows the command configureFailPoint. */
  failPoints?: boolean;
  /** Told of what nobody waits for: a failed disk, housekeeping that could not be done. */
  report?: (message: string) => void;
}

export class Engine {
  readonly store: Store;
  readonly claims = new Claims();
  readonly sessions = new Sessions();
  readonly cursors = new Cursors();
  readonly catalogue: Catalogue;
  readonly options: EngineOptions;
  readonly started = Date.now();
  /** What the handshake gives as the address; over TCP the one that clients use. */
  address = 'embedded:27017';

  constructor(folder: string, options: EngineOptions = {}) {
    this.options = options;
    this.store = new Store(folder);
    this.catalogue = new Catalogue(this.store);
    this.store.reopened = (failure) => {
      this.options.report?.(failure.message);
      this.#forget();
    };
    if (options.keepRetries) this.#restoreRetries();
  }

  close(): void {
    this.cursors.killWhere(() => true);
    this.sessions.endAll();
    this.store.close();
  }

  #forget(): void {
    this.cursors.killWhere(() => true);
    this.sessions.reset();
    for (const transaction of [...this.claims.active]) transaction.abort();
    this.catalogue.load();
  }

  #restoreRetries(): void {
    for (const [session, number, reply] of this.store.current.connection.all('retries')) {
      const { command, answer } = decode(reply as Uint8Array);
      const known = answer instanceof Binary ? Buffer.from(answer.buffer) : (answer as never);
      this.sessions.restore(session as string, {
        number: BigInt(number as number),
        command: command as string,
        answer: Promise.resolve(known),
      });
    }
  }
}
