// Integrity: what the last check found, a check to be started now, and the seals to print and keep elsewhere.
import { anchorOf, listSeals, makeSeal } from '../../platform/audit/seals.ts';
import { entries } from '../../platform/audit/trail.ts';
import { heads } from '../../platform/audit/trail.ts';
import { pageOf, PAGE_SIZE, skipFor } from '../../platform/db/paging.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { currentRun, type IntegrityRun, lastRun, startRun } from '../../platform/integrity/runs.ts';
import { sayFault } from '../../platform/integrity/saying.ts';
import { formatDateTime } from '../../platform/words/index.ts';
import { STEPS } from '../../platform/integrity/verifying.ts';

type Paged = Ctx<undefined, undefined, { pagina: number }>;

export async function showIntegrity(ctx: Paged): Promise<void> {
  const { t, query } = ctx;
  const [last, seals, open] = await Promise.all([
    lastRun(),
    listSeals({ skip: skipFor(query.pagina), limit: PAGE_SIZE }),
    heads().countDocuments({ open: true }),
  ]);
  const rows = seals.rows.map((seal) => ({
    ...seal,
    number: seal._id,
    anchor: anchorOf(seal),
    why: t(`admin.integrity.reason.${seal.reason}`),
  }));
  ctx.page('admin/integrity', {
    title: t('admin.integrity.title'),
    running: currentRun() && progressOf(currentRun() as IntegrityRun, ctx),
    last: last && shownRun(last, ctx),
    list: pageOf(rows, seals.total, query.pagina),
    newest: rows[0],
    open,
    entries: await entries().estimatedDocumentCount(),
    can: { check: ctx.may('admin.check_integrity') },
    printLine: t('admin.integrity.print_line'),
  });
}

export async function checkNow(ctx: Ctx<undefined, object>): Promise<void> {
  const started = startRun(ctx.user.name);
  started?.catch((error: unknown) => ctx.req.log.error({ err: error }, 'integrity check failed'));
  await ctx.redirect('/integridad', {
    kind: 'info',
    key: started ? 'admin.integrity.started' : 'admin.integrity.already_running',
  });
}

export async function sealNow(ctx: Ctx<undefined, object>): Promise<void> {
  const seal = await makeSeal('request');
  await ctx.redirect(
    '/integridad',
    seal
      ? { key: 'admin.integrity.sealed', params: { number: seal._id } }
      : { kind: 'info', key: 'admin.integrity.nothing' },
  );
}

function progressOf(run: IntegrityRun, { t }: Pick<Paged, 't'>) {
  const step = run.tally.step ?? 'trail';
  return {
    text: t('admin.integrity.running', {
      step: t(`admin.integrity.step.${step}`),
      number: STEPS.indexOf(step) + 1,
      steps: STEPS.length,
      count: run.tally.entries + run.tally.files,
    }),
    found: run.found,
  };
}

function shownRun(run: IntegrityRun, { t, language }: Pick<Paged, 't' | 'language'>) {
  const state = run.failure ? { kind: 'warn', text: t('admin.integrity.stopped') } : run.found > 0 ? { kind: 'bad', text: t('admin.integrity.found', { count: run.found }) } : { kind: 'ok', text: t('admin.integrity.sound') }; // prettier-ignore
  const { subjects, entries, seals, unsealed, files } = run.tally;
  return {
    state,
    failure: run.failure,
    faults: run.faults.slice(0, 100).map((fault) => ({
      subject: fault.subject,
      says: sayFault(fault, language),
      what: t(`admin.integrity.check.${fault.check}`),
    })),
    more: Math.max(0, run.found - 100),
    facts: [
      { label: t('admin.integrity.ended'), value: formatDateTime(run.endedAt, language) },
      { label: t('admin.integrity.by'), value: run.by === 'system' ? t('admin.trail.actor.system') : run.by },
      ...Object.entries({ entries, subjects, seals, unsealed, files }).map(([name, value]) => ({
        label: t(`admin.integrity.tally.${name}`),
        value,
      })),
    ],
  };
}
