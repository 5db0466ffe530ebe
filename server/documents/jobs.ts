// What documents do by themselves at 00:00 in Bogotá issued versions take effect and approved withdrawals end their documents; at 07:00 people are reminded.
import type { Actor } from '../platform/audit/act.ts';
import { today } from '../platform/clock.ts';
import type { Job } from '../platform/jobs/jobs.ts';
import { Document } from './document.ts';
import { takeEffect } from './issuing.ts';
import { remindWhereDue } from './reminding/index.ts';
import { Version } from './version.ts';
import { withdrawDue } from './withdrawing.ts';

export const jobs: readonly Job[] = [
  { name: 'documents.take_effect', at: '0 0 * * *', run: takeEffectWhereDue },
  { name: 'documents.withdraw', at: '0 0 * * *', run: withdrawWhereDue },
  // At seven; a machine that slept then, or a mail that could not be kept, is tried again each working hour of the same day.
  { name: 'documents.remind', at: '0 7-18 * * *', mayWait: true, run: remindWhereDue },
];

async function takeEffectWhereDue(actor: Actor): Promise<void> {
  const due = await Version.find({ state: 'issued', effective: { $lte: today() } }, { _id: 1 }).lean();
  await eachAlone(due.map((one) => () => takeEffect(String(one._id), actor)));
}

async function withdrawWhereDue(actor: Actor): Promise<void> {
  const ready = {
    state: 'in_force' as const,
    'withdrawal.approved': { $ne: null },
    'withdrawal.from': { $lte: today() },
  };
  const due = await Document.find(ready, { code: 1 }).lean<{ code: string }[]>();
  await eachAlone(due.map((one) => () => withdrawDue(one.code, actor)));
}

/** One that fails does not keep the others from their date; afterwards the run says that something failed. */
async function eachAlone(works: readonly (() => Promise<void>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const work of works) await work().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} of ${works.length} failed`);
}
