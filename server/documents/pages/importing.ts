// Imports: what was brought in, a new one with its dry run and report, and the batch that a second person confirms.
import { today } from '../../platform/clock.ts';
import { pageOf, PAGE_SIZE, skipFor } from '../../platform/db/paging.ts';
import { Invalid } from '../../platform/errors.ts';
import { acceptAttribute, type Kind } from '../../platform/files/index.ts';
import { accepts, attachmentsOf, type Attachment } from '../../platform/http/attachments.ts';
import type { Ctx } from '../../platform/http/context.ts';
import type { BatchRecord } from '../batch.ts';
import { confirmBatch, refuseBatch } from '../importing/confirming.ts';
import { importTrial } from '../importing/proposing.ts';
import { importTemplate } from '../importing/template.ts';
import type { Trial } from '../importing/trial.ts';
import { beginTrial, resumeTrial } from '../importing/trying.ts';
import { batchRows, batchSummary, trialReport, trialSummary } from '../present/importing.ts';
import { latestBatches, openTrials, statesOf } from '../queries/importing.ts';

const HOME = '/documentos/importaciones';
const LIST: readonly Kind[] = ['xlsx', 'csv'];
const ARCHIVE: readonly Kind[] = ['zip'];
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const importUpload = accepts({ allowed: [...LIST, ...ARCHIVE], megabytes: 200, files: 2 });

export async function list(ctx: Ctx): Promise<void> {
  const { t } = ctx;
  const mayImport = ctx.may('documents.import');
  const [batches, trials] = await Promise.all([latestBatches(), mayImport ? openTrials(ctx.user) : []]);
  ctx.page('documents/imports', {
    title: t('documents.import.title'),
    crumbs: crumbsOf(ctx),
    can: { import: mayImport },
    batches: batches.map((one) => batchSummary(one, one.count, t)),
    trials: trials.map((one) => trialSummary(one, t)),
    accept: { list: acceptAttribute(LIST), archive: acceptAttribute(ARCHIVE) },
    attached: { list: await attached(ctx, 'list'), archive: await attached(ctx, 'archive') },
  });
}

export async function template(ctx: Ctx): Promise<void> {
  const bytes = await importTemplate(ctx.language);
  ctx.download(`${ctx.t('documents.import.template_name')}.xlsx`, XLSX, bytes);
}

/** Takes both files and begins the dry run. */
export async function send(ctx: Ctx): Promise<void> {
  const [sentList] = await attachmentsOf(ctx.req, 'list');
  const [archive] = await attachmentsOf(ctx.req, 'archive');
  if (!isOf(sentList, LIST)) throw Invalid.field('list', 'documents.import.form.list');
  if (!isOf(archive, ARCHIVE)) throw Invalid.field('archive', 'documents.import.form.archive');
  const id = await beginTrial(named(sentList), named(archive), ctx.user);
  await ctx.redirect(`${HOME}/ensayos/${id}`);
}

export function trial(ctx: Ctx<Trial>): void {
  const { subject, t } = ctx;
  ctx.page('documents/import_trial', {
    title: t('documents.import.trial.title'),
    crumbs: crumbsOf(ctx, t('documents.import.trial.title')),
    path: `${HOME}/ensayos/${subject._id}`,
    ...trialReport(subject, t),
  });
}

export async function again(ctx: Ctx<Trial>): Promise<void> {
  await resumeTrial(ctx.subject);
  await ctx.redirect(`${HOME}/ensayos/${ctx.subject._id}`);
}

export async function take(ctx: Ctx<Trial>): Promise<void> {
  const note = ctx.t('documents.import.default_note', { name: ctx.subject.list.name, day: today().split('-').reverse().join('/') }); // prettier-ignore
  const batch = await importTrial(ctx.subject._id, note, ctx.user);
  await ctx.redirect(`${HOME}/${batch}`, { key: 'documents.import.done' });
}

export async function batch(ctx: Ctx<BatchRecord, undefined, { pagina: number }>): Promise<void> {
  const page = ctx.query?.pagina ?? 1;
  const { subject, t } = ctx;
  const rows = batchRows(subject, await statesOf(subject), t);
  const skip = skipFor(page);
  const open = subject.state === 'proposed';
  ctx.page('documents/batch', {
    title: t('documents.import.batch.title'),
    crumbs: crumbsOf(ctx, t('documents.import.batch.crumb')),
    path: pathOfBatch(subject),
    batch: subject,
    ...batchSummary(subject, subject.rows.length, t),
    list: pageOf(rows.slice(skip, skip + PAGE_SIZE), rows.length, page),
    can: {
      confirm: open && ctx.may('documents.confirm_import', subject),
      refuse: open && ctx.may('documents.refuse_import', subject),
    },
  });
}

export async function batchAgain(ctx: Ctx<BatchRecord>): Promise<void> {
  await batch(ctx as unknown as Ctx<BatchRecord, undefined, { pagina: number }>);
}

export async function confirm(ctx: Ctx<BatchRecord, { sha256: string; password: string }>): Promise<void> {
  await confirmBatch(String(ctx.subject._id), ctx.input, ctx.user);
  await ctx.redirect(pathOfBatch(ctx.subject), { key: 'documents.import.batch.confirmed' });
}

export function askRefuse(ctx: Ctx<BatchRecord>): void {
  const { subject, t } = ctx;
  ctx.page('documents/batch_refuse', {
    title: t('documents.import.batch.title'),
    crumbs: crumbsOf(ctx, t('documents.import.batch.crumb')),
    path: pathOfBatch(subject),
    count: subject.rows.length,
  });
}

export async function refuse(ctx: Ctx<BatchRecord, { reason: string }>): Promise<void> {
  await refuseBatch(String(ctx.subject._id), ctx.input, ctx.user);
  await ctx.redirect(pathOfBatch(ctx.subject), { key: 'documents.import.batch.refused' });
}

function isOf(file: Attachment | undefined, allowed: readonly Kind[]): file is Attachment {
  return file !== undefined && allowed.some((kind) => file.name.toLowerCase().endsWith(`.${kind}`));
}

function named({ name, sha256 }: Attachment): { name: string; sha256: string } {
  return { name, sha256 };
}

/** The file that a returned form still holds. */
async function attached(ctx: Ctx, field: string): Promise<Attachment | null> {
  if (Object.keys(ctx.form.values).length === 0) return null;
  return attachmentsOf(ctx.req, field).then(([file]) => file ?? null, () => null); // prettier-ignore
}

function pathOfBatch(one: Pick<BatchRecord, '_id'>): string {
  return `${HOME}/${String(one._id)}`;
}

function crumbsOf({ t }: Pick<Ctx, 't'>, last?: string): Record<string, unknown>[] {
  const home = { href: '/documentos', label: t('documents.title') };
  const title = t('documents.import.title');
  return last ? [home, { href: HOME, label: title }, { label: last }] : [home, { label: title }];
}
