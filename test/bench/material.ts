// Material for the bench: a 200-page PDF and texts of 200 pages, the same in every run.
import { composePdf, type Block } from '../../server/platform/pdf/index.ts';

const WORDS =
  'el proceso de calidad educativa revisa cada registro y deja constancia de la decisión que toma el comité según el plazo previsto en la norma'.split(
    ' ',
  );

/** A PDF of our own making with at least this many pages. */
export function longPdf(pages: number): Promise<Uint8Array> {
  const blocks = Array.from({ length: pages }, (_, page): Block[] => [
    ...(page > 0 ? [{ kind: 'newPage' } as const] : []),
    { kind: 'heading', level: 2, words: `Capítulo ${page + 1}` },
    { kind: 'paragraph', words: longText(300, page) },
  ]).flat();
  return composePdf({ title: 'Manual', blocks });
}

/** A text of so many words in paragraphs of fifty, with some words changed or the paragraphs in another order. */
export function longText(
  words: number,
  seed: number,
  changes: { edits?: number; shuffle?: boolean } = {},
): string {
  const random = numbers(seed);
  const paragraphs = Array.from({ length: Math.ceil(words / 50) }, (_, index) => [
    `P${index}`,
    ...Array.from({ length: 49 }, () => WORDS[Math.floor(random() * WORDS.length)] ?? ''),
  ]);
  const edit = numbers(seed + 1);
  for (let left = changes.edits ?? 0; left > 0; left -= 1) {
    const paragraph = paragraphs[Math.floor(edit() * paragraphs.length)];
    if (paragraph) paragraph[1 + Math.floor(edit() * 49)] = `cambio${left}`;
  }
  if (changes.shuffle)
    for (let at = paragraphs.length - 1; at > 0; at -= 1) swap(paragraphs, at, Math.floor(edit() * (at + 1)));
  return paragraphs.map((paragraph) => paragraph.join(' ')).join('\n\n');
}

function swap<T>(items: T[], a: number, b: number): void {
  [items[a], items[b]] = [items[b] as T, items[a] as T];
}

/** A small repeatable generator (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
