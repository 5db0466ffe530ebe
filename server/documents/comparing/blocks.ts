// Two texts block by block, and inside changed blocks word by word.
import { align } from './align.ts';
import { comparePassages, countWords, span } from './spans.ts';
import type { Budget, Span } from './spans.ts';
import { blocksOf, sentencesOf } from './units.ts';

/**
 * A paragraph, list item or table row. `same` blocks with no spans stand for `count` unchanged ones; `moved` says that the very
 * same block stands elsewhere in the other text.
 */
export type Block = {
  kind: 'same' | 'changed' | 'added' | 'removed';
  moved: boolean;
  count: number;
  spans: Span[];
};

/** Whether unchanged text is kept (`text`) or counted (`count`). */
export type Unchanged = 'count' | 'text';

/** A paragraph longer than this is compared sentence by sentence. */
const LONG = 6000;
/** Unchanged words that stay visible on each side of a change. */
const CONTEXT = 30;

/** Compares two texts. The spans of all blocks, with unchanged text kept, rebuild both. */
export function compareBlocks(before: string, after: string, unchanged: Unchanged, budget: Budget): Block[] {
  const [a, b] = [blocksOf(before), blocksOf(after)];
  const blocks = walk(a, b, (old, now) => ({
    kind: 'changed',
    moved: false,
    count: 1,
    spans: inside(old, now, budget),
  }));
  markMoved(blocks);
  return unchanged === 'text' ? blocks : collapse(blocks);
}

/** Words put in and taken out, and how many blocks changed. */
export function tally(blocks: Block[]): { changes: number; inserted: number; deleted: number } {
  const count = (kind: Span['kind']) => {
    const spans = blocks.flatMap((block) => block.spans).filter((one) => one.kind === kind);
    return spans.reduce((sum, { words }) => sum + words, 0);
  };
  return {
    changes: blocks.filter(({ kind }) => kind !== 'same').length,
    inserted: count('ins'),
    deleted: count('del'),
  };
}

function walk(a: string[], b: string[], changed: (old: string, now: string) => Block): Block[] {
  const blocks: Block[] = [];
  let [i, j] = [0, 0];
  const removeTo = (end: number) => {
    for (; i < end; i += 1) blocks.push(lone('removed', 'del', a[i] ?? ''));
  };
  const addTo = (end: number) => {
    for (; j < end; j += 1) blocks.push(lone('added', 'ins', b[j] ?? ''));
  };
  for (const pair of align(a, b)) {
    removeTo(pair.a);
    addTo(pair.b);
    const [old, now] = [a[i] ?? '', b[j] ?? ''];
    // Equal units may still differ in the blank lines after them: that is no change of the document.
    const block = old === now ? lone('same', 'same', now) : changed(old, now);
    blocks.push(pair.equal ? { ...block, kind: 'same' } : block);
    [i, j] = [i + 1, j + 1];
  }
  removeTo(a.length);
  addTo(b.length);
  return blocks;
}

function lone(kind: Block['kind'], spanKind: Span['kind'], text: string): Block {
  return { kind, moved: false, count: 1, spans: [span(spanKind, text)] };
}

function inside(old: string, now: string, budget: Budget): Span[] {
  if (old.length < LONG && now.length < LONG) return comparePassages(old, now, budget);
  const parts = walk(sentencesOf(old), sentencesOf(now), (one, other) => ({
    kind: 'changed',
    moved: false,
    count: 1,
    spans: comparePassages(one, other, budget),
  }));
  return join(parts.flatMap(({ spans }) => spans));
}

function join(spans: Span[]): Span[] {
  const joined: Span[] = [];
  let run: string[] = [];
  spans.forEach((one, index) => {
    run.push(one.text);
    if (spans[index + 1]?.kind === one.kind) return;
    joined.push(span(one.kind, run.join('')));
    run = [];
  });
  return joined;
}

function markMoved(blocks: Block[]): void {
  const waiting = new Map<string, Block[]>();
  const text = (block: Block) => block.spans[0]?.text.trim() ?? '';
  for (const block of blocks) {
    if (block.kind !== 'removed') continue;
    const same = waiting.get(text(block));
    if (same) same.push(block);
    else waiting.set(text(block), [block]);
  }
  for (const block of blocks) {
    const other = block.kind === 'added' ? waiting.get(text(block))?.pop() : undefined;
    if (other) block.moved = other.moved = true;
  }
}

function collapse(blocks: Block[]): Block[] {
  const kept: Block[] = [];
  for (const block of blocks) {
    if (block.kind !== 'same') {
      kept.push({ ...block, spans: shorten(block.spans) });
      continue;
    }
    const last = kept.at(-1);
    if (last?.kind === 'same') last.count += 1;
    else kept.push({ kind: 'same', moved: false, count: 1, spans: [] });
  }
  return kept;
}

/** In a changed block, long unchanged stretches give way to a count of their words. */
function shorten(spans: Span[]): Span[] {
  return spans.flatMap((one, index) => {
    if (one.kind !== 'same' || one.words < 4 * CONTEXT) return [one];
    const parts = one.text.match(/\S+\s*|^\s+/g) ?? [];
    const head = index === 0 ? '' : parts.slice(0, CONTEXT).join('');
    const tail = index === spans.length - 1 ? '' : parts.slice(-CONTEXT).join('');
    const left = one.words - countWords(head) - countWords(tail);
    return [span('same', head), { kind: 'skip' as const, text: '', words: left }, span('same', tail)].filter(
      ({ kind, text }) => kind === 'skip' || text !== '',
    );
  });
}
