// Finding any record by its code or its words, kind by kind, inside what the person may see.
import type { User } from '../platform/access/roles.ts';
import { declaredKinds, recordByCode, type Kind, type Shown } from '../platform/links/kinds.ts';

/** Most lines shown of one kind. */
const MOST = 20;

export interface FoundGroup {
  kind: Kind;
  found: Shown[];
}

/** The record that bears exactly this code, as typed or in capitals. */
export async function byCode(typed: string, user: User): Promise<Shown | null> {
  if (!typed || /\s{2}|\n/.test(typed)) return null;
  const found = await recordByCode(typed, user);
  const upper = typed.toUpperCase();
  // No code in capitals has a space; names, which have, are found as they are typed.
  return found ?? (upper === typed || typed.includes(' ') ? null : recordByCode(upper, user));
}

/** Records whose code or words match, by kind, without the kinds that have none. */
export async function byWords(typed: string, user: User): Promise<FoundGroup[]> {
  if (!typed) return [];
  const groups = await Promise.all(
    declaredKinds().map(async (kind) => ({ kind, found: await kind.find(typed, user, MOST) })),
  );
  return groups.filter((group) => group.found.length > 0);
}
