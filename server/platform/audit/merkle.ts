// A Merkle root taken in one pass: the memory it needs grows with the logarithm of the leaves.
import { createHash } from 'node:crypto';

/** What a seal covers of one subject: its chain up to this sequence ends in this hash. */
export interface Leaf {
  subject: string;
  seq: number;
  hash: string;
}

export interface MerkleTree {
  add(leaf: Leaf): void;
  readonly leaves: number;
  /** 64 hex digits; the root of no leaf is the hash of nothing. */
  root(): string;
}

/**
 * Leaves are hashed behind a zero byte and nodes behind a one, so that a node can never pass for a leaf (RFC 6962, 2.1);
 * a node without a neighbour rises as it is.
 */
export function merkleTree(): MerkleTree {
  /** At each height the node that waits for its right neighbour. */
  const waiting: (Buffer | undefined)[] = [];
  let leaves = 0;
  return {
    add(leaf) {
      leaves += 1;
      let node = leafHash(leaf);
      let height = 0;
      for (let left = waiting[0]; left; left = waiting[height]) {
        node = nodeHash(left, node);
        waiting[height] = undefined;
        height += 1;
      }
      waiting[height] = node;
    },
    get leaves() {
      return leaves;
    },
    root() {
      let node: Buffer | undefined;
      for (const left of waiting) if (left) node = node ? nodeHash(left, node) : left;
      return (node ?? sha256()).toString('hex');
    },
  };
}

export function leafHash({ subject, seq, hash }: Leaf): Buffer {
  return sha256(Buffer.from([0]), Buffer.from(JSON.stringify([subject, seq, hash])));
}

export function nodeHash(left: Buffer, right: Buffer): Buffer {
  return sha256(Buffer.from([1]), left, right);
}

function sha256(...parts: Buffer[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}
