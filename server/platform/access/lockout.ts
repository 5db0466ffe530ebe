// Throttling of wrong passwords: each try is counted before it is checked, so that tries at the same time share one limit.
import { createHash } from 'node:crypto';
import { ipKeyGenerator } from 'express-rate-limit';
import { now } from '../clock.ts';
import { nativeCollection } from '../db/connection.ts';
import { TooMany } from '../errors.ts';

/** Tries within a quarter of an hour: for one account from one address, from all strange ones, and for one address. */
export const TRIES = { pair: 10, account: 50, address: 200 } as const;
const WINDOW_MINUTES = 15;
const KNOWN_DAYS = 30;

interface Count {
  _id: string;
  count: number;
  expires: Date;
}

const counts = () => nativeCollection<Count>('login_failures');

export interface Attempt {
  /** What names the account: the e-mail address as it was typed, existing or not. */
  account: string;
  address: string;
}

/**
 * Takes one of the tries left, atomically. Strangers who use up the account's tries keep nobody out for good: an address from
 * which the person signed in within the last month is counted by itself.
 * @throws TooMany when there is none left in this quarter of an hour.
 */
export async function takeAttempt(attempt: Attempt): Promise<void> {
  const { pair, account, address, known } = keysOf(attempt);
  const isKnown = (await counts().countDocuments({ _id: known, expires: { $gt: now() } })) > 0;
  const limits: [string, number][] = [[pair, TRIES.pair], [address, TRIES.address]]; // prettier-ignore
  if (!isKnown) limits.push([account, TRIES.account]);
  for (const [key, limit] of limits) {
    if ((await countOne(key)) > limit) throw new TooMany('errors.too_many', { minutes: WINDOW_MINUTES });
  }
}

/** The password was right: the tries of this person from this address start again, and the address is known from now on. */
export async function forgetFailures(attempt: Attempt): Promise<void> {
  const { pair, account, address, known } = keysOf(attempt);
  await counts().deleteMany({ _id: pair });
  await counts().updateMany({ _id: { $in: [account, address] }, count: { $gt: 0 } }, { $inc: { count: -1 } });
  const expires = new Date(now().getTime() + KNOWN_DAYS * 86_400_000);
  await upsert(known, { $set: { count: 0, expires } });
}

export async function ensureLockoutIndexes(): Promise<void> {
  await counts().createIndex({ expires: 1 }, { expireAfterSeconds: 0 });
}

function keysOf(attempt: Attempt): Record<'pair' | 'account' | 'address' | 'known', string> {
  // E-mail addresses are personal data: the counters hold their digest.
  const account = createHash('sha256')
    .update(attempt.account.trim().toLowerCase())
    .digest('hex')
    .slice(0, 32);
  const address = attempt.address ? ipKeyGenerator(attempt.address) : 'local';
  return {
    pair: `pair:${account}:${address}`,
    account: `account:${account}`,
    address: `address:${address}`,
    known: `known:${account}:${address}`,
  };
}

/** Counts one more in the window that is open, or opens a window. */
async function countOne(key: string): Promise<number> {
  const at = now();
  const expires = new Date(at.getTime() + WINDOW_MINUTES * 60_000);
  await counts().deleteMany({ _id: key, expires: { $lte: at } });
  return upsert(key, { $inc: { count: 1 }, $setOnInsert: { expires } });
}

async function upsert(key: string, update: Record<string, object>): Promise<number> {
  for (;;) {
    try {
      const counted = await counts().findOneAndUpdate({ _id: key }, update, {
        upsert: true,
        returnDocument: 'after',
      });
      return counted?.count ?? 1;
    } catch (error) {
      // Two first tries at once: the second finds what the first has made.
      if ((error as { code?: number }).code !== 11000) throw error;
    }
  }
}
