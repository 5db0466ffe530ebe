// The trail of a pack held against itself: each chain against its own hashes, its last sealed entry against the seal, the seals against each other.
import { canonical } from './canonical.js';
import { hashOf } from './sha256.js';

/** @returns what is wrong with chains and seals: `{ key, subject?, entry?, seal? }` each */
export function trailFaults({ chains = [], seals = [] }) {
  const roots = new Map(seals.map((seal) => [seal.number, seal.root]));
  return [
    ...sealFaults(seals),
    ...chains.flatMap((chain) => [...chainFaults(chain), ...leafFaults(chain, roots)]),
  ];
}

function sealFaults(seals) {
  return seals.flatMap((seal, i) => {
    const { hash, ...said } = seal;
    const before = seals[i - 1];
    const isChained = !before || (seal.prev === before.hash && seal.number === before.number + 1);
    return hashOf(canonical(said)) === hash && isChained ? [] : [{ key: 'seal', seal: seal.number }];
  });
}

function chainFaults({ subject, entries }) {
  let [seq, prev] = [0, ''];
  const faults = [];
  for (const entry of entries) {
    const { hash, withheld, ...said } = entry;
    const isNext = entry.seq === seq + 1 && entry.prev === prev;
    // What was made after the cut-off goes out as a bare link of the chain.
    const isItself = withheld || (said.subject === subject && hashOf(canonical(said)) === hash);
    if (!isNext || !isItself) faults.push({ key: 'entry', subject, entry: entry.seq });
    [seq, prev] = [entry.seq, hash];
  }
  return faults;
}

function leafFaults({ subject, entries, leaf }, roots) {
  if (!leaf) return [{ key: 'unsealed', subject }];
  const entry = entries.find((one) => one.seq === leaf.seq);
  let node = hashOf(Uint8Array.of(0), JSON.stringify([subject, leaf.seq, leaf.hash]));
  for (const { side, hash } of leaf.path) {
    const [left, right] = side === 'left' ? [hash, node] : [node, hash];
    node = hashOf(Uint8Array.of(1), bytesOf(left), bytesOf(right));
  }
  const holds = entry?.hash === leaf.hash && roots.get(leaf.seal) === node;
  return holds ? [] : [{ key: 'leaf', subject, seal: leaf.seal }];
}

function bytesOf(hex) {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}
