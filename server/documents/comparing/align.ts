// Which unit of the old text is which unit of the new one: equal units first, then similar ones between them, in order.
import { increasing } from './increasing.ts';

/** Indexes into the two lists; a unit in no pair was removed or added. Pairs rise in both. */
export type Pair = { a: number; b: number; equal: boolean };

/** Units in common below which two passages are not the same one changed. */
const SIMILAR = 0.4;
/** A word in more units than this says nothing about which unit is meant. */
const COMMON = 12;

/** Aligns two lists in time close to linear in their words. */
export function align(a: string[], b: string[]): Pair[] {
  const ids = new Map<string, number>();
  const idOf = (text: string) => {
    const key = text.trim();
    const known = ids.get(key) ?? ids.size;
    ids.set(key, known);
    return known;
  };
  const [idsA, idsB] = [a.map(idOf), b.map(idOf)];
  const equal = anchors(idsA, idsB);
  const moved = leftInBoth(idsA, idsB, equal);
  const inside = ({ a0, a1, b0, b1 }: Gap) => {
    const still = (list: number[], from: number, to: number) =>
      range(from, to).filter((at) => !moved.has(list[at] ?? -1));
    return similar(a, b, still(idsA, a0, a1), still(idsB, b0, b1));
  };
  return [...equal, ...gaps(equal, a.length, b.length).flatMap(inside)].sort((x, y) => x.a - y.a);
}

/** Units that stand in both texts but found no pair in order: they moved, and are no changed form of another. */
function leftInBoth(a: number[], b: number[], pairs: Pair[]): Set<number> {
  const [inA, inB] = [new Set(pairs.map((pair) => pair.a)), new Set(pairs.map((pair) => pair.b))];
  const left = new Set(a.filter((_, index) => !inA.has(index)));
  return new Set(b.filter((id, index) => left.has(id) && !inB.has(index)));
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

type Gap = { a0: number; a1: number; b0: number; b1: number };

/** Equal units: from both ends, then those that stand once in each text (in order), then again inside each gap. */
function anchors(a: number[], b: number[]): Pair[] {
  const pairs: Pair[] = [];
  const waiting: { gap: Gap; depth: number }[] = [
    { gap: { a0: 0, a1: a.length, b0: 0, b1: b.length }, depth: 0 },
  ];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { gap, depth } = next;
    trim(a, b, gap, pairs);
    if (gap.a0 >= gap.a1 || gap.b0 >= gap.b1 || depth > 8) continue;
    const found = unique(a, b, gap);
    pairs.push(...found);
    if (found.length > 0)
      for (const inner of gaps(found, gap.a1, gap.b1, gap)) waiting.push({ gap: inner, depth: depth + 1 });
  }
  return pairs.sort((x, y) => x.a - y.a);
}

function trim(a: number[], b: number[], gap: Gap, pairs: Pair[]): void {
  while (gap.a0 < gap.a1 && gap.b0 < gap.b1 && a[gap.a0] === b[gap.b0]) {
    pairs.push({ a: gap.a0, b: gap.b0, equal: true });
    gap.a0 += 1;
    gap.b0 += 1;
  }
  while (gap.a0 < gap.a1 && gap.b0 < gap.b1 && a[gap.a1 - 1] === b[gap.b1 - 1]) {
    gap.a1 -= 1;
    gap.b1 -= 1;
    pairs.push({ a: gap.a1, b: gap.b1, equal: true });
  }
}

function unique(a: number[], b: number[], { a0, a1, b0, b1 }: Gap): Pair[] {
  const placesB = once(b, b0, b1);
  const found: Pair[] = [];
  for (const [id, index] of once(a, a0, a1)) {
    const other = placesB.get(id);
    if (index >= 0 && other !== undefined && other >= 0) found.push({ a: index, b: other, equal: true });
  }
  found.sort((x, y) => x.a - y.a);
  return increasing(found.map((pair) => pair.b)).flatMap((index) => found[index] ?? []);
}

/** Where each id stands, or -1 when it stands more than once. */
function once(list: number[], from: number, to: number): Map<number, number> {
  const places = new Map<number, number>();
  for (let index = from; index < to; index += 1) {
    const id = list[index] ?? -1;
    places.set(id, places.has(id) ? -1 : index);
  }
  return places;
}

/** What lies between pairs that rise in both lists. */
function gaps(pairs: Pair[], endA: number, endB: number, start: Gap = { a0: 0, a1: 0, b0: 0, b1: 0 }): Gap[] {
  const found: Gap[] = [];
  let [a0, b0] = [start.a0, start.b0];
  for (const { a, b } of [...pairs, { a: endA, b: endB }]) {
    if (a > a0 || b > b0) found.push({ a0, a1: a, b0, b1: b });
    [a0, b0] = [a + 1, b + 1];
  }
  return found.filter((gap) => gap.a1 > gap.a0 && gap.b1 > gap.b0);
}

/** Pairs units that share enough words. Candidates come from an index of rare words, so that nothing is compared with everything. */
function similar(a: string[], b: string[], placesA: number[], placesB: number[]): Pair[] {
  const bags = placesB.map((place) => bag(b[place]));
  const index = new Map<string, number[]>();
  bags.forEach((words, place) => {
    for (const word of words.keys()) {
      const places = index.get(word);
      if (!places) index.set(word, [place]);
      else if (places.length <= COMMON) places.push(place);
    }
  });
  const enough = placesA.length === 1 && placesB.length === 1 ? SIMILAR / 2 : SIMILAR;
  const best: Pair[] = [];
  let after = 0;
  placesA.forEach((place, at) => {
    const found = closest(bag(a[place]), bags, index, [after, at], enough);
    if (found < 0) return;
    best.push({ a: place, b: placesB[found] ?? 0, equal: false });
    after = found + 1;
  });
  return increasing(best.map((pair) => pair.b)).flatMap((at) => best[at] ?? []);
}

/** The unit most like these words: of those that stand where it should (which win a tie), and of those that share its rare words. */
function closest(
  words: Map<string, number>,
  bags: Map<string, number>[],
  index: Map<string, number[]>,
  near: number[],
  enough: number,
): number {
  const votes = new Map<number, number>();
  for (const word of words.keys()) {
    const places = index.get(word) ?? [];
    if (places.length <= COMMON) for (const place of places) votes.set(place, (votes.get(place) ?? 0) + 1);
  }
  const voted = [...votes].sort((x, y) => y[1] - x[1]).slice(0, 4);
  let [best, score] = [-1, enough];
  for (const place of new Set([...near, ...voted.map(([candidate]) => candidate)])) {
    const other = bags[place];
    const likely = other ? likeness(words, other) : 0;
    if (likely > score) [best, score] = [place, likely];
  }
  return best;
}

function bag(text = ''): Map<string, number> {
  const words = new Map<string, number>();
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
    words.set(word, (words.get(word) ?? 0) + 1);
  return words;
}

/** Dice's coefficient of two bags of words: 1 for the same words, 0 for none in common. */
function likeness(one: Map<string, number>, other: Map<string, number>): number {
  let [common, total] = [0, 0];
  for (const [word, times] of one) {
    common += Math.min(times, other.get(word) ?? 0);
    total += times;
  }
  for (const times of other.values()) total += times;
  return total === 0 ? 0 : (2 * common) / total;
}
