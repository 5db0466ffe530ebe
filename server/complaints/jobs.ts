// What complaints do by themselves: they bring terms to mind in the morning, and leave their records once answered.
import type { Actor } from '../platform/audit/act.ts';
import type { Job } from '../platform/jobs/jobs.ts';
import { keepAsRecord, toRecord } from './recording.ts';
import { remindOfTerms } from './reminding.ts';

export const jobs: readonly Job[] = [
  { name: 'complaints.remind', at: '30 7-17 * * *', mayWait: true, run: () => remindOfTerms() },
  { name: 'complaints.record', at: '*/10 * * * *', mayWait: true, run: recordAnswered },
];

/** One that fails does not keep the others back; afterwards the run says that something failed. */
async function recordAnswered(actor: Actor): Promise<void> {
  const failures: unknown[] = [];
  for (const code of await toRecord())
    await keepAsRecord(code, actor).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} complaints left no record`);
}
