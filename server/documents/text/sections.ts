// The body of a document cut into its sections: stable ids, levels, numbers; and put together again.
import type { Section } from './header.ts';

const HEADING = /^ {0,3}(#{1,6})[ \t]+(.*)$/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const TYPED = /^(\d{1,2}(?:\.\d{1,2})+|\d{1,2}(?=[.)]))[.)]?[ \t]+(?=\S)/;

/**
 * Cuts Markdown at its headings; a `#` inside a code block is none. What stands before the first heading is a section of level 0.
 */
export function readSections(body: string): Section[] {
  const sections: Section[] = [];
  const ids = new Map<string, number>();
  const count = counter();
  let lines: string[] = [];
  let fence = '';
  const close = () => {
    const text = lines
      .join('\n')
      .trimEnd()
      .replace(/^(?:[ \t]*\n)+/, '');
    const last = sections.at(-1);
    if (last) last.markdown = text;
    else if (text)
      sections.push({
        id: unique(ids, 'inicio'),
        level: 0,
        number: '',
        typed: false,
        title: '',
        markdown: text,
      });
    lines = [];
  };
  for (const line of body.split(/\r\n|\n|\r/)) {
    fence = fenceAfter(fence, line);
    const heading = fence === '' ? HEADING.exec(line) : null;
    if (!heading) {
      lines.push(line);
      continue;
    }
    close();
    sections.push(begin(heading[1]?.length ?? 1, unclosed(heading[2] ?? ''), ids, count));
  }
  close();
  return sections;
}

/** Puts sections together again as Markdown; the opposite of `readSections`. */
export function writeSections(sections: Section[]): string {
  return sections
    .map(({ level, number, typed, title, markdown }) => {
      const heading = level > 0 ? `${'#'.repeat(level)} ${typed ? `${number}. ` : ''}${title}` : '';
      return [heading, markdown].filter(Boolean).join('\n\n');
    })
    .join('\n\n');
}

/** Lower-case words joined by hyphens, without accents: `Definiciones y siglas` is `definiciones-y-siglas`. */
export function slug(title: string): string {
  const plain = title.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return (
    plain
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 60) || 'seccion'
  );
}

function begin(
  level: number,
  text: string,
  ids: Map<string, number>,
  count: (level: number) => string,
): Section {
  const counted = count(level);
  const typed = TYPED.exec(text);
  const title = typed ? text.slice(typed[0].length) : text;
  return {
    id: unique(ids, slug(title)),
    level,
    number: typed?.[1] ?? counted,
    typed: typed !== null,
    title,
    markdown: '',
  };
}

/** The text of a heading without the marks that may close it: `Title ##` is `Title`. */
function unclosed(text: string): string {
  const title = text.trim();
  let end = title.length;
  while (title[end - 1] === '#') end -= 1;
  return end === 0 || /\s/.test(title[end - 1] ?? '') ? title.slice(0, end).trimEnd() : title;
}

function unique(ids: Map<string, number>, id: string): string {
  const times = (ids.get(id) ?? 0) + 1;
  ids.set(id, times);
  return times === 1 ? id : `${id}-${times}`;
}

/** Numbers headings 1, 1.1, 1.2, 2 ... from the level of the first one down. */
function counter(): (level: number) => string {
  const numbers: number[] = [];
  let top = 0;
  return (level) => {
    if (top === 0 || level < top) top = level;
    const depth = Math.min(level - top, numbers.length);
    numbers.length = depth + 1;
    numbers[depth] = (numbers[depth] ?? 0) + 1;
    return numbers.join('.');
  };
}

function fenceAfter(open: string, line: string): string {
  const mark = FENCE.exec(line)?.[1];
  if (!mark) return open;
  if (open === '') return mark;
  const closes = mark[0] === open[0] && mark.length >= open.length && line.trim() === mark;
  return closes ? '' : open;
}
