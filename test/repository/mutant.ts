// A mutant: one rule taken away, and the test that must then fail.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

export interface Mutant {
  /** From the repository's root. */
  file: string;
  /** Stands in the file exactly once. */
  find: string;
  /** What it becomes; empty takes the rule away. */
  replace: string;
  test: {
    file: string;
    /** The test's name, or a part of it that no other test of the file has. */
    grep: string;
  };
}

const folder = join(import.meta.dirname, 'mutants');

/** Every mutant by the file of `test/repository/mutants/` that lists it. */
export async function readMutants(): Promise<Map<string, readonly Mutant[]>> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.ts')).sort(); // prettier-ignore
  const lists = new Map<string, readonly Mutant[]>();
  for (const name of names) {
    const { mutants } = (await import(join(folder, name))) as { mutants: readonly Mutant[] };
    lists.set(name.replace(/\.ts$/, ''), mutants);
  }
  return lists;
}

/** The text without the rule. @throws Error unless the rule stands in it exactly once */
export function mutated(text: string, { file, find, replace }: Mutant): string {
  const times = text.split(find).length - 1;
  if (times !== 1) throw new Error(`${file} holds «${find}» ${times} times, not once`);
  return text.replace(find, () => replace);
}
