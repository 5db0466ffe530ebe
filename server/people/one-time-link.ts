// One-time links: whoever holds one may set the password of one account, once, for a while. Only their hash is kept.
import { createHash, randomBytes } from 'node:crypto';
import { now } from '../platform/clock.ts';
import { currentSession, nativeCollection } from '../platform/db/connection.ts';

export type LinkPurpose = 'invitation' | 'recovery';

/** Minutes that a link of each purpose lives. */
export const LINK_MINUTES: Record<LinkPurpose, number> = { invitation: 7 * 24 * 60, recovery: 60 };

export interface OneTimeLink {
  /** SHA-256 of the token. */
  _id: string;
  purpose: LinkPurpose;
  user: string;
  expires: Date;
}

const links = () => nativeCollection<OneTimeLink>('one_time_links');

/** Makes a link in place of the person's former ones and returns its token, which is kept nowhere. */
export async function issueToken(user: string, purpose: LinkPurpose): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const expires = new Date(now().getTime() + LINK_MINUTES[purpose] * 60_000);
  await dropTokens(user);
  await links().insertOne({ _id: digest(token), purpose, user, expires }, inSession());
  return token;
}

/** The link of a token while it lives, else null. */
export async function findToken(token: string): Promise<OneTimeLink | null> {
  return links().findOne({ _id: digest(token), expires: { $gt: now() } }, inSession());
}

/** Takes every link of a person away: one was used, or another was made. */
export async function dropTokens(user: string): Promise<void> {
  await links().deleteMany({ user }, inSession());
}

export async function ensureLinkIndexes(): Promise<void> {
  await links().createIndex({ expires: 1 }, { expireAfterSeconds: 0 });
  await links().createIndex({ user: 1 });
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function inSession() {
  const session = currentSession();
  return session ? { session } : {};
}
