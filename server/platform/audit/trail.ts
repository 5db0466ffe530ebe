// The trail: one entry per subject per act, each subject's entries chained by hash. Nothing here edits or removes an entry.
import { randomBytes } from 'node:crypto';
import type { ObjectId } from 'mongodb';
import { currentSession, nativeCollection } from '../db/connection.ts';
import type { Act, Actor, RequestOrigin } from './act.ts';
import { canonical, hashOf } from './canonical.ts';

/** One changed field of one record. Personal values enter as a salted digest; the values lie beside the chain, erasable. */
export interface Change {
  record: string;
  field: string;
  before: unknown;
  after: unknown;
}

export interface TrailEntry {
  _id?: ObjectId;
  /** `kind:id`, e.g. `document:66f0…`. */
  subject: string;
  /** 1, 2, 3 ... within the subject. */
  seq: number;
  at: Date;
  act: string;
  actor: Actor;
  from: string | null;
  request: string | null;
  reason: string | null;
  changes: Change[];
  /** Hash of the subject's entry before; `''` for the first. */
  prev: string;
  hash: string;
  /** Personal values outside the hash, by `record field`, each with the salt of its digests. */
  personal?: Record<string, PersonalValue>;
}

export interface PersonalValue {
  salt: string;
  before: unknown;
  after: unknown;
}

export interface TrailHead {
  _id: string;
  seq: number;
  hash: string;
  /** Sequence up to which a seal covers this subject. */
  sealed: number;
  /** True while `sealed < seq`; indexed so that a seal finds its work. */
  open: boolean;
}

/** A record changed within an act, as the audited plugin saw it. */
export interface Touched {
  subject: string;
  record: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown>;
  personal: readonly string[];
  digest: readonly string[];
}

export const entries = () => nativeCollection<TrailEntry>('trail_entries');
export const heads = () => nativeCollection<TrailHead>('trail_heads');

export async function ensureTrailIndexes(): Promise<void> {
  await entries().createIndex({ subject: 1, seq: 1 }, { unique: true });
  await entries().createIndex({ at: 1 });
  await entries().createIndex({ 'actor.id': 1, at: 1 });
  await entries().createIndex({ act: 1, at: 1 });
  await heads().createIndex({ open: 1, _id: 1 }, { partialFilterExpression: { open: true } });
}

/** Writes the entries of an act, in its transaction, each behind the last one of its subject. */
export async function appendEntries(act: Act, origin: RequestOrigin | undefined): Promise<void> {
  const bySubject = Map.groupBy(act.touched.values(), (touched) => touched.subject);
  for (const [subject, touched] of bySubject) {
    const entry = draftEntry(act, origin, subject, touched);
    if (entry) await append(entry);
  }
  for (const subject of act.forgotten) await forget(act, origin, subject);
}

/** The part of an entry that its hash covers. */
export function hashOfEntry(entry: Omit<TrailEntry, 'hash'>): string {
  const { subject, seq, at, act, actor, from, request, reason, changes, prev } = entry;
  return hashOf({ subject, seq, at, act, actor, from, request, reason, changes, prev });
}

/** Digest under which a personal value enters the chain. */
export function personalDigest(salt: string, value: unknown): string | null {
  return value === undefined || value === null
    ? null
    : `personal:${hashOf({ salt, value: canonical(value) })}`;
}

export type Draft = Omit<TrailEntry, 'seq' | 'prev' | 'hash'>;

/** The entry of one subject without its place in the chain; null when nothing changed. */
export function draftEntry(
  act: Act,
  origin: RequestOrigin | undefined,
  subject: string,
  touched: Touched[],
): Draft | null {
  const personal: Record<string, PersonalValue> = {};
  const changes = touched.flatMap((one) => changesOf(one, personal));
  if (changes.length === 0) return null;
  return {
    ...draftOf(act, origin, subject),
    changes,
    ...(Object.keys(personal).length > 0 ? { personal } : {}),
  };
}

function draftOf(act: Act, origin: RequestOrigin | undefined, subject: string): Omit<Draft, 'changes'> {
  return {
    subject,
    at: act.at,
    act: act.name,
    actor: act.actor,
    from: origin?.address ?? null,
    request: origin?.request ?? null,
    reason: act.reason,
  };
}

/** The entry in its place behind the last one of its subject. */
export function placeBehind(
  head: Pick<TrailHead, 'seq' | 'hash'> | null | undefined,
  draft: Draft,
): TrailEntry {
  const placed = { ...draft, seq: (head?.seq ?? 0) + 1, prev: head?.hash ?? '' };
  return { ...placed, hash: hashOfEntry(placed) };
}

/** Ley 1581 de 2012: the values and their salts go, the digests in the chain stay and can no longer be guessed. */
async function forget(act: Act, origin: RequestOrigin | undefined, subject: string): Promise<void> {
  const session = currentSession();
  const note = { record: subject, field: 'personal', before: null, after: 'erased' };
  await append({ ...draftOf(act, origin, subject), changes: [note] });
  await entries().updateMany(
    { subject, personal: { $exists: true } },
    { $unset: { personal: '' } },
    session ? { session } : {},
  );
}

async function append(draft: Draft): Promise<void> {
  const session = currentSession();
  const options = session ? { session } : {};
  const head = await heads().findOne({ _id: draft.subject }, options);
  const entry = placeBehind(head, draft);
  // Without `ignoreUndefined` the driver stores null where the hash saw nothing.
  await entries().insertOne(entry, { ...options, ignoreUndefined: true });
  const next = { seq: entry.seq, hash: entry.hash, open: true };
  if (head) await heads().updateOne({ _id: draft.subject, seq: head.seq }, { $set: next }, options);
  else await heads().insertOne({ _id: draft.subject, sealed: 0, ...next }, options);
}

function changesOf(touched: Touched, personal: Record<string, PersonalValue>): Change[] {
  const before = touched.before ?? {};
  const fields = [...new Set([...Object.keys(before), ...Object.keys(touched.after)])].sort();
  return fields
    .filter((field) => !IGNORED.has(field) && canonical(before[field]) !== canonical(touched.after[field]))
    .map((field) => {
      const change = {
        record: touched.record,
        field,
        before: before[field] ?? null,
        after: touched.after[field] ?? null,
      };
      if (touched.digest.includes(field))
        return { ...change, before: digest(change.before), after: digest(change.after) };
      if (!touched.personal.includes(field)) return change;
      const salt = randomBytes(16).toString('hex');
      personal[personalKey(change)] = { salt, before: change.before, after: change.after };
      return {
        ...change,
        before: personalDigest(salt, change.before),
        after: personalDigest(salt, change.after),
      };
    });
}

/** Under which name an entry keeps the personal value of a change. */
export function personalKey(change: Pick<Change, 'record' | 'field'>): string {
  return `${change.record} ${change.field}`.replaceAll('.', '_');
}

const IGNORED = new Set(['_id', '__v', 'updatedAt']);

function digest(value: unknown): string | null {
  return value === null ? null : `sha256:${hashOf(value)}`;
}
