// What waits for a person in document control: to decide, to mend, to issue, to confirm, to recall, to review, to read.
import type { User } from '../../platform/access/roles.ts';
import type { Task } from '../../platform/http/slice.ts';
import { externalReviews, recalls, reviews, withdrawals } from './document-tasks.ts';
import { externalTasks } from './externals.ts';
import { importTasks } from './importing.ts';
import { readingTasks } from './reading.ts';
import { adoptions, decisions, drafts, toIssue } from './version-tasks.ts';

const SOURCES = [
  decisions, drafts, toIssue, adoptions, importTasks, withdrawals, recalls, reviews, externalReviews, externalTasks, readingTasks,
]; // prettier-ignore

export async function tasksOf(user: User): Promise<Task[]> {
  const lists = await Promise.all(SOURCES.map((source) => source(user)));
  return lists.flat();
}
