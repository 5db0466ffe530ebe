// Seals: a Merkle root over every chain that grew since the last seal, each seal chained to the one before.
import { now } from '../clock.ts';
import { inTransaction, nativeCollection } from '../db/connection.ts';
import { hashOf } from './canonical.ts';
import { type Leaf, merkleTree } from './merkle.ts';
import { heads } from './trail.ts';

/** Why a seal was made. */
export type SealReason = 'daily' | 'backup' | 'pack' | 'shutdown' | 'request';

export interface Seal {
  /** 1, 2, 3 ... without a gap. */
  _id: number;
  at: Date;
  reason: SealReason;
  root: string;
  leaves: number;
  /** Hash of the seal before; `''` for the first. */
  prev: string;
  /** What is shown, printed and mailed, so that an anchor exists outside. */
  hash: string;
}

export interface SealLeaf extends Leaf {
  seal: number;
}

export const seals = () => nativeCollection<Seal>('seals');
export const sealLeaves = () => nativeCollection<SealLeaf>('seal_leaves');

// One seal is one transaction: a long import is covered by several seals in a row instead of by one that is too large.
const MOST_LEAVES = 5_000;

export async function ensureSealIndexes(): Promise<void> {
  await sealLeaves().createIndex({ subject: 1, seq: 1 });
  await sealLeaves().createIndex({ seal: 1, subject: 1 });
}

/**
 * Seals every chain that grew since the last seal. The cut is made by sequence, never by clock: what is written meanwhile
 * belongs to the next seal. Returns the last seal, an old one when nothing had grown; null when nothing was ever written.
 */
export async function makeSeal(reason: SealReason): Promise<Seal | null> {
  const most = await heads().countDocuments({ open: true });
  for (let covered = 0; covered < most;) {
    const leaves = await openLeaves(MOST_LEAVES);
    if (leaves.length === 0) break;
    await writeSeal(reason, leaves);
    await closeHeads(leaves);
    covered += leaves.length;
  }
  return lastSeal();
}

export async function lastSeal(): Promise<Seal | null> {
  return seals().findOne({}, { sort: { _id: -1 } });
}

/** The seals from the last one backwards. */
export async function listSeals(page: {
  skip: number;
  limit: number;
}): Promise<{ rows: Seal[]; total: number }> {
  const rows = await seals().find().sort({ _id: -1 }).skip(page.skip).limit(page.limit).toArray();
  return { rows, total: (await lastSeal())?._id ?? 0 };
}

/** The hash of a seal, over everything else that it says. */
export function hashOfSeal(seal: Omit<Seal, 'hash'>): string {
  const { _id, at, reason, root, leaves, prev } = seal;
  return hashOf({ number: _id, at, reason, root, leaves, prev });
}

/** `12:9f3a…`: a seal as it is printed and as `verify --anchor` takes it. */
export function anchorOf(seal: Seal): string {
  return `${seal._id}:${seal.hash}`;
}

async function openLeaves(limit: number): Promise<Leaf[]> {
  const open = await heads().find({ open: true }).sort({ _id: 1 }).limit(limit).toArray();
  return open.map(({ _id, seq, hash }) => ({ subject: _id, seq, hash }));
}

/** Leaves and seal in one transaction; of two processes that seal at once, the second starts again behind the first. */
async function writeSeal(reason: SealReason, leaves: readonly Leaf[]): Promise<void> {
  const tree = merkleTree();
  for (const leaf of leaves) tree.add(leaf);
  await inTransaction(async (session) => {
    const last = await seals().findOne({}, { sort: { _id: -1 }, session });
    const sealed = {
      _id: (last?._id ?? 0) + 1,
      at: now(),
      reason,
      root: tree.root(),
      leaves: leaves.length,
      prev: last?.hash ?? '',
    };
    await seals().insertOne({ ...sealed, hash: hashOfSeal(sealed) }, { session });
    await sealLeaves().insertMany(leaves.map((leaf) => ({ ...leaf, seal: sealed._id })), { session }); // prettier-ignore
  });
}

/**
 * Marks the covered heads, outside the transaction so that acts never wait for a seal. After a crash in between, the next
 * seal covers the same leaves once more, which harms nothing.
 */
async function closeHeads(leaves: readonly Leaf[]): Promise<void> {
  // Most chains of a batch end at the same few places: one statement for each place.
  const places = [...Map.groupBy(leaves, (leaf) => leaf.seq)].map(([seq, group]) => ({ seq, _id: { $in: group.map((leaf) => leaf.subject) } })); // prettier-ignore
  const closed = await heads().bulkWrite(
    places.map((place) => ({ updateMany: { filter: place, update: { $set: { sealed: place.seq, open: false } } } })), // prettier-ignore
    { ordered: false },
  );
  if (closed.matchedCount === leaves.length) return;
  // Some chains grew meanwhile: they stay open, sealed up to here.
  await heads().bulkWrite(
    places.map(({ _id, seq }) => ({ updateMany: { filter: { _id, seq: { $gt: seq }, sealed: { $lt: seq } }, update: { $set: { sealed: seq } } } })), // prettier-ignore
    { ordered: false },
  );
}
