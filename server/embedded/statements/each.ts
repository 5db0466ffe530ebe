// Changes the documents that a search finds: the first, or all, without meeting one that it has changed itself.
import { found, type Search } from '../commands/finding.ts';
import { breathe, checkTime, scopeOf, whenFree, type Context } from '../commands/context.ts';
import { matcherOf, parseFilter } from '../match/index.ts';
import type { DocRow } from '../store/view.ts';

/** Work of this many milliseconds may keep other connections waiting. */
const PATIENCE_MS = 10;

export type ChangeOne = (id: number, bytes: Uint8Array) => void;

/**
 * All are found before the first is changed; each is read again, and matched again when others may have come between.
 * @returns how many were changed
 */
export async function changeEach(
  context: Context,
  search: () => Search,
  one: boolean,
  change: ChangeOne,
): Promise<number> {
  if (one) return whenFree(context, () => changeFirst(context, search(), change));
  const plan = search();
  const ids: number[] = [];
  for (const { id } of found(scopeOf(context), plan)) ids.push(id);
  const matcher = matcherOf(parseFilter(plan.wanted.filter), plan.options.filterContext);
  let changed = 0;
  let since = Date.now();
  for (const id of ids) {
    await whenFree(context, () => {
      const bytes = scopeOf(context).doc(id);
      if (!bytes || !matcher.matchesBytes(bytes)) return;
      change(id, bytes);
      changed++;
    });
    if (Date.now() - since < PATIENCE_MS) continue;
    checkTime(context);
    if (!context.transaction) await breathe();
    since = Date.now();
  }
  return changed;
}

function changeFirst(context: Context, search: Search, change: ChangeOne): number {
  const first = firstOf(context, search);
  if (!first) return 0;
  change(first.id, first.doc);
  return 1;
}

/** The first document that the search finds. */
export function firstOf(context: Context, search: Search): DocRow | null {
  for (const row of found(scopeOf(context), { ...search, wanted: { ...search.wanted, limit: 1 } }))
    return row;
  return null;
}
