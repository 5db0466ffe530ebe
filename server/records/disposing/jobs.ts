// What disposal and legibility do by themselves at night.
import type { Job } from '../../platform/jobs/jobs.ts';
import { removeWaitingContent } from './destroying.ts';
import { checkLegibility } from './reading-back.ts';

export const disposalJobs: readonly Job[] = [
  { name: 'records.remove_content', at: '20 0 * * *', run: removeWaitingContent },
  { name: 'records.check_legibility', at: '10 1 * * *', mayWait: true, run: checkLegibility },
];
