// Pages of a transfer: its inventory, what is selected of it, and the signature of who receives it.
import type { InputOf } from '../../../platform/forms/forms.ts';
import type { Ctx } from '../../../platform/http/context.ts';
import { formatDateTime } from '../../../platform/words/index.ts';
import type * as forms from '../forms.ts';
import { masked } from '../../../platform/access/masking.ts';
import { toXlsx } from '../../../platform/tables/index.ts';
import { standing, type Line } from '../line.ts';
import { inventoryColumns, lineRows, transferState } from '../present/disposals.ts';
import { selectRecords } from '../selecting.ts';
import { hidingFor, type LineSubject } from '../queries/disposals.ts';
import { dropTransfer, receiveTransfer } from '../transferring.ts';
import type { TransferRecord } from '../transfer.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export async function show(ctx: Ctx<TransferRecord>): Promise<void> {
  const { subject: transfer, t, language } = ctx;
  const { prepared, received, lines, code, state, to, acta } = transfer;
  const unselected = standing(lines).filter((one) => one.disposition === 'S' && !one.selection).length;
  const can = ctx.may('records.receive_transfer') && state === 'prepared';
  ctx.page('records/disposal_transfer', {
    ...headOf(transfer, ctx),
    facts: [
      { label: t('records.transfer.destination'), value: t(`records.transfer.to.${to}`) },
      { label: t('records.disposal.field.prepared'), value: `${prepared.name}, ${formatDateTime(prepared.at, language)}` },
      ...(received ? [{ label: t('records.transfer.received_by'), value: `${received.name}, ${formatDateTime(received.at, language)}` }] : []),
      ...(acta ? [{ label: t('records.transfer.since'), day: acta.day }, { label: t('records.transfer.acta.title'), value: acta.record, href: `/registros/${acta.record}` }] : []),
    ],
    lines: lineRows(lines, await hidingFor(ctx.user), `/transferencias/${code}`, false).map((line) => ({ ...line, ...selectionOf(line, transfer, ctx) })),
    can: { receive: can && prepared.by !== ctx.user.id && unselected === 0, drop: can },
    unselected: can ? unselected : 0,
    shown: t(`records.transfer.to.${to}`),
    ownNote: can && prepared.by === ctx.user.id,
  });
} // prettier-ignore

/** What was selected of a line of an S series, and where to select. */
function selectionOf(
  { id, disposition, selection }: Line,
  { code, state }: TransferRecord,
  { t, may }: Pick<Ctx, 't' | 'may'>,
): Record<string, unknown> {
  if (disposition !== 'S') return {};
  const canSelect = state === 'prepared' && may('records.prepare_disposal');
  return {
    criterion: selection ? t('records.transfer.selected', { criterion: selection.criterion, count: selection.records.length, who: selection.by }) : t('records.transfer.to_select'),
    goes: selection?.records.join(', ') ?? '',
    select: canSelect ? `/transferencias/${code}/lineas/${id}/seleccion` : null,
  };
} // prettier-ignore

export async function askSelection(ctx: Ctx<LineSubject>): Promise<void> {
  const { subject, user, t } = ctx;
  const { line, held } = subject;
  const hides = await hidingFor(user);
  ctx.page('records/transfer_selection', {
    ...headOf(subject, ctx),
    line,
    options: held.map((one) => ({
      value: one.code,
      label: `${one.code} · ${hides(one) ? masked(one.title) : one.title}`,
    })),
    chosen: line.selection?.records ?? held.map(({ code }) => code),
    action: ctx.req.path,
    ask: { title: t('records.transfer.select.title', { code: line.code }) },
  });
}

export async function selected(ctx: Ctx<LineSubject, InputOf<typeof forms.selectionForm>>): Promise<void> {
  await selectRecords(ctx.subject.code, ctx.subject.line.id, ctx.input, ctx.user);
  await ctx.redirect(`/transferencias/${ctx.subject.code}`, { key: 'records.transfer.flash.selected' });
}

/** The inventory as a workbook, titles masked as on its page. */
export async function inventory(ctx: Ctx<TransferRecord>): Promise<void> {
  const { code, lines } = ctx.subject;
  const bytes = await toXlsx(inventoryColumns(await hidingFor(ctx.user), ctx.t), standing(lines));
  ctx.download(`${code}.xlsx`, XLSX, bytes);
}

export function askReceive(ctx: Ctx<TransferRecord>): void {
  ask(ctx, ctx.subject.to === 'historical' ? 'receive_history' : 'receive', { signs: ctx.subject.sha256 });
}

export async function received(ctx: Ctx<TransferRecord, InputOf<typeof forms.signatureForm>>): Promise<void> {
  await receiveTransfer(ctx.subject.code, ctx.input, ctx.user);
  await ctx.redirect(`/transferencias/${ctx.subject.code}`, {
    key: `records.transfer.flash.received_${ctx.subject.to}`,
  });
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
