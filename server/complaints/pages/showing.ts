// The page of one complaint, its files, and the look at a reserved identity.
import { NotFound, Refusal } from '../../platform/errors.ts';
import { DamagedFile, fileStore, MissingFile } from '../../platform/files/index.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { recordByCode } from '../../platform/links/kinds.ts';
import { lineOf } from '../../platform/links/lines.ts';
import { panel } from '../../platform/links/links.ts';
import { Invalid } from '../../platform/errors.ts';
import { refOf, relate, unrelate } from '../classifying.ts';
import type { ComplaintRecord } from '../complaint.ts';
import { renewSecret } from '../following.ts';
import type { ComplaintSubject } from '../policy.ts';
import { actsFor, clockOf, contentOf, factsOf, headOf, replyFor, warningsOf } from '../present/showing.ts';
import { reveal } from '../revealing.ts';

type Show = Ctx<ComplaintSubject>;

export async function show(ctx: Show): Promise<void> {
  const { subject: complaint, user } = ctx;
  const linked = await panel(refOf(complaint), user);
  const can = actsFor(complaint, user);
  ctx.page('complaints/show', {
    ...headOf(complaint, ctx),
    complaint,
    facts: factsOf(complaint, ctx),
    clock: clockOf(complaint, ctx),
    warnings: warningsOf(complaint, ctx),
    ...contentOf(complaint, ctx),
    ...replyFor(complaint, ctx),
    linked: linked.map((row) => ({
      ...lineOf(row, ctx.t),
      drop: can.relate && row.direction === 'out' && row.meaning === 'applies_to' && row.shown.id !== complaint.process ? row.shown : null,
    })),
    reads: complaint.reads,
    can,
  });
} // prettier-ignore

/** A file of the complaint, verified while it is read. @throws NotFound for one that is not of it */
export async function file(ctx: Show): Promise<void> {
  await sendFile(ctx, ctx.subject, String(ctx.req.params.sha256));
}

export async function sendFile(
  ctx: Pick<Ctx, 'download'>,
  { files }: Pick<ComplaintRecord, 'files'>,
  sha256: string,
): Promise<void> {
  const kept = files.find((one) => one.sha256 === sha256);
  if (!kept) throw new NotFound();
  try {
    ctx.download(kept.name, kept.type, await fileStore().read(sha256));
  } catch (error) {
    if (error instanceof DamagedFile || error instanceof MissingFile)
      throw new Refusal('complaints.refusal.file_damaged');
    throw error;
  }
}

/** Links it with the record that bears the code typed: a school, a plan's item, a document, a record. */
export async function addLink(ctx: Ctx<ComplaintSubject, { code: string }>): Promise<void> {
  const { code } = ctx.input;
  const found = (await recordByCode(code, ctx.user)) ?? (await recordByCode(code.toUpperCase(), ctx.user));
  if (!found || found.kind === 'complaint')
    throw Invalid.field('code', 'complaints.form.code_unknown', { code });
  await relate(ctx.subject.code, { kind: found.kind, id: found.id }, ctx.user);
  await ctx.redirect(`/pqrsd/${ctx.subject.code}`, { key: 'complaints.flash.related' });
}

export async function dropLink(ctx: Ctx<ComplaintSubject, { kind: string; id: string }>): Promise<void> {
  await unrelate(ctx.subject.code, ctx.input, ctx.user);
  await ctx.redirect(`/pqrsd/${ctx.subject.code}`, { key: 'complaints.flash.unrelated' });
}

export function askIdentity(ctx: Show): void {
  ctx.page('complaints/identity', {
    ...headOf(ctx.subject, ctx),
    reads: ctx.subject.reads,
    petitioner: null,
  });
}

/** Shown in the answer to the form itself: an address would show it again without a trace. */
export async function showIdentity(ctx: Ctx<ComplaintSubject, { reason: string }>): Promise<void> {
  const petitioner = await reveal(ctx.subject.code, ctx.input.reason, ctx.user);
  ctx.page('complaints/identity', { ...headOf(ctx.subject, ctx), petitioner, reads: [] });
}

export function askSecret(ctx: Show): void {
  ctx.page('complaints/secret', { ...headOf(ctx.subject, ctx), secret: null });
}

/** As with an identity: shown once, in the answer itself. */
export async function newSecret(ctx: Ctx<ComplaintSubject, { reason: string }>): Promise<void> {
  const secret = await renewSecret(ctx.subject.code, ctx.input.reason, ctx.user);
  ctx.page('complaints/secret', { ...headOf(ctx.subject, ctx), secret });
}
