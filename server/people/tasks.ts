// What waits for the quality office here: acting posts about to end, before an approval finds nobody who may give it.
import { has, type User } from '../platform/access/roles.ts';
import { addDays, startOf, today } from '../platform/clock.ts';
import type { Task } from '../platform/http/slice.ts';
import { actingUntil } from './queries/index.ts';

const NOTICE_DAYS = 15;

export async function tasks(user: User): Promise<Task[]> {
  if (!has(user, 'quality')) return [];
  const ending = await actingUntil(addDays(today(), NOTICE_DAYS));
  return ending.map(({ person, personName, positionName, from, until }) => ({
    href: `/personas/${person}`,
    word: 'people.task.acting_ends',
    params: { name: personName, position: positionName },
    since: startOf(from),
    due: until,
  }));
}
