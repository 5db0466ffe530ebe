// Requests of certifiers that wait for the quality office.
import { has, type User } from '../../platform/access/roles.ts';
import type { Task } from '../../platform/http/slice.ts';
import { pathOf } from './present.ts';
import { openRequests } from './queries.ts';

export async function roomTasks(user: User): Promise<Task[]> {
  if (!has(user, 'quality') || has(user, 'certifier')) return [];
  return (await openRequests()).map((request) => ({
    href: pathOf(request.room, 'solicitudes', request.number),
    word: 'evidence.room.task.answer',
    params: { code: request.code },
    since: request.at,
    due: request.due,
  }));
}
