// The pages of a reply: written, approved or sent back, sent, its delivery proved, rated.
import type { InputOf } from '../../platform/forms/forms.ts';
import type { Ctx } from '../../platform/http/context.ts';
import type * as forms from '../forms/acting.ts';
import type { ComplaintSubject } from '../policy.ts';
import { approving, proving, returning, sending } from '../present/asking.ts';
import { headOf } from '../present/showing.ts';
import { approveReply, draftReply, proveDelivery, rate, returnReply, sendReply } from '../replying.ts';
import { confirm, done } from './acting.ts';
import { sentFiles, stillAttached } from './files.ts';

type Act<F> = Ctx<ComplaintSubject, InputOf<F>>;
type Ask = Ctx<ComplaintSubject>;

export async function askDraft(ctx: Ask): Promise<void> {
  ctx.page('complaints/draft', {
    ...headOf(ctx.subject, ctx),
    complaint: ctx.subject,
    text: ctx.subject.reply?.text ?? ctx.subject.returned.at(-1)?.text ?? '',
    attached: await stillAttached(ctx),
  });
}
export async function doDraft(ctx: Act<typeof forms.draftForm>): Promise<void> {
  await draftReply(ctx.subject.code, { text: ctx.input.text, files: await sentFiles(ctx.req) }, ctx.user);
  await done(ctx, 'drafted');
}

export const askApprove = (ctx: Ask): void => confirm(ctx, approving(ctx));
export async function doApprove(ctx: Act<typeof forms.approveForm>): Promise<void> {
  await approveReply(ctx.subject.code, ctx.input, ctx.user);
  await done(ctx, 'approved');
}

export const askReturn = (ctx: Ask): void => confirm(ctx, returning(ctx));
export async function doReturn(ctx: Act<typeof forms.returnForm>): Promise<void> {
  await returnReply(ctx.subject.code, ctx.input, ctx.user);
  await done(ctx, 'returned');
}

export const askSend = (ctx: Ask): void => confirm(ctx, sending(ctx));
export async function doSend(ctx: Act<typeof forms.sendForm>): Promise<void> {
  await sendReply(ctx.subject.code, ctx.input, ctx.user);
  await done(ctx, 'sent');
}

export async function askProve(ctx: Ask): Promise<void> {
  confirm(ctx, { ...proving(ctx), attached: await stillAttached(ctx) });
}
export async function doProve(ctx: Act<typeof forms.proveForm>): Promise<void> {
  await proveDelivery(ctx.subject.code, { ...ctx.input, files: await sentFiles(ctx.req) }, ctx.user);
  await done(ctx, 'proved');
}

export function askRate(ctx: Ask): void {
  const scores = [5, 4, 3, 2, 1].map((score) => ({ value: String(score), label: ctx.t(`complaints.score.s${score}`) })); // prettier-ignore
  ctx.page('complaints/rate', { ...headOf(ctx.subject, ctx), scores });
}
export async function doRate(ctx: Act<typeof forms.rateForm>): Promise<void> {
  await rate(ctx.subject.code, ctx.input, ctx.user, ctx.actor);
  await done(ctx, 'rated');
}
