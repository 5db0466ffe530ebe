// Controlled copies: the stamped PDF, the list of numbered copies with their holders, and whom to recall.
import type { User } from '../../platform/access/roles.ts';
import { NotFound } from '../../platform/errors.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { closeCopy, makeCopy } from '../copying.ts';
import type { CopyRecord } from '../copy.ts';
import type { DocumentSubject, VersionSubject } from '../policy.ts';
import { documentHead, pathOf } from '../present/showing.ts';
import { controlledCopy, copiesOf, copyNumbered } from '../queries/copies.ts';
import { loadDocument } from '../queries/loading.ts';
import { Version, type VersionRecord } from '../version.ts';

export interface CopySubject {
  document: DocumentSubject;
  copy: CopyRecord;
}

export async function loadCopy(params: Record<string, string>, user: User | null): Promise<CopySubject> {
  const document = await loadDocument(params, user);
  const number = /^[1-9]\d{0,6}$/.test(params.copy ?? '') ? Number(params.copy) : 0;
  const copy = await copyNumbered(document._id, number);
  if (!copy) throw new NotFound();
  return { document, copy };
}

export async function pdf(ctx: Ctx<VersionSubject>): Promise<void> {
  const { document, version } = ctx.subject;
  const bytes = await controlledCopy(document, version, ctx.language);
  ctx.download(`${document.code}-v${version.label}.pdf`, 'application/pdf', bytes);
}

export async function list(ctx: Ctx<DocumentSubject>): Promise<void> {
  const { subject: document } = ctx;
  const copies = await copiesOf(document._id);
  ctx.page('documents/copies', {
    ...documentHead(document, ctx, 'copies'),
    copies: copies.map((copy) => ({
      ...copy,
      path: pathOf(document.code, 'copias', copy.number),
      outcome: copy.returned && ctx.t(`documents.copies.outcome.${copy.returned.outcome}`),
    })),
    toRecall: copies.filter((copy) => copy.recallSince && !copy.returned).length,
    canMake: document.state === 'in_force',
  });
}

export async function make(ctx: Ctx<DocumentSubject, { holder: string; place: string }>): Promise<void> {
  const number = await makeCopy(ctx.subject.code, ctx.input, ctx.user);
  await ctx.redirect(pathOf(ctx.subject.code, 'copias'), {
    key: 'documents.copies.made',
    params: { number: String(number) },
  });
}

export async function copyPdf(ctx: Ctx<CopySubject>): Promise<void> {
  const { document, copy } = ctx.subject;
  const version = await Version.findById(copy.version).lean<VersionRecord>();
  if (!version) throw new NotFound();
  const bytes = await controlledCopy(document, version, ctx.language, copy);
  ctx.download(`${document.code}-v${version.label}-copia-${copy.number}.pdf`, 'application/pdf', bytes);
}

export function end(ctx: Ctx<CopySubject>): void {
  const { document, copy } = ctx.subject;
  ctx.page('documents/copy_end', {
    ...documentHead(document, ctx, 'copies'),
    copy,
    back: pathOf(document.code, 'copias'),
    action: ctx.req.path,
  });
}

export async function close(
  ctx: Ctx<CopySubject, { outcome: 'returned' | 'destroyed' | 'lost'; note: string }>,
): Promise<void> {
  const { document, copy } = ctx.subject;
  await closeCopy(document.code, copy.number, ctx.input, ctx.user);
  await ctx.redirect(pathOf(document.code, 'copias'), {
    key: 'documents.copies.closed',
    params: { number: String(copy.number) },
  });
}
