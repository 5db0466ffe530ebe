// Two passages word by word: what stayed, what was taken out, what was put in.
import { diffArrays } from 'diff';

/** `skip` stands for unchanged words that are left out; only then `words` counts them and `text` is empty. */
export type Span = { kind: 'same' | 'ins' | 'del' | 'skip'; text: string; words: number };

/** What one comparison may still spend. Past it the words of a passage are not compared: it is shown as replaced. */
export type Budget = { until: number; exceeded: boolean };

const MAX_TOKENS = 3000;
/** Edits beyond which two passages have too little in common to show word by word. */
const MAX_EDITS = 400;

const words = new Intl.Segmenter('es', { granularity: 'word' });

/** Compares two passages. The texts of `same` and `ins` joined give `after`; those of `same` and `del` give `before`. */
export function comparePassages(before: string, after: string, budget: Budget): Span[] {
  if (before === after) return tidy([['same', before]]);
  const [a, b] = [tokens(before), tokens(after)];
  if (a.length > MAX_TOKENS || b.length > MAX_TOKENS || performance.now() > budget.until)
    return replaced(a, b, budget);
  const changes = diffArrays(a, b, { maxEditLength: MAX_EDITS });
  if (!changes) return replaced(a, b, budget);
  return tidy(
    changes.map(({ added, removed, value }) => [added ? 'ins' : removed ? 'del' : 'same', value.join('')]),
  );
}

/** How many words a text has. */
export function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}

/** A span with its words counted. */
export function span(kind: Span['kind'], text: string): Span {
  return { kind, text, words: countWords(text) };
}

function tokens(text: string): string[] {
  return Array.from(words.segment(text), ({ segment }) => segment);
}

/** Old out, new in, except for what both begin and end with. */
function replaced(a: string[], b: string[], budget: Budget): Span[] {
  budget.exceeded = true;
  let [head, tail] = [0, 0];
  const most = Math.min(a.length, b.length);
  while (head < most && a[head] === b[head]) head += 1;
  while (tail < most - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const [endA, endB] = [a.length - tail, b.length - tail];
  return tidy([
    ['same', a.slice(0, head).join('')],
    ['del', a.slice(head, endA).join('')],
    ['ins', b.slice(head, endB).join('')],
    ['same', a.slice(endA).join('')],
  ]);
}

type Piece = ['same' | 'ins' | 'del', string];

/**
 * Joins neighbours of a kind, and lets a space or comma between two changes change with them: "plazo máximo" reads better as one
 * replacement than as two with a space between.
 */
function tidy(pieces: Piece[]): Span[] {
  const spans: Span[] = [];
  let [del, ins, held] = ['', '', ''];
  const flush = () => {
    if (del) spans.push(span('del', del));
    if (ins) spans.push(span('ins', ins));
    if (held) push(spans, held);
    [del, ins, held] = ['', '', ''];
  };
  for (const [kind, text] of pieces.filter(([, part]) => part !== '')) {
    if (kind === 'same') {
      if ((del || ins) && held === '' && !/[\p{L}\p{N}]/u.test(text) && text.length < 4) held = text;
      else {
        flush();
        push(spans, text);
      }
      continue;
    }
    [del, ins, held] = [del + held, ins + held, ''];
    if (kind === 'del') del += text;
    else ins += text;
  }
  flush();
  return spans;
}

function push(spans: Span[], text: string): void {
  const last = spans.at(-1);
  if (last?.kind !== 'same') return void spans.push(span('same', text));
  last.text += text;
  last.words = countWords(last.text);
}
