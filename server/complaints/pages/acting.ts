// The pages that ask before an act on a complaint, and the acts.
import { peopleOptions, positionOptions } from '../../people/index.ts';
import { today } from '../../platform/clock.ts';
import type { InputOf } from '../../platform/forms/forms.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { processOptions } from '../../processes/index.ts';
import { assign, classify } from '../classifying.ts';
import type * as forms from '../forms/acting.ts';
import { openFrom } from '../opening.ts';
import type { ComplaintSubject } from '../policy.ts';
import {
  annulled,
  asking,
  completing,
  confirming,
  extending,
  transferring,
  withdrawing,
} from '../present/asking.ts';
import { headOf } from '../present/showing.ts';
import { KINDS } from '../rules/terms.ts';
import { annul, askToComplete, complete, extend, prolongCompletion, transfer, withdraw } from '../timing.ts';
import { sentFiles, stillAttached } from './files.ts';

type Act<F> = Ctx<ComplaintSubject, InputOf<F>>;
type Ask = Ctx<ComplaintSubject>;

export async function askClassify(ctx: Ask): Promise<void> {
  ctx.page('complaints/classify', {
    ...headOf(ctx.subject, ctx),
    complaint: ctx.subject,
    kinds: named(KINDS, 'kind', ctx),
    processes: await processOptions(),
  });
}

export async function doClassify(ctx: Act<typeof forms.classifyForm>): Promise<void> {
  await classify(ctx.subject.code, ctx.input, ctx.user);
  await done(ctx, 'classified');
}

export async function askAssign(ctx: Ask): Promise<void> {
  const [positions, people] = await Promise.all([positionOptions(), peopleOptions()]);
  const { assignee } = ctx.subject;
  ctx.page('complaints/assign', {
    ...headOf(ctx.subject, ctx),
    assignees: [
      ...positions.map(({ value, label }) => ({ value: `position:${value}`, label })),
      ...people.map(({ value, label }) => ({ value: `person:${value}`, label })),
    ],
    assignee: assignee ? `${assignee.kind}:${assignee.id}` : '',
    classified: ctx.subject.classifiedAt !== null,
  });
}

export async function doAssign(ctx: Act<typeof forms.assignForm>): Promise<void> {
  const [kind, id = ''] = ctx.input.assignee.split(':');
  await assign(ctx.subject.code, { kind: kind === 'person' ? 'person' : 'position', id }, ctx.user);
  await done(ctx, 'assigned');
}

export const askMissing = (ctx: Ask): void => confirm(ctx, asking(ctx));
export async function doAsk(ctx: Act<typeof forms.askForm>): Promise<void> {
  await askToComplete(ctx.subject.code, ctx.input.missing, ctx.user);
  await done(ctx, 'asked');
}

export const askProlong = (ctx: Ask): void => confirm(ctx, confirming(ctx, 'prolong', 'plazo-complemento'));
export async function doProlong(ctx: Ask): Promise<void> {
  await prolongCompletion(ctx.subject.code, ctx.user);
  await done(ctx, 'prolonged');
}

export async function askComplete(ctx: Ask): Promise<void> {
  confirm(ctx, { ...completing(ctx), attached: await stillAttached(ctx) });
}
export async function doComplete(ctx: Act<typeof forms.completeForm>): Promise<void> {
  const files = await sentFiles(ctx.req);
  await complete(ctx.subject.code, { text: ctx.input.text, files }, ctx.user, ctx.actor);
  await done(ctx, 'completed');
}

export const askExtend = (ctx: Ask): void => confirm(ctx, extending(ctx));
export async function doExtend(ctx: Act<typeof forms.extendForm>): Promise<void> {
  await extend(ctx.subject.code, ctx.input, ctx.user);
  await done(ctx, 'extended');
}

export const askTransfer = (ctx: Ask): void => confirm(ctx, transferring(ctx));
export async function doTransfer(ctx: Act<typeof forms.transferForm>): Promise<void> {
  await transfer(ctx.subject.code, ctx.input, ctx.user);
  await done(ctx, 'transferred');
}

export const askWithdraw = (ctx: Ask): void => confirm(ctx, withdrawing(ctx));
export async function doWithdraw(ctx: Act<typeof forms.withdrawForm>): Promise<void> {
  const { tacit, reason, notice } = ctx.input;
  await withdraw(ctx.subject.code, { tacit: tacit === 'tacit', reason, notice }, ctx.user);
  await done(ctx, 'withdrawn');
}

export const askAnnul = (ctx: Ask): void => confirm(ctx, annulled(ctx));
export async function doAnnul(ctx: Act<typeof forms.reasonForm>): Promise<void> {
  await annul(ctx.subject.code, ctx.input.reason, ctx.user);
  await done(ctx, 'annulled');
}

export async function askNonconformity(ctx: Ask): Promise<void> {
  ctx.page('complaints/nonconformity', {
    ...headOf(ctx.subject, ctx),
    process: ctx.subject.processName,
    grades: named(['major', 'minor', 'observation'], 'grade', ctx),
    positions: await positionOptions(),
    leader: ctx.subject.processLeader,
  });
}
export async function doNonconformity(ctx: Act<typeof forms.nonconformityForm>): Promise<void> {
  const { code } = await openFrom(ctx.subject.code, { ...ctx.input, found: today() }, ctx.user);
  await ctx.redirect(`/pqrsd/${ctx.subject.code}`, {
    key: 'complaints.flash.nonconformity',
    params: { code },
  });
}

function named(values: readonly string[], group: string, { t }: Pick<Ctx, 't'>) {
  return values.map((value) => ({ value, label: t(`complaints.${group}.${value}`) }));
}

export function confirm(ctx: Ask, asked: Record<string, unknown>): void {
  ctx.page('complaints/act', { ...headOf(ctx.subject, ctx), ...asked });
}

export function done(ctx: Pick<Ask, 'subject' | 'redirect'>, what: string): Promise<void> {
  const { code } = ctx.subject;
  return ctx.redirect(`/pqrsd/${code}`, { key: `complaints.flash.${what}`, params: { code } });
}
