// What records do by themselves: the words inside files that other slices declared become findable.
import type { Job } from '../platform/jobs/jobs.ts';
import { readWaitingTexts } from './reading-text.ts';

export const jobs: readonly Job[] = [
  { name: 'records.read_texts', at: '*/5 * * * *', mayWait: true, run: () => readWaitingTexts() },
];
