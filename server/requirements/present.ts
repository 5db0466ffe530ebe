// Clauses as their templates need them.
import type { Clause, ClauseSet, Language } from './catalogue/clause.ts';
import { clauseById } from './catalogue/index.ts';
import { codeOf, urlOf } from './kinds.ts';

type T = (key: string, params?: Record<string, string | number>) => string;

export function clauseLine(clause: Clause, language: Language, t: T) {
  return {
    href: urlOf(clause),
    code: codeOf(clause),
    text: clause.text[language],
    label: `${codeOf(clause)} · ${clause.text[language]}`,
    binds: clause.binds.length === 1 ? t(`requirements.binds.${clause.binds[0]}`) : null,
    registers: clause.registers,
  };
}

/** Name and edition of a set, and whether what it says is confirmed. */
export function setLine(set: ClauseSet, t: T) {
  const name = t(set.word);
  return {
    id: set.id,
    label: set.edition ? t('requirements.edition', { name, edition: set.edition }) : name,
    unconfirmed: set.unconfirmed,
  };
}

/** Found clauses under their sections; a section that does not match itself is shown for its parts. */
export function sectionRows(found: readonly Clause[], language: Language, t: T) {
  const sections = new Map<
    string,
    { head: ReturnType<typeof clauseLine>; parts: (ReturnType<typeof clauseLine> & { deep: boolean })[] }
  >();
  for (const clause of found) {
    const top = topOf(clause);
    const section = sections.get(top.id) ?? { head: clauseLine(top, language, t), parts: [] };
    sections.set(top.id, section);
    if (clause !== top)
      section.parts.push({ ...clauseLine(clause, language, t), deep: clause.parent !== top.id });
  }
  return [...sections.values()];
}

export function topicOptions(set: ClauseSet, t: T): { value: string; label: string }[] {
  const topics = new Set(set.clauses.map((clause) => clause.topic));
  return [...topics].map((topic) => ({ value: topic, label: t(`requirements.topic.${topic}`) }));
}

function topOf(clause: Clause): Clause {
  const above = clause.parent ? clauseById(clause.parent) : undefined;
  return above ? topOf(above) : clause;
}
