// Packs that failed wait for the quality office: nobody must believe that one is on its way.
import { has, type User } from '../../platform/access/roles.ts';
import type { Task } from '../../platform/http/slice.ts';
import { packPath } from './present.ts';
import { failedPacks } from './queries.ts';

export async function packTasks(user: User): Promise<Task[]> {
  if (!has(user, 'quality') || has(user, 'certifier')) return [];
  return (await failedPacks()).map(({ code, failure, askedAt }) => ({
    href: packPath(code),
    word: 'evidence.pack.task.failed',
    params: { code },
    since: failure?.at ?? askedAt,
    due: null,
  }));
}
