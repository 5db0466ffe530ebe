// How this copy is doing: version, database, storage, scanner, mail, and when each job last ran.
import { hasScanner } from '../../platform/files/index.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { jobRuns } from '../../platform/jobs/jobs.ts';
import { schemaVersion } from '../../platform/db/migrations/index.ts';
import { isWord } from '../../platform/words/index.ts';
import { VERSION } from '../../platform/version.ts';
import { thisCopy } from '../copy.ts';

export async function showSystem(ctx: Ctx): Promise<void> {
  const { t } = ctx;
  const { database, storageDir, url } = thisCopy();
  const scanner = hasScanner();
  ctx.page('admin/system', {
    title: t('admin.system.title'),
    facts: [
      { label: t('admin.system.version'), value: VERSION },
      { label: t('admin.system.schema'), value: await schemaVersion() },
      { label: t('admin.system.node'), value: process.versions.node },
      { label: t('admin.system.database'), value: t(`admin.system.database_is.${database}`) },
      { label: t('admin.system.storage'), value: storageDir },
      { label: t('admin.system.url'), value: url },
      {
        label: t('admin.system.scanner'),
        state: {
          kind: scanner ? 'ok' : 'warn',
          text: t(`admin.system.scanner_is.${scanner ? 'present' : 'absent'}`),
        },
      },
    ],
    scanner,
    jobs: (await jobRuns()).map((job) => ({ ...job, says: saidOf(job.name, t), state: stateOf(job, t) })),
  });
}

/** What a job does, in words; one that an earlier version left behind keeps its name. */
function saidOf(name: string, t: Ctx['t']): string {
  return isWord(`admin.job.${name}`) ? t(`admin.job.${name}`) : name;
}

function stateOf(
  job: { running: boolean; failure: string | null; lastRun: Date | null },
  t: Ctx['t'],
): { kind: string; text: string } {
  if (job.running) return { kind: 'info', text: t('admin.system.job.running') };
  if (job.failure) return { kind: 'bad', text: t('admin.system.job.failed') };
  return job.lastRun
    ? { kind: 'ok', text: t('admin.system.job.done') }
    : { kind: 'off', text: t('admin.system.job.never') };
}
