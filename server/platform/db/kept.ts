// Small answers that nearly every page asks for (the options of a select): kept in memory until what they came from changes.

import { currentSession } from './connection.ts';

/** Another process's change is seen after this at the latest; this process's own at once. */
const LONGEST_MS = 3_000;

interface Kept {
  models: ReadonlySet<string>;
  forget: () => void;
}

const all: Kept[] = [];

/**
 * Keeps what `load` gives, for as long as no record of these models changes.
 * For lists to choose from alone: no rule and no permission may rest on an answer that is kept.
 * @param models names of Mongoose models
 */
export function kept<T>(models: readonly string[], load: () => Promise<T>): () => Promise<T> {
  let answer: { value: Promise<T>; until: number } | null = null;
  const forget = (): void => void (answer = null);
  all.push({ models: new Set(models), forget });
  return () => {
    // A transaction sees what nobody else sees yet.
    if (currentSession()) return load();
    if (answer && performance.now() < answer.until) return answer.value;
    const value = load();
    answer = { value, until: performance.now() + LONGEST_MS };
    value.catch(forget);
    return value;
  };
}

/** Forgets what came from these models; called when a transaction that changed them was committed. */
export function forgetKept(models: ReadonlySet<string>): void {
  for (const one of all) if ([...one.models].some((name) => models.has(name))) one.forget();
}

/** Forgets everything: the database behind it was replaced or emptied. */
export function forgetAllKept(): void {
  for (const one of all) one.forget();
}
