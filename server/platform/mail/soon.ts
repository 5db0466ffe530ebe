// Mail that no page waits for: put on its way after an act, while the person who acted goes on.
import { mailer } from './current.ts';
import type { Message } from './message.ts';

const underWay = new Set<Promise<unknown>>();

/** Sends, or keeps, without holding the caller: a slow mail server must not hold a page. Call it after the transaction. */
export function sendSoon(compose: () => Promise<readonly Message[]>): void {
  const work = compose()
    .then(async (messages) => {
      for (const message of messages) await mailer().send(message);
    })
    .catch((error: unknown) => console.error('mail was neither sent nor kept:', error))
    .finally(() => underWay.delete(work));
  underWay.add(work);
}

/** Waits for what is under way: before the mailer closes, and in tests. */
export async function mailSettled(): Promise<void> {
  while (underWay.size > 0) await Promise.all(underWay);
}
