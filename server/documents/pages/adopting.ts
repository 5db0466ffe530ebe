// Adoption: what waits for a second person, what the library offers, and the form that takes an existing document as in force.
import { Invalid, NotFound } from '../../platform/errors.ts';
import { acceptAttribute } from '../../platform/files/index.ts';
import type { InputOf } from '../../platform/forms/forms.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { formatDateTime } from '../../platform/words/index.ts';
import { proposeAdoption } from '../adopting.ts';
import type { adoptionForm } from '../forms/adopting.ts';
import { libraryProcedures, sourceApprovals, sourceLabel } from '../library.ts';
import { pathOf } from '../present/showing.ts';
import { loadedDraft, pendingAdoptions, procedureChoices } from '../queries/adopting.ts';
import { registrationOptions } from '../queries/writing.ts';
import { factsOf, stockProcedures } from '../stocking.ts';
import { isStated } from '../text/index.ts';
import type { Content, SourceApproval } from '../version.ts';
import { DOCUMENT_KINDS, sentFile, stillAttached } from './files.ts';

type Adopted = InputOf<typeof adoptionForm>;
const ACTS = ['elaboro', 'reviso', 'aprobo'] as const;

export async function list(ctx: Ctx): Promise<void> {
  const [pending, choices] = await Promise.all([pendingAdoptions(), procedureChoices()]);
  ctx.page('documents/adoptions', {
    title: ctx.t('documents.adoptions.title'),
    crumbs: crumbsOf(ctx),
    pending: pending.map((one) => ({
      href: pathOf(one.code, 'versiones', one.number),
      label: one.code,
      note: `${one.title} · ${ctx.t('documents.adopted.by', { who: one.by, at: formatDateTime(one.at, ctx.language) })}`,
    })),
    choices: choices.map((one) => ({
      ...one,
      version: isStated(one.version) ? one.version : '',
      date: isStated(one.date) ? one.date : '',
      href: `/documentos/adopciones/nueva?procedimiento=${encodeURIComponent(one.code)}`,
    })),
    can: { propose: ctx.may('documents.propose_adoption'), import: ctx.may('documents.see_imports') },
  });
}

/** Brings a procedure of the library in as a draft, to be adjusted and sent on its route (G1f). */
export async function load(ctx: Ctx<undefined, { procedure: string }>): Promise<void> {
  const { procedure } = ctx.input;
  const known = (await libraryProcedures()).some((one) => one.code === procedure);
  if (!known) throw new NotFound();
  await stockProcedures([procedure], ctx.actor);
  await ctx.redirect(pathOf(procedure), { key: 'documents.adoptions.loaded', params: { code: procedure } });
}

export async function blank(ctx: Ctx<undefined, undefined, { procedimiento: string }>): Promise<void> {
  await showForm(ctx, ctx.query.procedimiento);
}

export async function again(ctx: Ctx): Promise<void> {
  const { procedure } = ctx.form.values;
  await showForm(ctx, typeof procedure === 'string' ? procedure : '');
}

async function showForm(ctx: Omit<Ctx, 'query'>, code: string): Promise<void> {
  const procedure = (await libraryProcedures()).find((one) => one.code === code);
  const draft = procedure && (await loadedDraft(code));
  const facts = procedure && { ...(await factsOf(procedure)), ...draft?.facts };
  const approvals = procedure ? sourceApprovals(procedure.header) : [];
  ctx.page('documents/adopt', {
    title: ctx.t('documents.adoptions.new'),
    crumbs: [...crumbsOf(ctx), { label: ctx.t('documents.adoptions.new') }],
    procedure,
    replaced: draft?.label,
    facts: facts && {
      ...facts,
      label: sourceLabel(procedure.header),
      effective: /^\d{4}-\d{2}-\d{2}$/.test(procedure.header.date) ? procedure.header.date : '',
      sourceDate: isStated(procedure.header.date) ? procedure.header.date : '',
    },
    approvals: ACTS.map((act) => ({
      positionName: `${act}_position`,
      dateName: `${act}_date`,
      positionLabel: ctx.t(`documents.adoptions.${act}`),
      optional: act !== 'aprobo',
      position: said(approvals, act, 'position'),
      date: said(approvals, act, 'date'),
    })),
    options: await registrationOptions(ctx.user),
    accept: acceptAttribute(DOCUMENT_KINDS),
    attached: await stillAttached(ctx),
  });
}

export async function propose(ctx: Ctx<undefined, Adopted>): Promise<void> {
  const { input, user } = ctx;
  const { type, process, owner, code, title, label, effective, sourceDate, note } = input;
  const content = await contentOf(ctx);
  const facts = {
    code,
    title,
    type,
    process,
    owner,
    formOf: null,
    content,
    label,
    effective,
    sourceDate,
    note,
  };
  const adopted = await proposeAdoption(
    {
      ...facts,
      approvals: approvalsOf(input),
      fromLibrary: content.kind === 'text' && input.procedure === code,
    },
    user,
  );
  await ctx.redirect(pathOf(adopted.code, 'versiones', adopted.number), {
    key: 'documents.adoptions.proposed',
    params: { code: adopted.code },
  });
}

/** The text of the library's procedure, or the file that was sent. */
async function contentOf(ctx: Ctx<undefined, Adopted>): Promise<Content> {
  const procedure = (await libraryProcedures()).find((one) => one.code === ctx.input.procedure);
  const file = await sentFile(ctx.req);
  if (file) return file;
  if (procedure) return { kind: 'text', markdown: procedure.markdown };
  throw Invalid.field('file', 'documents.form.file');
}

function approvalsOf(input: Adopted): SourceApproval[] {
  return ACTS.map((act) => ({ act, position: input[`${act}_position`], date: input[`${act}_date`] })).filter(
    (one) => one.position,
  );
}

/** Several people of one act are one line: `Cargo A; Cargo B`. */
function said(approvals: SourceApproval[], act: SourceApproval['act'], part: 'position' | 'date'): string {
  const parts = approvals.filter((one) => one.act === act).map((one) => one[part]);
  return [...new Set(parts.filter(isStated))].join('; ');
}

function crumbsOf(ctx: Pick<Ctx, 't'>): { href?: string; label: string }[] {
  return [
    { href: '/documentos', label: ctx.t('documents.title') },
    { href: '/documentos/adopciones', label: ctx.t('documents.adoptions.title') },
  ];
}
