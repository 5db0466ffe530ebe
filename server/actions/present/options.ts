// Choices of the forms of this slice.
import { allClauses, codeOf } from '../../requirements/index.ts';
import type { Language } from '../../platform/words/index.ts';

const LONGEST = 90;

/** Every clause of the catalogue for a select: its code and its own short words. */
export function clauseOptions(language: Language): { value: string; label: string }[] {
  return allClauses().map((clause) => {
    const label = `${codeOf(clause)} · ${clause.text[language]}`;
    return { value: clause.id, label: label.length > LONGEST ? `${label.slice(0, LONGEST)}…` : label };
  });
}
