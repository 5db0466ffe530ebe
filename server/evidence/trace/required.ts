// What must be linked in this system: evidence both ways, and the procedure that governs.
import { requireLink, type RequiredLink } from '../../platform/links/required.ts';
import { PLANS } from '../links/rules.ts';

const PROOFS = ['record', 'file', 'session', 'complaint', 'audit', 'finding', 'action'];

const REQUIRED: readonly RequiredLink[] = [
  { kind: 'record', direction: 'out', meaning: 'evidences', others: ['clause', ...PLANS], word: 'evidence.orphans.record' },
  { kind: 'clause', direction: 'in', meaning: 'evidences', others: PROOFS, word: 'evidence.orphans.clause' },
  { kind: 'clause', direction: 'in', meaning: 'governs', others: ['document'], word: 'evidence.orphans.governed' },
  { kind: 'pam_item', direction: 'in', meaning: 'governs', others: ['document'], word: 'evidence.orphans.pam_item' },
  { kind: 'pmi_item', direction: 'in', meaning: 'evidences', others: PROOFS, word: 'evidence.orphans.pmi_item' },
]; // prettier-ignore

export function requireEvidence(): void {
  for (const one of REQUIRED) requireLink(one);
}
