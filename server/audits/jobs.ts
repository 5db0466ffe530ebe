// What audits do by themselves: in the morning they remind of what begins and of what is owed (G14).
import type { Job } from '../platform/jobs/jobs.ts';
import { remindOfAudits } from './reminding.ts';

export const jobs: readonly Job[] = [
  // A machine that slept at seven tries again each working hour of the same day.
  { name: 'audits.remind', at: '15 7-18 * * *', mayWait: true, run: () => remindOfAudits() },
];
