// What an open round asks of a person: the clauses that their position answers for and are still blank.
import { has, type User } from '../../platform/access/roles.ts';
import { holds } from '../../platform/access/roles.ts';
import type { Task } from '../../platform/http/slice.ts';
import { standingsOf } from '../standings.ts';
import { roundPath } from './kinds.ts';
import { answersOf, openRounds } from './queries.ts';

export async function tasks(user: User): Promise<Task[]> {
  if (!has(user, 'quality', 'leader')) return [];
  const found: Task[] = [];
  for (const round of await openRounds()) {
    const [answers, standings] = await Promise.all([answersOf(round), standingsOf(round.criteria)]);
    const blank = answers.filter(({ state }) => state === 'blank');
    const mine = blank.filter(({ clause }) => {
      const responsible = standings.get(clause)?.responsible ?? null;
      return responsible !== null && holds(user, responsible);
    });
    // What nobody answers for falls to the quality office.
    const owed = has(user, 'quality') ? blank : mine;
    const [first] = mine.length > 0 ? mine : owed;
    if (!first) continue;
    found.push({
      href: roundPath(round.code, 'clausulas', first.clause),
      word: 'requirements.task.answer',
      params: { code: round.code, name: round.name, count: owed.length },
      since: round.opened.at,
      due: round.period.until,
    });
  }
  return found;
}
