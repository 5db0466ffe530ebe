// A part of the trail that proves itself away from here: chains, and for each the way from its last sealed entry up to the seal.
import { sealPaths, type PathStep } from './merkle-path.ts';
import { seals, sealLeaves, type Seal, type SealLeaf } from './seals.ts';
import { entries, type TrailEntry } from './trail.ts';

/** An entry as it is hashed. Personal values are not in it: the chain holds their digests. */
export type ExtractEntry = Omit<TrailEntry, '_id' | 'personal'>;
/** Of what lies after the cut only the links of the chain go out. */
export type WithheldEntry = Pick<TrailEntry, 'seq' | 'prev' | 'hash'> & { withheld: true };

export interface ChainExtract {
  /** `kind:id` */
  subject: string;
  entries: (ExtractEntry | WithheldEntry)[];
  /** The last entry that a seal covers, and the neighbours that lead from it to the root; null when none is sealed. */
  leaf: { seal: number; seq: number; hash: string; path: PathStep[] } | null;
}

export interface TrailExtract {
  chains: ChainExtract[];
  /** From the first seal that covers one of the chains to the last one made. */
  seals: Seal[];
}

/**
 * The chains of these subjects. Entries at or after `before` go out as bare links, so that the chain can still be followed to its seal.
 * @param limits.before null: everything
 * @param limits.bare subjects of which nothing goes out but the links: their content is personal or reserved
 */
export async function extractTrail(
  subjects: readonly string[],
  limits: { before: Date | null; bare?: readonly string[] },
): Promise<TrailExtract> {
  const { before, bare = [] } = limits;
  const pathIn = sealPaths();
  const chains: ChainExtract[] = [];
  let first = Infinity;
  for (const subject of [...subjects, ...bare]) {
    const rows = await entries().find({ subject }).sort({ seq: 1 }).toArray();
    if (rows.length === 0) continue;
    const isBare = bare.includes(subject);
    const [leaf] = await sealLeaves().find({ subject }).sort({ seq: -1 }).limit(1).toArray();
    chains.push({
      subject,
      entries: rows.map((row) => (isBare || (before && row.at >= before) ? withheld(row) : whole(row))),
      leaf: leaf ? await proved(leaf, pathIn) : null,
    });
    if (leaf) first = Math.min(first, leaf.seal);
  }
  return { chains, seals: await sealsFrom(first) };
}

async function proved(leaf: SealLeaf, pathIn: ReturnType<typeof sealPaths>): Promise<ChainExtract['leaf']> {
  const { seal, seq, hash, subject } = leaf;
  return { seal, seq, hash, path: await pathIn(seal, subject) };
} // prettier-ignore

function sealsFrom(first: number): Promise<Seal[]> {
  if (first === Infinity) return Promise.resolve([]);
  return seals()
    .find({ _id: { $gte: first } })
    .sort({ _id: 1 })
    .toArray();
}

function whole(entry: TrailEntry): ExtractEntry {
  const { subject, seq, at, act, actor, from, request, reason, changes, prev, hash } = entry;
  return { subject, seq, at, act, actor, from, request, reason, changes, prev, hash };
}

function withheld({ seq, prev, hash }: TrailEntry): WithheldEntry {
  return { seq, prev, hash, withheld: true };
}
