// Pages of a transfer: its inventory, and the signature of who receives it.
import type { InputOf } from '../../../platform/forms/forms.ts';
import type { Ctx } from '../../../platform/http/context.ts';
import { formatDateTime } from '../../../platform/words/index.ts';
import type * as forms from '../forms.ts';
import { lineRows, transferState } from '../present/disposals.ts';
import { hidingFor } from '../queries/disposals.ts';
import { dropTransfer, receiveTransfer } from '../transferring.ts';
import type { TransferRecord } from '../transfer.ts';

export async function show(ctx: Ctx<TransferRecord>): Promise<void> {
  const { subject: transfer, t, language } = ctx;
  const { prepared, received, lines, code, state } = transfer;
  const can = ctx.may('records.receive_transfer') && state === 'prepared';
  ctx.page('records/disposal_transfer', {
    ...headOf(transfer, ctx),
    facts: [
      { label: t('records.disposal.field.prepared'), value: `${prepared.name}, ${formatDateTime(prepared.at, language)}` },
      ...(received ? [{ label: t('records.transfer.received_by'), value: `${received.name}, ${formatDateTime(received.at, language)}` }] : []),
    ],
    lines: lineRows(lines, await hidingFor(ctx.user), `/transferencias/${code}`, false),
    can: { receive: can && prepared.by !== ctx.user.id, drop: can },
    ownNote: can && prepared.by === ctx.user.id,
  });
} // prettier-ignore

export function askReceive(ctx: Ctx<TransferRecord>): void {
  ask(ctx, 'receive', { signs: ctx.subject.sha256 });
}

export async function received(ctx: Ctx<TransferRecord, InputOf<typeof forms.signatureForm>>): Promise<void> {
  await receiveTransfer(ctx.subject.code, ctx.input, ctx.user);
  await ctx.redirect(`/transferencias/${ctx.subject.code}`, { key: 'records.transfer.flash.received' });
}

export function askDrop(ctx: Ctx<TransferRecord>): void {
  ask(ctx, 'drop', { reason: true, danger: true });
}

export async function dropped(ctx: Ctx<TransferRecord, InputOf<typeof forms.reasonForm>>): Promise<void> {
  await dropTransfer(ctx.subject.code, ctx.input.reason, ctx.user);
  await ctx.redirect(`/transferencias/${ctx.subject.code}`, { key: 'records.transfer.flash.dropped' });
}

function ask(ctx: Ctx<TransferRecord>, act: string, extra: Record<string, unknown>): void {
  const say = (part: string): string => ctx.t(`records.transfer.ask.${act}.${part}`);
  ctx.page('records/disposal_ask', {
    ...headOf(ctx.subject, ctx),
    ask: { title: say('title'), text: say('text'), button: say('button') },
    action: ctx.req.path,
    ...extra,
  });
}

function headOf(transfer: TransferRecord, { t }: Pick<Ctx, 't'>) {
  const path = `/transferencias/${transfer.code}`;
  return {
    title: transfer.note,
    crumbs: [{ label: t('records.disposal.many'), href: '/disposicion' }, { label: transfer.code, href: path }],
    disposal: transfer,
    path,
    state: transferState(transfer, t),
  };
} // prettier-ignore
