// What this slice does by itself: the daily seal, the nightly integrity check, and the sweeping of files that nobody owns.
import { makeSeal } from '../platform/audit/seals.ts';
import { sweepFiles } from '../platform/integrity/files.ts';
import { startRun } from '../platform/integrity/runs.ts';
import { mailer } from '../platform/mail/current.ts';
import { resendKept } from '../platform/mail/outbox.ts';
import { thisCopy } from './copy.ts';
import type { Job } from '../platform/jobs/jobs.ts';

/** Tries waiting mail again; without a mail server there is nothing to try. */
async function resend(): Promise<void> {
  if (thisCopy().mail) await resendKept(mailer());
}

export const jobs: readonly Job[] = [
  {
    name: 'admin.seal',
    at: '55 23 * * *',
    async run() {
      await makeSeal('daily');
    },
  },
  {
    name: 'admin.check_integrity',
    at: '30 2 * * *',
    mayWait: true,
    async run() {
      await startRun('system');
    },
  },
  { name: 'admin.resend_mail', at: '*/15 * * * *', mayWait: true, run: resend },
  {
    name: 'admin.sweep_files',
    at: '30 3 * * *',
    mayWait: true,
    async run() {
      await sweepFiles();
    },
  },
];
