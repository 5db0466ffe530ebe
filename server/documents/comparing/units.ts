// A text cut into the units that are aligned: paragraphs, list items, table rows; and long paragraphs into sentences.

/** Cuts a text into blocks; joined they give the text again, each with the line ends that follow it. */
export function blocksOf(text: string): string[] {
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const blocks: string[] = [];
  let open = false;
  for (const line of lines) {
    const alone = /^\s*(?:[-*+]|\d{1,3}[.)])\s|^\s*\||^\s*#{1,6}\s/.test(line);
    if (line.trim() === '' && blocks.length > 0) {
      blocks.push((blocks.pop() ?? '') + line);
      open = false;
    } else if (open && !alone) blocks.push((blocks.pop() ?? '') + line);
    else {
      blocks.push(line);
      open = true;
    }
  }
  return blocks;
}

const MAX_SENTENCE = 1200;

/** Cuts a paragraph into sentences, and what is still too long at words chosen by their content. */
export function sentencesOf(paragraph: string): string[] {
  const sentences = paragraph.match(/[^.;:!?\n]*(?:[.;:!?\n]+\s*|$)/g)?.filter((part) => part !== '') ?? [];
  return sentences.flatMap((sentence) => (sentence.length > MAX_SENTENCE ? chunks(sentence) : [sentence]));
}

/**
 * Cuts after words that their own letters choose, about one in sixteen: an insertion moves no other cut, so that the chunks after
 * it are found again.
 */
function chunks(text: string): string[] {
  const found: string[] = [];
  let chunk = '';
  for (const word of text.match(/\S{1,200}\s*|\s+/g) ?? []) {
    chunk += word;
    if (hash(word) % 16 !== 0 && chunk.length < 600) continue;
    found.push(chunk);
    chunk = '';
  }
  return chunk === '' ? found : [...found, chunk];
}

function hash(word: string): number {
  let value = 7;
  for (let index = 0; index < word.length; index += 1)
    value = (Math.imul(value, 31) + word.charCodeAt(index)) >>> 0;
  return value ^ (value >>> 11);
}
