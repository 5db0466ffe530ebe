// The neighbours that lead from one leaf of a seal up to its root: who has them needs no other leaf to check the seal.
import { leafHash, nodeHash } from './merkle.ts';
import { sealLeaves } from './seals.ts';

export interface PathStep {
  /** On which side the neighbour stands. */
  side: 'left' | 'right';
  /** 64 hex digits. */
  hash: string;
}

/** Levels of one seal's tree, from the leaves to the root, with the place of each subject. */
interface Tree {
  places: Map<string, number>;
  levels: Buffer[][];
}

/** Gives the path of a subject within a seal; remembers the trees that it built. */
export function sealPaths(): (seal: number, subject: string) => Promise<PathStep[]> {
  const trees = new Map<number, Tree>();
  return async (seal, subject) => {
    const tree = trees.get(seal) ?? (await treeOf(seal));
    trees.set(seal, tree);
    return pathOf(tree, subject);
  };
}

async function treeOf(seal: number): Promise<Tree> {
  const leaves = await sealLeaves().find({ seal }).sort({ subject: 1 }).toArray();
  const levels = [leaves.map(leafHash)];
  for (let level = levels[0] ?? []; level.length > 1; level = levels.at(-1) ?? []) levels.push(above(level));
  return { places: new Map(leaves.map(({ subject }, i) => [subject, i])), levels };
}

/** Neighbours are joined in pairs; one without a neighbour rises as it is. */
function above(level: readonly Buffer[]): Buffer[] {
  const next: Buffer[] = [];
  for (let i = 0; i < level.length; i += 2) {
    const [left, right] = [level[i], level[i + 1]];
    if (left) next.push(right ? nodeHash(left, right) : left);
  }
  return next;
}

function pathOf({ places, levels }: Tree, subject: string): PathStep[] {
  const path: PathStep[] = [];
  let place = places.get(subject);
  if (place === undefined) throw new Error(`No leaf of ${subject} in this seal`);
  for (const level of levels.slice(0, -1)) {
    const isRight = place % 2 === 1;
    const neighbour = level[isRight ? place - 1 : place + 1];
    if (neighbour) path.push({ side: isRight ? 'left' : 'right', hash: neighbour.toString('hex') });
    place = Math.floor(place / 2);
  }
  return path;
}
