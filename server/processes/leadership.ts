// Which positions led a process and from when until when, read out of its trail: the record itself knows only today's.
import { historyOf } from '../platform/audit/history.ts';
import { dayOf, type Day } from '../platform/clock.ts';

export interface Leadership {
  /** Id of the position. */
  position: string;
  from: Day;
  /** Its last day; null while it leads. */
  until: Day | null;
}

const ENTRIES = 1_000;

/** Every position that led the process (id), the latest last. A change counts on both sides of its day. */
export async function leadershipOf(process: string): Promise<Leadership[]> {
  const rows = await historyOf(`process:${process}`, { limit: ENTRIES });
  const changes = rows
    .toReversed()
    .flatMap(({ at, changes: all }) =>
      all.filter((one) => one.field === 'leader').map(({ after }) => ({ day: dayOf(at), after })),
    );
  return changes.flatMap(({ day, after }, index) => {
    const position = idOf(after);
    return position ? [{ position, from: day, until: changes[index + 1]?.day ?? null }] : [];
  });
}

/** The trail keeps ids as the database does, or as text. */
function idOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : (value as { toString(): string }).toString();
}
