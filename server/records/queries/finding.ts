// What a person's words find among records.
import { masksPersonal } from '../../platform/access/masking.ts';
import type { User } from '../../platform/access/roles.ts';
import { queryTerms } from '../../platform/search/terms.ts';

/**
 * The filter for records with every word typed, inside their files too; null when nothing was typed.
 * Whoever gets personal data masked finds no record by the words inside it: the search would tell what the mask hides.
 */
export function findable(typed: string, user: User): Record<string, unknown> | null {
  const terms = queryTerms(typed);
  if (terms.length === 0) return null;
  return { terms: { $all: terms }, ...(masksPersonal(user) ? { personal: false } : {}) };
}
