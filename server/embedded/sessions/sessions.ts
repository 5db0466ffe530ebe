// All open sessions: found by id, expired when idle, ended on request.
import type { Session } from './session.ts';

/** Told to clients in the handshake; a session unused for longer is forgotten. */
export const SESSION_MINUTES = 30;

export class Sessions {
  readonly #byId = new Map<string, Session>();

  /** The session of a command's `lsid`, made when it is new. */
  of(id: Uint8Array): Session {
    const text = Buffer.from(id.buffer, id.byteOffset, id.byteLength).toString('hex');
    let session = this.#byId.get(text);
    if (!session) {
      session = {
        id: text,
        used: 0,
        number: -1n,
        transaction: null,
        committing: null,
        lastWrite: null,
        timer: null,
      };
      this.#byId.set(text, session);
    }
    session.used = Date.now();
    return session;
  }

  /** Restores the answer of a retryable write that was stored before a restart. */
  restore(id: string, lastWrite: NonNullable<Session['lastWrite']>): void {
    const session = this.of(Buffer.from(id, 'hex'));
    session.number = lastWrite.number;
    session.lastWrite = lastWrite;
  }

  end(id: Uint8Array): void {
    const text = Buffer.from(id.buffer, id.byteOffset, id.byteLength).toString('hex');
    const session = this.#byId.get(text);
    if (session) this.#forget(session);
  }

  expire(now: number): Session[] {
    const idle = [...this.#byId.values()].filter((session) => now - session.used > SESSION_MINUTES * 60_000);
    for (const session of idle) this.#forget(session);
    return idle;
  }

  [Symbol.iterator](): Iterator<Session> {
    return this.#byId.values();
  }

  /** After a failure of the store nothing in memory is trusted: open transactions are gone, and so are the answers. */
  reset(): void {
    for (const session of this.#byId.values()) {
      session.transaction?.abort();
      session.lastWrite = null;
    }
  }

  endAll(): void {
    for (const session of this.#byId.values()) this.#forget(session);
  }

  #forget(session: Session): void {
    if (session.timer) clearTimeout(session.timer);
    session.transaction?.abort();
    this.#byId.delete(session.id);
  }
}
