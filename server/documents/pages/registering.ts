// Registering a document, correcting its data, and starting its next version.
import { foldText } from '../../platform/search/terms.ts';
import { acceptAttribute } from '../../platform/files/index.ts';
import { Invalid } from '../../platform/errors.ts';
import type { User } from '../../platform/access/roles.ts';
import type { InputOf } from '../../platform/forms/forms.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { positionsByIds } from '../../people/index.ts';
import { processesByIds } from '../../processes/index.ts';
import { startVersion } from '../drafting.ts';
import { beginWriting } from '../locking.ts';
import type { dataForm, newDocumentForm, proposalForm, startForm } from '../forms/writing.ts';
import type { DocumentSubject } from '../policy.ts';
import { documentHead, pathOf } from '../present/showing.ts';
import { loadVersion } from '../queries/loading.ts';
import { proposedCode, registrationOptions } from '../queries/writing.ts';
import { typeById } from '../queries/types.ts';
import { createDocument, describeDocument } from '../registering.ts';
import { nextLabel } from '../rules.ts';
import { startingText } from '../text/index.ts';
import type { Content } from '../version.ts';
import { DOCUMENT_KINDS, sentFile, stillAttached } from './files.ts';

type NewInput = InputOf<typeof newDocumentForm>;

export async function blank(ctx: Ctx): Promise<void> {
  await showBlank(ctx, null);
}

/** Without scripts too: the same page again, with the code proposed and everything typed kept. */
export async function propose(ctx: Ctx<undefined, InputOf<typeof proposalForm>>): Promise<void> {
  const code = await proposedCode(ctx.input.type, ctx.input.process);
  ctx.form.values = { ...(ctx.req.body as Record<string, unknown>), ...(code ? { code } : {}) };
  if (!code) ctx.form.errors = { code: [ctx.t('documents.form.code_not_proposed')] };
  await showBlank(ctx, code);
}

export async function create(ctx: Ctx<undefined, NewInput>): Promise<void> {
  const { input, user } = ctx;
  const file = await sentFile(ctx.req);
  const code = input.code || (await proposedCode(input.type, input.process)) || '';
  if (input.start === 'file' && !file) throw Invalid.field('file', 'documents.form.file');
  const content: Content =
    input.start === 'file' && file ? file : { kind: 'text', markdown: await firstText({ ...input, code }) };
  const made = await createDocument({ ...input, ...belonging(input), code, content, reason: '' }, user);
  const next = input.start === 'file' ? pathOf(made, 'versiones', 1) : await toEditor(made, 1, user);
  await ctx.redirect(next, { key: 'documents.new.done', params: { code: made } });
}

export async function data(ctx: Ctx<DocumentSubject>): Promise<void> {
  const { subject: document } = ctx;
  const type = await typeById(String(document.type));
  ctx.page('documents/data', {
    ...documentHead(document, ctx, ''),
    document,
    isForm: type?.isForm || document.formOf !== null,
    options: await registrationOptions(ctx.user),
  });
}

export async function describe(ctx: Ctx<DocumentSubject, InputOf<typeof dataForm>>): Promise<void> {
  const { title, process, owner } = ctx.input;
  await describeDocument(ctx.subject.code, { title, process, owner, ...belonging(ctx.input) }, ctx.user);
  await ctx.redirect(pathOf(ctx.subject.code), { key: 'documents.data.done' });
}

export async function askStart(ctx: Ctx<DocumentSubject>): Promise<void> {
  const { subject: document } = ctx;
  const { working } = document;
  if (working)
    return ctx.redirect(pathOf(document.code, 'versiones', working.number), {
      kind: 'warn',
      key: 'documents.refusal.version_on_its_way',
      params: { label: working.label },
    });
  ctx.page('documents/start', {
    ...documentHead(document, ctx, ''),
    nextLabel: nextLabel(document.current?.label ?? null),
  });
}

export async function start(ctx: Ctx<DocumentSubject, InputOf<typeof startForm>>): Promise<void> {
  const { code } = ctx.subject;
  const number = await startVersion(code, ctx.input, ctx.user);
  await ctx.redirect(await toEditor(code, number, ctx.user), { key: 'documents.start.done' });
}

/** Whoever makes a draft begins to write in it. Returns where. */
async function toEditor(code: string, number: number, user: User): Promise<string> {
  const { version } = await loadVersion({ code, number: String(number) }, user);
  await beginWriting(String(version._id), user);
  return pathOf(code, 'versiones', number, 'editar');
}

async function showBlank(ctx: Omit<Ctx, 'input'>, proposed: string | null): Promise<void> {
  const attached = await stillAttached(ctx);
  ctx.page('documents/new', {
    title: ctx.t('documents.new.title'),
    crumbs: [
      { href: '/documentos', label: ctx.t('documents.title') },
      { label: ctx.t('documents.new.title') },
    ],
    options: await registrationOptions(ctx.user),
    starts: ['text', 'file'].map((value) => ({
      value,
      label: ctx.t(`documents.new.start.${value}`),
      hint: ctx.t(`documents.new.start_hint.${value}`),
    })),
    proposed,
    accept: acceptAttribute(DOCUMENT_KINDS),
    attached,
  });
}

async function firstText(input: NewInput): Promise<string> {
  const [type, [process], [owner]] = await Promise.all([
    typeById(input.type),
    input.process ? processesByIds([input.process]) : [],
    input.owner ? positionsByIds([input.owner]) : [],
  ]);
  return startingText({
    code: input.code.toUpperCase(),
    title: input.title,
    type: foldText(type?.name ?? ''),
    process: process ? `${process.code} ${process.name}` : '',
    owner: owner?.name ?? '',
    label: input.label,
  });
}

function belonging(input: { procedure: string | null; recordKind: string }) {
  const { procedure, recordKind } = input;
  return { formOf: procedure ? { procedure, recordKind } : null };
}
