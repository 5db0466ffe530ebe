// What a transaction has changed and not yet stored: documents by record id, index entries by key, each in order.
import type { DocRow, IdRange, KeyRange, KeyRow } from '../store/view.ts';

interface Entry extends KeyRow {
  text: string;
  present: boolean;
}

/** The bytes of a key as text that sorts in the same order. */
export function keyText(key: Uint8Array): string {
  return Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString('latin1');
}

/** One collection's changed documents; null is a deletion. */
export class ChangedDocs {
  readonly byId = new Map<number, Uint8Array | null>();
  #sorted: number[] | null = null;

  set(id: number, doc: Uint8Array | null): void {
    if (!this.byId.has(id)) this.#sorted = null;
    this.byId.set(id, doc);
  }

  *merge(stored: Iterable<DocRow>, range: IdRange, reverse: boolean): Iterable<DocRow> {
    this.#sorted ??= [...this.byId.keys()].sort((a, b) => a - b);
    const ids = this.#sorted.filter((id) => id > range.after && id < range.before);
    const mine = (reverse ? ids.reverse() : ids).map((id) => ({ id, doc: this.byId.get(id) ?? null }));
    const order = reverse ? -1 : 1;
    yield* mergeSorted(stored, mine, (a, b) => (a.id - b.id) * order, present);
  }
}

function present(change: { id: number; doc: Uint8Array | null }): DocRow | null {
  return change.doc && { id: change.id, doc: change.doc };
}

/** One index's added and removed entries. */
export class ChangedKeys {
  readonly #byText = new Map<string, Entry>();
  #sorted: Entry[] | null = null;

  set(key: Uint8Array, id: number, isPresent: boolean): void {
    const text = keyText(key);
    const name = `${text}\0${id}`;
    const known = this.#byText.get(name);
    if (known) known.present = isPresent;
    else {
      this.#byText.set(name, { key, id, text, present: isPresent });
      this.#sorted = null;
    }
  }

  changes(): Iterable<Entry> {
    return this.#byText.values();
  }

  *merge(stored: Iterable<KeyRow>, range: KeyRange, reverse: boolean): Iterable<KeyRow> {
    this.#sorted ??= [...this.#byText.values()].sort(byKey);
    const [low, high] = [keyText(range.low), keyText(range.high)];
    const mine = this.#sorted.slice(firstAt(this.#sorted, low), firstAt(this.#sorted, high));
    if (reverse) mine.reverse();
    const order = reverse ? -1 : 1;
    const compare = (a: KeyRow, b: Entry): number => byKey({ text: keyText(a.key), id: a.id }, b) * order;
    yield* mergeSorted(stored, mine, compare, (entry) => (entry.present ? entry : null));
  }
}

function byKey(a: { text: string; id: number }, b: { text: string; id: number }): number {
  if (a.text !== b.text) return a.text < b.text ? -1 : 1;
  return a.id - b.id;
}

/** Position of the first entry whose key is not below `text`. */
function firstAt(entries: Entry[], text: string): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle] as Entry).text < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Two sorted runs as one; a change stands for the stored row of the same place, or removes it. */
function* mergeSorted<S, C>(
  stored: Iterable<S>,
  changes: C[],
  compare: (stored: S, change: C) => number,
  result: (change: C) => S | null,
): Iterable<S> {
  let next = 0;
  for (const row of stored) {
    let replaced = false;
    while (next < changes.length) {
      const change = changes[next] as C;
      const order = compare(row, change);
      if (order < 0) break;
      replaced ||= order === 0;
      next++;
      const kept = result(change);
      if (kept) yield kept;
      if (order === 0) break;
    }
    if (!replaced) yield row;
  }
  for (; next < changes.length; next++) {
    const kept = result(changes[next] as C);
    if (kept) yield kept;
  }
}
