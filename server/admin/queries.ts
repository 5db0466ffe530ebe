// What administration tells on the start page: what waits for an administrator, and whether the last check found faults.
import type { User } from '../platform/access/roles.ts';
import { may } from '../platform/access/policy.ts';
import { today } from '../platform/clock.ts';
import { now } from '../platform/clock.ts';
import type { Figure, Task } from '../platform/http/slice.ts';
import { lastRun } from '../platform/integrity/runs.ts';
import { entity } from '../platform/settings/settings.ts';

export async function tasks(user: User): Promise<Task[]> {
  const found: Task[] = [];
  if (may(user, 'admin.settings') && entity.get().name === '')
    found.push({ href: '/ajustes', word: 'admin.task.name_entity', params: {}, since: now(), due: null });
  const run = may(user, 'admin.read_integrity') ? await lastRun() : null;
  if (run && (run.found > 0 || run.failure))
    found.push({
      href: '/integridad',
      word: 'admin.task.faults',
      params: { count: run.found },
      since: run.endedAt ?? now(),
      due: today(),
    });
  return found;
}

export async function figures(user: User): Promise<Figure[]> {
  if (!may(user, 'admin.read_integrity')) return [];
  const run = await lastRun();
  return run
    ? [
        {
          word: 'admin.figure.faults',
          value: run.found,
          href: '/integridad',
          tone: run.found > 0 ? 'bad' : 'ok',
        },
      ]
    : [];
}
