// Proves the trail: every chain from its first entry to its head, every seal, and an anchor kept outside.
import type { ClientSession } from 'mongoose';
import type { FaultMessage, FaultWord, Params } from '../errors.ts';
import { inTransaction } from '../db/connection.ts';
import { chainCheck } from './chain.ts';
import { merkleTree } from './merkle.ts';
import { bySubject } from './subject-rows.ts';
import { hashOfSeal, type Seal, type SealLeaf, sealLeaves, seals } from './seals.ts';
import { entries, heads, type TrailEntry } from './trail.ts';

export interface TrailFault {
  check: 'chain' | 'seal' | 'anchor';
  /** `kind:id` of the subject, or the number of the seal. */
  subject: string;
  /** Word key of what is wrong, with what fills it. */
  says: FaultWord;
  params?: Params;
}

/** A seal that was printed or mailed. */
export interface Anchor {
  number: number;
  hash: string;
}

/** Filled while the check runs. */
export interface TrailTally {
  subjects: number;
  entries: number;
  seals: number;
  /** Entries that no seal covers yet. */
  unsealed: number;
}

export interface VerifyOptions {
  anchor?: Anchor | null;
  tally?: TrailTally;
}

export function emptyTally(): TrailTally {
  return { subjects: 0, entries: 0, seals: 0, unsealed: 0 };
}

/** Reads `12:9f3a…`. @throws Error when it is not written so. */
export function readAnchor(text: string): Anchor {
  const [, number, hash] = /^(\d{1,9}):([0-9a-f]{64})$/.exec(text.trim().toLowerCase()) ?? [];
  if (!number || !hash)
    throw new Error('An anchor is written NUMBER:HASH, as a seal is printed (64 hexadecimal digits)');
  return { number: Number(number), hash };
}

/**
 * Names every fault of the trail. Reads everything once, in order, with bounded memory; a subject that looks wrong is read
 * again in a transaction of its own, because the application may be writing while this runs.
 * A cut tail that no seal covers yet can be found by nobody; `tally.unsealed` says how many entries that could be.
 */
export async function* verifyTrail(options: VerifyOptions = {}): AsyncGenerator<TrailFault> {
  const tally = options.tally ?? emptyTally();
  yield* verifySeals(tally);
  if (options.anchor) yield* verifyAnchor(options.anchor);
  yield* verifyChains(tally);
}

async function* verifySeals(tally: TrailTally): AsyncGenerator<TrailFault> {
  let last: Seal | null = null;
  for await (const seal of seals().find().sort({ _id: 1 })) {
    tally.seals += 1;
    for (const { key, params } of await faultsOfSeal(seal, last))
      yield { check: 'seal', subject: String(seal._id), says: key, params: params ?? {} };
    last = seal;
  }
}

async function faultsOfSeal(seal: Seal, last: Seal | null): Promise<FaultMessage[]> {
  const faults: FaultMessage[] = [];
  const expected = (last?._id ?? 0) + 1;
  if (seal._id !== expected) faults.push({ key: 'integrity.seal_missing', params: { seal: expected } });
  else if (seal.prev !== (last?.hash ?? '')) faults.push({ key: 'integrity.seal_unchained' });
  if (hashOfSeal(seal) !== seal.hash) faults.push({ key: 'integrity.seal_changed' });
  const tree = merkleTree();
  for await (const leaf of sealLeaves().find({ seal: seal._id }).sort({ subject: 1 })) tree.add(leaf);
  if (tree.leaves !== seal.leaves || tree.root() !== seal.root) faults.push({ key: 'integrity.seal_leaves' });
  return faults;
}

async function* verifyAnchor({ number, hash }: Anchor): AsyncGenerator<TrailFault> {
  const seal = await seals().findOne({ _id: number });
  const fault = { check: 'anchor', subject: String(number) } as const;
  if (!seal) yield { ...fault, says: 'integrity.anchor_missing' };
  else if (seal.hash !== hash) yield { ...fault, says: 'integrity.anchor_differs' };
}

async function* verifyChains(tally: TrailTally): AsyncGenerator<TrailFault> {
  const [headRows, leafRows] = [bySubject(heads(), '_id'), bySubject(sealLeaves(), 'subject')];
  const rows = entries().find().sort({ subject: 1, seq: 1 });
  for await (const [subject, chain] of groups(rows)) {
    const before = [...(await headRows.before(subject)), ...(await leafRows.before(subject))];
    for (const missing of new Set(before)) yield* secondLook(missing);
    const [head, leaves] = [await headRows.of(subject), await leafRows.of(subject)];
    tally.subjects += 1;
    tally.entries += chain.entries;
    tally.unsealed += Math.max(0, chain.entries - Math.max(0, ...leaves.map((leaf) => leaf.seq)));
    if (chain.end(head[0], leaves).length > 0) yield* secondLook(subject);
  }
  for (const missing of new Set([...(await headRows.before(null)), ...(await leafRows.before(null))]))
    yield* secondLook(missing);
}

/** The entries cut into chains; each is judged while it is read and never held whole. */
async function* groups(
  rows: AsyncIterable<TrailEntry>,
): AsyncGenerator<[string, ReturnType<typeof chainCheck>]> {
  let [subject, chain] = ['', chainCheck()];
  for await (const entry of rows) {
    if (entry.subject !== subject) {
      if (chain.entries > 0) yield [subject, chain];
      [subject, chain] = [entry.subject, chainCheck()];
    }
    chain.add(entry);
  }
  if (chain.entries > 0) yield [subject, chain];
}

async function* secondLook(subject: string): AsyncGenerator<TrailFault> {
  const faults = await inTransaction(async (session) => {
    const chain = chainCheck();
    for await (const entry of entries().find({ subject }, { session }).sort({ seq: 1 })) chain.add(entry);
    const head = await heads().findOne({ _id: subject }, { session });
    return chain.end(head ?? undefined, await leavesOf(subject, session));
  });
  for (const { key, params } of faults) yield { check: 'chain', subject, says: key, params: params ?? {} };
}

function leavesOf(subject: string, session: ClientSession): Promise<SealLeaf[]> {
  return sealLeaves().find({ subject }, { session }).sort({ seq: 1 }).toArray();
}
