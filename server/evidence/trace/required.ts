// What must be linked in this system: evidence both ways, and the procedure that governs.
import { requireLink, type RequiredLink } from '../../platform/links/required.ts';
import { allClauses, appliesHere, clauseById, isAnswered, type Clause } from '../../requirements/index.ts';
import { PLANS } from '../links/rules.ts';

const PROOFS = ['record', 'file', 'session', 'complaint', 'audit', 'finding', 'action'];

const REQUIRED: readonly RequiredLink[] = [
  { kind: 'record', direction: 'out', meaning: 'evidences', others: ['clause', ...PLANS], word: 'evidence.orphans.record' },
  { kind: 'clause', direction: 'in', meaning: 'evidences', others: PROOFS, word: 'evidence.orphans.clause', exempt: () => clausesWhere((clause) => !isAsked(clause)) },
  { kind: 'clause', direction: 'in', meaning: 'governs', others: ['document'], word: 'evidence.orphans.governed', exempt: (linked) => clausesWhere((clause) => !isAsked(clause) || isBelow(clause, linked)) },
  { kind: 'pam_item', direction: 'in', meaning: 'governs', others: ['document'], word: 'evidence.orphans.pam_item' },
  { kind: 'pmi_item', direction: 'in', meaning: 'evidences', others: PROOFS, word: 'evidence.orphans.pmi_item' },
]; // prettier-ignore

export function requireEvidence(): void {
  for (const one of REQUIRED) requireLink(one);
}

function clausesWhere(holds: (clause: Clause) => boolean): ReadonlySet<string> {
  return new Set(allClauses().filter(holds).map(({ id }) => id)); // prettier-ignore
}

/** A heading is answered by its parts, and what binds others is not asked here. */
function isAsked(clause: Clause): boolean {
  return isAnswered(clause) && appliesHere(clause);
}

/** What governs a section governs its parts. */
function isBelow(clause: Clause, linked: ReadonlySet<string>): boolean {
  const above = clause.parent ? clauseById(clause.parent) : undefined;
  return above !== undefined && (linked.has(above.id) || isBelow(above, linked));
}
