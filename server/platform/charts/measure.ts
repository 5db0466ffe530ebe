// Widths of text without a browser, and breaking it into lines: the advance widths of Source Sans 3, in thousandths of an em.

/** Advance widths of U+0020 to U+007E. */
const REGULAR = [
  200, 289, 426, 497, 497, 824, 609, 249, 303, 303, 418, 497, 249, 311, 249, 350, 497, 497, 497, 497, 497,
  497, 497, 497, 497, 497, 249, 249, 497, 497, 497, 425, 847, 543, 588, 571, 615, 527, 494, 617, 652, 263,
  479, 579, 486, 727, 647, 664, 566, 664, 569, 534, 536, 645, 515, 786, 513, 476, 539, 303, 350, 303, 497,
  500, 542, 504, 553, 456, 555, 496, 292, 504, 544, 246, 247, 495, 255, 829, 547, 542, 555, 555, 347, 419,
  338, 544, 467, 719, 446, 467, 425, 303, 241, 303, 497,
];
const OTHERS: Record<string, number> = {
  '¿': 435,
  '·': 262,
  '–': 480,
  '—': 800,
  '«': 442,
  '»': 442,
  '…': 955,
  '→': 619,
};
const UNKNOWN = 600;
/** Semibold is this much wider; the rest is room for a system font where ours has not loaded. */
const SEMIBOLD = 1.02;
const SAFETY = 1.03;

export type Weight = 400 | 600;

/**
 * Width of a line of text.
 * @param size font size in user units (pixels in SVG, points in PDF)
 */
export function textWidth(text: string, size: number, weight: Weight = 400): number {
  let thousandths = 0;
  for (const character of text.normalize('NFC')) thousandths += widthOf(character);
  return (thousandths / 1000) * size * SAFETY * (weight === 600 ? SEMIBOLD : 1);
}

/**
 * Breaks text into lines no wider than `width`; a word that is too long is broken too. Past `most` lines the last ends in an ellipsis.
 */
export function wrap(text: string, width: number, size: number, weight: Weight = 400, most = 12): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text
    .trim()
    .split(/\s+/)
    .flatMap((part) => pieces(part, width, size, weight))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || textWidth(longer, size, weight) <= width) {
      line = longer;
      continue;
    }
    lines.push(line);
    line = word;
    if (lines.length > most) break;
  }
  if (line !== '') lines.push(line);
  return lines.length <= most
    ? lines
    : [...lines.slice(0, most - 1), shorten(lines[most - 1] ?? '', width, size, weight)];
}

/** Like `wrap`, with lines of about the same length, so that no word stands alone in the last one. A line break in the text is kept. */
export function wrapEven(
  text: string,
  width: number,
  size: number,
  weight: Weight = 400,
  most = 12,
): string[] {
  const lines = text.split('\n').flatMap((part) => evenLines(part, width, size, weight, most));
  return lines.length <= most
    ? lines
    : [...lines.slice(0, most - 1), shorten(lines[most - 1] ?? '', width, size, weight)];
}

function evenLines(text: string, width: number, size: number, weight: Weight, most: number): string[] {
  const lines = wrap(text, width, size, weight, most);
  let [low, high] = [width / 2, width];
  for (let step = 0; step < 6 && lines.length > 1; step += 1) {
    const middle = (low + high) / 2;
    if (wrap(text, middle, size, weight, most + 1).length > lines.length) low = middle;
    else high = middle;
  }
  return lines.length > 1 ? wrap(text, high, size, weight, most) : lines;
}

/** The widest of some lines. */
export function widest(lines: string[], size: number, weight: Weight = 400): number {
  return Math.max(0, ...lines.map((line) => textWidth(line, size, weight)));
}

function shorten(line: string, width: number, size: number, weight: Weight): string {
  let kept = line;
  while (kept !== '' && textWidth(`${kept}…`, size, weight) > width) kept = kept.slice(0, -1);
  // What was shortened before already ends so.
  return `${kept.replace(/[\s…]+$/u, '')}…`;
}

function pieces(word: string, width: number, size: number, weight: Weight): string[] {
  if (textWidth(word, size, weight) <= width) return [word];
  const parts: string[] = [];
  let part = '';
  for (const character of word.slice(0, 400)) {
    if (part !== '' && textWidth(part + character, size, weight) > width) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}

function widthOf(character: string): number {
  const plain = REGULAR[character.charCodeAt(0) - 32];
  if (plain !== undefined) return plain;
  return OTHERS[character] ?? REGULAR[character.normalize('NFD').charCodeAt(0) - 32] ?? UNKNOWN;
}
