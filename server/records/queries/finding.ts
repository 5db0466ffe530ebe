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

/** A term that so many records have is no rare one: looking on would cost more than it saves. */
const ENOUGH = 60;

/** The index is read by the first term: the one that the fewest records have, as far as looking tells. */
async function rarestFirst(terms: readonly string[]): Promise<string[]> {
  if (terms.length < 2) return [...terms];
  const counted = await Promise.all(terms.map(async (term) => [term, await fewWith(term)] as const));
  return counted.sort((a, b) => a[1] - b[1]).map(([term]) => term);
}

/** How many records have the term, at most `ENOUGH`. Read, not counted: a count with a limit walks all of them. */
async function fewWith(term: string): Promise<number> {
  return (await RecordModel.find({ terms: term }).select('_id').limit(ENOUGH).lean()).length;
}
