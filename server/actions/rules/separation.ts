// The doer never verifies, pure: who counts as a doer, and why somebody may not verify (G11e, G12f).
import type { ActionRecord } from '../action.ts';
import type { Cycle } from '../nonconformity.ts';

type Executed = Pick<ActionRecord, 'planned' | 'holders' | 'followUps' | 'extensions' | 'done'>;

/** Everybody who analysed, judged, planned, executed or recorded results, in any cycle, and who held what they answered for. */
export function doersOf(cycles: readonly Cycle[], actions: readonly Executed[]): string[] {
  const ids = [
    ...cycles.flatMap(({ analysis, need, plan, result }) =>
      [analysis, need, plan, result].map((did) => did?.by.id ?? ''),
    ),
    ...actions.flatMap(({ planned, holders, followUps, done }) => [
      planned.by.id,
      ...holders,
      ...followUps.map((one) => one.by.id),
      done?.by.id ?? '',
    ]),
  ];
  return [...new Set(ids.filter(Boolean))].sort();
}

/** Why this person may not verify: they did part of it, or hold a position that answers for it. Null: they may. */
export function verifierProblem(
  person: { id: string; positions: readonly { id: string }[] },
  { doers, positions }: { doers: readonly string[]; positions: readonly string[] },
): 'did' | 'responsible' | null {
  if (doers.includes(person.id)) return 'did';
  return person.positions.some((held) => positions.includes(held.id)) ? 'responsible' : null;
}
