// What the improvement loop does by itself: in the morning it reminds of what is owed and carries delays upwards (G11c, G12d).
import type { Job } from '../platform/jobs/jobs.ts';
import { remindWhereOwed } from './reminding.ts';

export const jobs: readonly Job[] = [
  // A machine that slept at seven tries again each working hour of the same day.
  { name: 'actions.remind', at: '5 7-18 * * *', mayWait: true, run: remindWhereOwed },
];
