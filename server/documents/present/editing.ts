// What helps whoever writes: the problems of a text with their lines, and which sections differ from the version in force.
import { parseText, type Section } from '../text/index.ts';

type Say = (key: string, params?: Record<string, string | number>) => string;

/** One sentence per problem, each with its line. */
export function problemLines(markdown: string, t: Say): { line: number; text: string }[] {
  return parseText(markdown).problems.map((one) => ({
    line: one.line,
    text: t(one.key, { ...one.data, line: one.line }),
  }));
}

/**
 * The sections of a text to mark as changed; those that differ from the text in force say so.
 * @param before text in force; null when there is none to differ from
 */
export function sectionOptions(
  markdown: string,
  before: string | null,
  t: Say,
): { value: string; label: string; hint: string }[] {
  const now = partsOf(markdown, t);
  const earlier = before === null ? null : partsOf(before, t);
  return [...now].map(([title, text]) => ({
    value: title,
    label: title,
    hint: earlier && earlier.get(title) !== text ? t('documents.edit.differs') : '',
  }));
}

/** The parts of a document by title: the tables of its header, then its sections. */
function partsOf(markdown: string, t: Say): Map<string, string> {
  const { header, sections } = parseText(markdown);
  const parts = new Map<string, string>();
  const fields = ['objective', 'scope', 'definitions', 'activities', 'records', 'references'] as const;
  for (const field of header ? fields : []) {
    const value = header?.[field];
    if (value && value.length > 0) parts.set(t(`documents.content.${field}`), JSON.stringify(value));
  }
  for (const section of sections) if (section.title) parts.set(titleOf(section), section.markdown);
  return parts;
}

function titleOf({ number, typed, title }: Section): string {
  return typed ? `${number}. ${title}` : title;
}
