// The sections of two versions: which were added, removed, renamed, moved or changed, and what changed in each.
import type { Section } from '../text/index.ts';
import { compareBlocks, tally } from './blocks.ts';
import type { Block, Unchanged } from './blocks.ts';
import { increasing } from './increasing.ts';
import type { Budget } from './spans.ts';

/** `before` is the old title where it was another one; counts are of blocks and of words. */
export type SectionChange = {
  id: string;
  number: string;
  title: string;
  before: string;
  state: 'same' | 'changed' | 'added' | 'removed';
  moved: boolean;
  changes: number;
  inserted: number;
  deleted: number;
  blocks: Block[];
};

/** Every section of both versions, in the new order; removed ones stand where they stood. */
export function compareSections(
  a: Section[],
  b: Section[],
  unchanged: Unchanged,
  budget: Budget,
): SectionChange[] {
  const partner = match(a, b);
  const kept = [...partner.entries()].sort(([i], [j]) => i - j);
  const still = new Set(increasing(kept.map(([, from]) => from)).map((index) => kept[index]?.[0] ?? -1));
  const found = new Set(partner.values());
  const changes: SectionChange[] = [];
  let passed = 0;
  const removeBefore = (end: number) => {
    for (; passed < end; passed += 1) {
      const gone = found.has(passed) ? undefined : a[passed];
      if (gone) changes.push(change(gone, undefined, false, unchanged, budget));
    }
  };
  b.forEach((section, index) => {
    const from = partner.get(index);
    if (from !== undefined && still.has(index)) removeBefore(from);
    const old = from === undefined ? undefined : a[from];
    changes.push(change(old, section, old !== undefined && !still.has(index), unchanged, budget));
  });
  removeBefore(a.length);
  return changes;
}

/** New index to old index: by id, then by the same text under another title. */
function match(a: Section[], b: Section[]): Map<number, number> {
  const partner = new Map<number, number>();
  const free = new Set(a.keys());
  const pair = (key: (section: Section) => string) => {
    const places = new Map([...free].reverse().map((at) => [a[at] ? key(a[at]) : '', at]));
    b.forEach((section, index) => {
      const at = partner.has(index) || key(section) === '' ? undefined : places.get(key(section));
      if (at === undefined || !free.has(at)) return;
      partner.set(index, at);
      free.delete(at);
    });
  };
  pair(({ id }) => id);
  pair(({ markdown }) => markdown);
  return partner;
}

function change(
  old: Section | undefined,
  now: Section | undefined,
  moved: boolean,
  unchanged: Unchanged,
  budget: Budget,
): SectionChange {
  const blocks = compareBlocks(old?.markdown ?? '', now?.markdown ?? '', unchanged, budget);
  const counts = tally(blocks);
  const before = old && now && old.title !== now.title ? old.title : '';
  const differs = counts.changes > 0 || before !== '';
  const state = !old ? 'added' : !now ? 'removed' : differs ? 'changed' : 'same';
  const { id = '', number = '', title = '' } = now ?? old ?? {};
  return { id, number, title, before, state, moved, ...counts, blocks };
}
