// Pages of holds: set one on a record or its expediente, lift one; and a record's legibility, read again on request.
import type { InputOf } from '../../../platform/forms/forms.ts';
import type { Ctx } from '../../../platform/http/context.ts';
import type { RecordRecord } from '../../record.ts';
import type * as forms from '../forms.ts';
import type { HoldRecord } from '../hold.ts';
import { liftHold, setHold } from '../holding.ts';
import { legibilityFor, readAgain } from '../reading-back.ts';

export function ask(ctx: Ctx<RecordRecord>): void {
  const { code, fileCode } = ctx.subject;
  const on = [{ value: 'record', label: ctx.t('records.hold.on_record', { code }) }];
  if (fileCode) on.push({ value: 'file', label: ctx.t('records.hold.on_file', { code: fileCode }) });
  ctx.page('records/disposal_hold', { ...headOf(ctx.subject.code, ctx), on, action: ctx.req.path });
}

export async function set(ctx: Ctx<RecordRecord, InputOf<typeof forms.holdForm>>): Promise<void> {
  const { code, fileCode } = ctx.subject;
  const isFile = ctx.input.on === 'file' && fileCode !== '';
  await setHold(isFile ? 'file' : 'record', isFile ? fileCode : code, ctx.input.reason, ctx.user);
  await ctx.redirect(`/registros/${code}`, { key: 'records.hold.flash.set' });
}

export function askLift(ctx: Ctx<HoldRecord>): void {
  const say = (part: string): string => ctx.t(`records.hold.ask.lift.${part}`);
  ctx.page('records/disposal_ask', {
    title: ctx.subject.code,
    path: pathOf(ctx.subject),
    ask: { title: say('title'), text: say('text'), button: say('button') },
    action: ctx.req.path,
    quote: ctx.subject.reason,
    reason: true,
  });
}

export async function lifted(ctx: Ctx<HoldRecord, InputOf<typeof forms.reasonForm>>): Promise<void> {
  await liftHold(String(ctx.subject._id), ctx.input.reason, ctx.user);
  await ctx.redirect(pathOf(ctx.subject), { key: 'records.hold.flash.lifted' });
}

export async function legibility(ctx: Ctx<RecordRecord>): Promise<void> {
  const { t } = ctx;
  const check = await legibilityFor(String(ctx.subject._id));
  ctx.page('records/legibility', {
    ...headOf(ctx.subject.code, ctx),
    check: check && {
      ...check,
      files: check.files.map((one) => ({
        ...one,
        tag: {
          kind: one.state === 'legible' ? 'ok' : one.state === 'picture' ? 'info' : 'bad',
          text: t(`records.legibility.state.${one.state}`),
        },
      })),
    },
    action: ctx.req.path,
    can: { again: check !== null && ctx.subject.state !== 'disposed' && ctx.may('records.hold') },
  });
}

export async function again(ctx: Ctx<RecordRecord>): Promise<void> {
  const isLegible = await readAgain(String(ctx.subject._id), ctx.actor);
  await ctx.redirect(`/registros/${ctx.subject.code}/legibilidad`, {
    kind: isLegible ? 'ok' : 'warn',
    key: isLegible ? 'records.legibility.flash.legible' : 'records.legibility.flash.failed',
  });
}

function headOf(code: string, { t }: Pick<Ctx, 't'>) {
  const path = `/registros/${code}`;
  return { title: code, path, crumbs: [{ label: t('records.title'), href: '/registros' }, { label: code, href: path }] }; // prettier-ignore
}

function pathOf(hold: HoldRecord): string {
  return hold.kind === 'record' ? `/registros/${hold.code}` : `/expedientes/${hold.code}`;
}
