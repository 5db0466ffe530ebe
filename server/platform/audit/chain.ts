// One subject's chain held against its head and against the seals that cover it. Pure: what it is given, it judges.
import type { FaultMessage, FaultWord, Params } from '../errors.ts';
import { hashOfEntry, personalDigest, personalKey, type TrailEntry, type TrailHead } from './trail.ts';
import type { SealLeaf } from './seals.ts';

export interface ChainCheck {
  /** Takes the entries in order of sequence. */
  add(entry: TrailEntry): void;
  /** What is wrong with the chain; empty when it holds. */
  end(head: TrailHead | undefined, leaves: readonly SealLeaf[]): FaultMessage[];
  readonly entries: number;
  readonly lastHash: string;
}

const MOST_TOLD = 5;

export function chainCheck(): ChainCheck {
  let [count, lastSeq, lastHash] = [0, 0, ''];
  const faults: FaultMessage[] = [];
  const hashes = new Map<number, string>();
  const say = (key: FaultWord, params: Params = {}): void =>
    void (faults.length < MOST_TOLD && faults.push({ key, params }));

  return {
    add(entry) {
      count += 1;
      for (const { key, params } of faultsOf(entry, lastSeq, lastHash)) say(key, params);
      [lastSeq, lastHash] = [entry.seq, entry.hash];
      hashes.set(entry.seq, entry.hash);
    },
    end(head, leaves) {
      if (!head) say('integrity.head_missing');
      else if (head.seq !== lastSeq || head.hash !== lastHash)
        say('integrity.head_differs', { head: head.seq, last: lastSeq });
      const sealed = Math.max(0, ...leaves.map((leaf) => leaf.seq));
      if (head && !head.open && sealed < head.seq) say('integrity.head_hides');
      for (const leaf of leaves) {
        const hash = hashes.get(leaf.seq);
        if (hash === undefined) say('integrity.sealed_missing', { entry: leaf.seq, seal: leaf.seal });
        else if (hash !== leaf.hash) say('integrity.sealed_differs', { entry: leaf.seq, seal: leaf.seal });
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

function* faultsOf(entry: TrailEntry, lastSeq: number, lastHash: string): Generator<FaultMessage> {
  if (entry.seq !== lastSeq + 1) yield { key: 'integrity.entry_missing', params: { entry: lastSeq + 1 } };
  else if (entry.prev !== lastHash) yield { key: 'integrity.entry_unchained', params: { entry: entry.seq } };
  if (!hasItsHash(entry)) yield { key: 'integrity.entry_changed', params: { entry: entry.seq } };
  for (const change of entry.changes ?? []) {
    const kept = entry.personal?.[personalKey(change)];
    // Values that were erased by right are simply not there; those that are must be the ones that were chained.
    if (
      kept &&
      (personalDigest(kept.salt, kept.before) !== change.before ||
        personalDigest(kept.salt, kept.after) !== change.after)
    )
      yield { key: 'integrity.personal_changed', params: { entry: entry.seq, field: change.field } };
  }
}

function hasItsHash(entry: TrailEntry): boolean {
  try {
    return hashOfEntry(entry) === entry.hash;
  } catch {
    return false;
  }
}
