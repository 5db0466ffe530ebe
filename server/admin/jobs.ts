// What this slice does by itself: the daily seal, the nightly integrity check, and the sweeping of files that nobody owns.
import { peopleWithRole } from '../people/index.ts';
import { anchorOf, lastSeal, makeSeal } from '../platform/audit/seals.ts';
import { sweepFiles } from '../platform/integrity/files.ts';
import { startRun } from '../platform/integrity/runs.ts';
import { mailer } from '../platform/mail/current.ts';
import { resendKept } from '../platform/mail/outbox.ts';
import { thisCopy } from './copy.ts';
import { entity } from '../platform/settings/settings.ts';
import { translate } from '../platform/words/index.ts';
import type { Job } from '../platform/jobs/jobs.ts';

/** Tries waiting mail again; without a mail server there is nothing to try. */
async function resend(): Promise<void> {
  if (thisCopy().mail) await resendKept(mailer());
}

/** Seals, and mails a new seal to those who read the proofs, so that an anchor lies outside the system. */
async function sealDaily(): Promise<void> {
  const before = await lastSeal();
  const seal = await makeSeal('daily');
  if (!seal || seal._id === before?._id || !thisCopy().mail) return;
  const readers = [...(await peopleWithRole('admin')), ...(await peopleWithRole('quality'))];
  const to = [...new Set(readers.map((person) => person.email))].slice(0, 50);
  const params = { number: seal._id, anchor: anchorOf(seal), entity: entity.get().name };
  await mailer().send({
    to,
    subject: translate('es', 'admin.mail.seal.subject', params),
    text: translate('es', 'admin.mail.seal.text', params),
  });
}

export const jobs: readonly Job[] = [
  {
    name: 'admin.seal',
    at: '55 23 * * *',
    run: sealDaily,
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
