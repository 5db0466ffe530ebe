// What changed between two rounds over the same set, clause by clause.
import type { ClauseState } from '../rules.ts';

export interface Change {
  clause: string;
  /** Null where the round did not ask it: it did not apply then. */
  before: ClauseState | null;
  after: ClauseState | null;
  /** Better, worse, or neither (it began or ceased to apply, or lost its answer). */
  course: 'better' | 'worse' | 'other';
}

type Given = Readonly<{ clause: string; state: ClauseState }>;

/** The same, without what an open round has not been asked to say yet: its blanks are no change. */
export function compareSaid(
  earlier: Readonly<{ isOpen: boolean; answers: readonly Given[] }>,
  later: Readonly<{ isOpen: boolean; answers: readonly Given[] }>,
): Change[] {
  const silent = new Set(
    [earlier, later].flatMap(({ isOpen, answers }) =>
      isOpen ? answers.filter(({ state }) => state === 'blank').map(({ clause }) => clause) : [],
    ),
  );
  const said = ({ answers }: typeof earlier) => answers.filter(({ clause }) => !silent.has(clause));
  return compareRounds(said(earlier), said(later));
}

/** The clauses whose state differs, in the order of the later round, then what only the earlier one asked. */
export function compareRounds(earlier: readonly Given[], later: readonly Given[]): Change[] {
  const before = new Map(earlier.map((one) => [one.clause, one.state]));
  const after = new Map(later.map((one) => [one.clause, one.state]));
  const clauses = [...after.keys(), ...[...before.keys()].filter((clause) => !after.has(clause))];
  return clauses.flatMap((clause) => {
    const change = { clause, before: before.get(clause) ?? null, after: after.get(clause) ?? null };
    return change.before === change.after ? [] : [{ ...change, course: courseOf(change) }];
  });
}

function courseOf({ before, after }: Pick<Change, 'before' | 'after'>): Change['course'] {
  if (after === 'nonconforming' && before !== null) return 'worse';
  if (before === 'nonconforming' && after === 'conforming') return 'better';
  if (before === 'blank' && after === 'conforming') return 'better';
  return 'other';
}
