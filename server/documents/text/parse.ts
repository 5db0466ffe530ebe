// A document's text, read and written: YAML front matter and Markdown sections. Never throws on bad text: it says what is wrong.
import { Document } from 'yaml';
import type { ParsedText, Problem, ProcedureHeader, Section } from './header.ts';
import { NOT_STATED } from './header.ts';
import { readHeader } from './reading.ts';
import { readSections, writeSections } from './sections.ts';
import { readTree } from './tree.ts';

/** Characters that a text may have: some 300 printed pages. */
export const MAX_TEXT = 1_000_000;
const MAX_HEADER = 100_000;

/**
 * Reads a document's text.
 * @param text Markdown, with or without front matter between two `---` lines
 * @param limit characters beyond which the text is refused
 * @returns `header` is null where there is none or it cannot be read; problems carry word keys and lines
 */
export function parseText(text: string, limit = MAX_TEXT): ParsedText {
  const problems: Problem[] = [];
  if (text.length > limit) return refused('tooLong', limit);
  const { yaml, body, closed } = cut(text.replace(/^\uFEFF/, ''));
  if (!closed) return refused('unclosed', 1);
  if (yaml === null) return { header: null, sections: readSections(body), problems };
  if (yaml.length > MAX_HEADER) return refused('headerTooLong', MAX_HEADER);
  const { tree, problems: found } = readTree(yaml, 1);
  problems.push(...found);
  return { header: readHeader(tree, problems), sections: readSections(body), problems };
}

/** Writes a text that `parseText` reads back as the same header and sections. */
export function writeText(header: ProcedureHeader | null, sections: Section[]): string {
  const body = writeSections(sections);
  if (!header) return `${body}\n`;
  const { modelOf, ...rest } = header;
  const { code, title, type, ...others } = rest;
  const document = new Document(prune({ code, title, type, 'model-of': modelOf, ...others }), {
    schema: 'failsafe',
  });
  return `---\n${document.toString({ lineWidth: 110, flowCollectionPadding: true })}---\n\n${body}\n`;
}

function cut(text: string): { yaml: string | null; body: string; closed: boolean } {
  const open = /^---[ \t]*\r?\n/.exec(text);
  if (!open) return { yaml: null, body: text, closed: true };
  const rest = text.slice(open[0].length);
  const close = /^---[ \t]*(\r?\n|$)/m.exec(rest);
  if (!close) return { yaml: null, body: '', closed: false };
  return { yaml: rest.slice(0, close.index), body: rest.slice(close.index + close[0].length), closed: true };
}

function refused(word: string, limit: number): ParsedText {
  const problem = { key: `documents.text.${word}`, line: 1, data: { limit: String(limit) } };
  return { header: null, sections: [], problems: [problem] };
}

/** Fields that are empty when left out: there `no lo indica` has been written by somebody and stays. */
const KEPT = new Set([
  'to',
  'next',
  'do',
  'entity',
  'type',
  'model-of',
  'objective',
  'scope',
  'detail',
  'about',
  'note',
  'what',
]);

/** Leaves out what reading puts back by itself: empty texts, empty lists and most `no lo indica`. */
function prune(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(prune);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(
    ([key, item]) => !isSilent(item) && (item !== NOT_STATED || KEPT.has(key)),
  );
  return Object.fromEntries(kept.map(([key, item]) => [key, prune(item)]));
}

function isSilent(item: unknown): boolean {
  return item === '' || (Array.isArray(item) && item.length === 0);
}
