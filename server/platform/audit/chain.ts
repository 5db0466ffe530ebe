// One subject's chain held against its head and against the seals that cover it. Pure: what it is given, it judges.
import { hashOfEntry, personalDigest, personalKey, type TrailEntry, type TrailHead } from './trail.ts';
import type { SealLeaf } from './seals.ts';

export interface ChainCheck {
  /** Takes the entries in order of sequence. */
  add(entry: TrailEntry): void;
  /** What is wrong with the chain, in words for the log; empty when it holds. */
  end(head: TrailHead | undefined, leaves: readonly SealLeaf[]): string[];
  readonly entries: number;
  readonly lastHash: string;
}

const MOST_TOLD = 5;

export function chainCheck(): ChainCheck {
  let [count, lastSeq, lastHash] = [0, 0, ''];
  const faults: string[] = [];
  const hashes = new Map<number, string>();
  const say = (fault: string): void => void (faults.length < MOST_TOLD && faults.push(fault));

  return {
    add(entry) {
      count += 1;
      for (const fault of faultsOf(entry, lastSeq, lastHash)) say(fault);
      [lastSeq, lastHash] = [entry.seq, entry.hash];
      hashes.set(entry.seq, entry.hash);
    },
    end(head, leaves) {
      if (!head) say('the head is missing');
      else if (head.seq !== lastSeq || head.hash !== lastHash)
        say(`the head says ${head.seq}, the last entry is ${lastSeq}`);
      const sealed = Math.max(0, ...leaves.map((leaf) => leaf.seq));
      if (head && !head.open && sealed < head.seq) say('the head says that a seal covers it, and none does');
      for (const leaf of leaves) {
        const hash = hashes.get(leaf.seq);
        if (hash === undefined) say(`entry ${leaf.seq}, covered by seal ${leaf.seal}, is missing`);
        else if (hash !== leaf.hash) say(`entry ${leaf.seq} is not the one that seal ${leaf.seal} covers`);
      }
      return faults;
    },
    get entries() {
      return count;
    },
    get lastHash() {
      return lastHash;
    },
  };
}

function* faultsOf(entry: TrailEntry, lastSeq: number, lastHash: string): Generator<string> {
  if (entry.seq !== lastSeq + 1) yield `entry ${lastSeq + 1} is missing`;
  else if (entry.prev !== lastHash) yield `entry ${entry.seq} does not continue the one before it`;
  if (!hasItsHash(entry)) yield `entry ${entry.seq} was changed`;
  for (const change of entry.changes ?? []) {
    const kept = entry.personal?.[personalKey(change)];
    // Values that were erased by right are simply not there; those that are must be the ones that were chained.
    if (
      kept &&
      (personalDigest(kept.salt, kept.before) !== change.before ||
        personalDigest(kept.salt, kept.after) !== change.after)
    )
      yield `the personal value of entry ${entry.seq} (${change.field}) was changed`;
  }
}

function hasItsHash(entry: TrailEntry): boolean {
  try {
    return hashOfEntry(entry) === entry.hash;
  } catch {
    return false;
  }
}
