// What a person's words find among records.
import { masksPersonal } from '../../platform/access/masking.ts';
import type { User } from '../../platform/access/roles.ts';
import { queryTerms } from '../../platform/search/terms.ts';
import { RecordModel } from '../record.ts';

/**
 * The filter for records with every word typed, inside their files too; null when nothing was typed.
 * Whoever gets personal data masked finds no record by the words inside it: the search would tell what the mask hides.
 */
export async function findable(typed: string, user: User): Promise<Record<string, unknown> | null> {
  const terms = queryTerms(typed);
  if (terms.length === 0) return null;
  return { terms: { $all: await rarestFirst(terms) }, ...(masksPersonal(user) ? { personal: false } : {}) };
}

/** A term that so many records have is no rare one: counting on would cost more than it saves. */
const ENOUGH = 500;

/** The index is read by the first term: the one that the fewest records have. Counted from the index alone. */
async function rarestFirst(terms: readonly string[]): Promise<string[]> {
  if (terms.length < 2) return [...terms];
  const counts = await Promise.all(
    terms.map((term) => RecordModel.countDocuments({ terms: term }, { limit: ENOUGH })),
  );
  const byTerm = new Map(terms.map((term, index) => [term, counts[index] ?? 0]));
  return [...terms].sort((a, b) => (byTerm.get(a) ?? 0) - (byTerm.get(b) ?? 0));
}
