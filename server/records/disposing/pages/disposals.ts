// Pages of disposal: what is due, inventories with their decision, publication, answers and acta.
import { closeFor } from '../../../platform/access/engagement.ts';
import { masked, masksPersonal } from '../../../platform/access/masking.ts';
import type { InputOf } from '../../../platform/forms/forms.ts';
import type { Ctx } from '../../../platform/http/context.ts';
import { today, type Day } from '../../../platform/clock.ts';
import { historyOf } from '../../../platform/audit/history.ts';
import { timelineOf } from '../../../platform/pages/timeline.ts';
import type { DisposalRecord } from '../disposal.ts';
import { disposeOf } from '../destroying.ts';
import type * as forms from '../forms.ts';
import { inventoriesOf } from '../inventories.ts';
import { standing } from '../line.ts';
import { dropDisposal, dropLine, prepareDisposal, prepareTransfer } from '../preparing.ts';
import { actsOn, disposalFacts, disposalRow, disposalState, dueRows, lineRows, observationRows, transferState } from '../present/disposals.ts'; // prettier-ignore
import { answerObservation, publishDisposal } from '../publishing.ts';
import { DUE_SHOWN, dueFiles, dueRecords } from '../queries/due.ts';
import { hidingFor, latestTransfers, listDisposals, observationsOf, standingHolds, type ObservationSubject } from '../queries/disposals.ts'; // prettier-ignore
import { DAYS_PUBLISHED, type Archive, type Stage } from '../rules.ts';

type DueQuery = InputOf<typeof forms.dueQuery>;

export async function index(ctx: Ctx<undefined, undefined, InputOf<typeof forms.listQuery>>): Promise<void> {
  const { t } = ctx;
  const [page, transfers, holds] = await Promise.all([
    listDisposals(ctx.query.pagina, ctx.user),
    latestTransfers(ctx.user),
    ctx.may('records.hold') ? standingHolds() : [],
  ]);
  ctx.page('records/disposals', {
    title: t('records.disposal.many'),
    list: { ...page, rows: page.rows.map((row) => disposalRow(row, t)) },
    transfers: transfers.map((one) => ({ href: `/transferencias/${one.code}`, label: `${one.code} · ${one.note}`, note: t(`records.transfer.to.${one.to}`), tag: transferState(one, t) })),
    holds: holds.map((one) => ({
      href: one.kind === 'record' ? `/registros/${one.code}` : `/expedientes/${one.code}`,
      label: `${one.code} · ${one.reason}`,
      note: `${one.name}`,
    })),
    can: { prepare: ctx.may('records.prepare_disposal') },
  });
} // prettier-ignore

export function due(ctx: Ctx<undefined, undefined, DueQuery>): Promise<void> {
  return showDue(ctx, 'central', ctx.query.fecha);
}

export function dueForTransfer(ctx: Ctx<undefined, undefined, DueQuery>): Promise<void> {
  return showDue(ctx, 'management', ctx.query.fecha);
}

export function dueForHistory(ctx: Ctx<undefined, undefined, DueQuery>): Promise<void> {
  return showDue(ctx, 'history', ctx.query.fecha);
}

/** The list again, with what was chosen and what is wrong. */
export function dueAgain(ctx: Ctx): Promise<void> {
  return showDue(ctx, 'central', null);
}

export function transferAgain(ctx: Ctx): Promise<void> {
  return showDue(ctx, 'management', null);
}

export function historyAgain(ctx: Ctx): Promise<void> {
  return showDue(ctx, 'history', null);
}

const BASES = {
  management: '/transferencias',
  central: '/disposicion',
  history: '/transferencias/historicas',
} as const;

type Drawn = Pick<Ctx, 't' | 'page' | 'may' | 'form' | 'user'>;

async function showDue(ctx: Drawn, stage: Stage, day: Day | null): Promise<void> {
  const asOf = day ?? today();
  const [files, records] = await Promise.all([dueFiles(stage, asOf), dueRecords(stage, asOf)]);
  const isNow = asOf <= today();
  const base = BASES[stage];
  const rows = dueRows([...files.rows, ...records.rows], await hidingFor(ctx.user), ctx.t);
  const taken = await inventoriesOf(rows.map(({ id }) => id));
  const chosen = [ctx.form.values.units ?? []].flat();
  ctx.page('records/disposal_due', {
    title: ctx.t(`records.due.${stage}.title`),
    lead: ctx.t(`records.due.${stage}.lead`),
    crumbs: [{ label: ctx.t('records.disposal.many'), href: '/disposicion' }, { label: ctx.t(`records.due.${stage}.title`) }],
    base,
    action: `${base}/inventarios`,
    rows: rows.map((row) => ({ ...row, inventory: taken.get(row.id) ?? null, canChoose: isNow && !taken.has(row.id) && (stage !== 'central' || row.isDisposable), chosen: chosen.includes(row.value) })),
    total: files.total + records.total,
    shown: DUE_SHOWN,
    isCut: files.total > DUE_SHOWN || records.total > DUE_SHOWN,
    asOf,
    isNow,
    can: { prepare: isNow && ctx.may('records.prepare_disposal') },
  });
} // prettier-ignore

export async function prepared(ctx: Ctx<undefined, InputOf<typeof forms.unitsForm>>): Promise<void> {
  const code = await prepareDisposal(ctx.input, ctx.user);
  await ctx.redirect(`/disposicion/${code}`, { key: 'records.disposal.flash.prepared', params: { code } });
}

export function preparedTransfer(ctx: Ctx<undefined, InputOf<typeof forms.unitsForm>>): Promise<void> {
  return prepareFor(ctx, 'central');
}

export function preparedHistory(ctx: Ctx<undefined, InputOf<typeof forms.unitsForm>>): Promise<void> {
  return prepareFor(ctx, 'historical');
}

async function prepareFor(ctx: Ctx<undefined, InputOf<typeof forms.unitsForm>>, to: Archive): Promise<void> {
  const code = await prepareTransfer(ctx.input, ctx.user, to);
  await ctx.redirect(`/transferencias/${code}`, {
    key: 'records.transfer.flash.prepared',
    params: { code },
  });
}

export async function show(ctx: Ctx<DisposalRecord>): Promise<void> {
  const { subject: disposal, t, user } = ctx;
  const given = await observationsOf(disposal, user);
  // What a citizen wrote may name people (Ley 1581 de 2012).
  const observations = masksPersonal(ctx.user)
    ? given.map((one) => ({ ...one, text: masked(one.text) }))
    : given;
  const unanswered = observations.filter((one) => !one.answer).length;
  const can = actsOn(disposal, unanswered, user);
  const base = `/disposicion/${disposal.code}`;
  const acts = await historyOf(`disposal:${String(disposal._id)}`, { limit: 20, before: closeFor(user) });
  ctx.page('records/disposal', {
    ...headOf(disposal, ctx),
    facts: disposalFacts(disposal, t, ctx.language),
    lines: lineRows(disposal.lines, await hidingFor(user), base, can.drop),
    observations: observationRows(observations, base, can.answer),
    unanswered,
    timeline: timelineOf(acts, t),
    can,
  });
}

export function askDropLine(ctx: Ctx<DisposalRecord>): void {
  const line = standing(ctx.subject.lines).find((one) => one.id === ctx.req.params.unit);
  ask(ctx, 'drop_line', { reason: true, quote: line ? `${line.code} · ${line.title}` : '' });
}

export async function droppedLine(ctx: Ctx<DisposalRecord, InputOf<typeof forms.reasonForm>>): Promise<void> {
  await dropLine(ctx.subject.code, String(ctx.req.params.unit), ctx.input.reason, ctx.user);
  await back(ctx, 'line_dropped');
}

export function askDrop(ctx: Ctx<DisposalRecord>): void {
  ask(ctx, 'drop', { reason: true, danger: true });
}

export async function dropped(ctx: Ctx<DisposalRecord, InputOf<typeof forms.reasonForm>>): Promise<void> {
  await dropDisposal(ctx.subject.code, ctx.input.reason, ctx.user);
  await back(ctx, 'dropped');
}

export function askPublish(ctx: Ctx<DisposalRecord>): void {
  ask(ctx, 'publish', {});
}

export async function published(ctx: Ctx<DisposalRecord>): Promise<void> {
  await publishDisposal(ctx.subject.code, ctx.user);
  await back(ctx, 'published');
}

export function askDispose(ctx: Ctx<DisposalRecord>): void {
  ask(ctx, 'dispose', { signs: ctx.subject.sha256, danger: true });
}

export async function disposed(ctx: Ctx<DisposalRecord, InputOf<typeof forms.signatureForm>>): Promise<void> {
  const record = await disposeOf(ctx.subject.code, ctx.input, ctx.user);
  await back(ctx, 'disposed', { record });
}

export function askAnswer(ctx: Ctx<ObservationSubject>): void {
  const { disposal, observation } = ctx.subject;
  ctx.page('records/disposal_answer', { ...headOf(disposal, ctx), observation, action: ctx.req.path });
}

export async function answered(
  ctx: Ctx<ObservationSubject, InputOf<typeof forms.answerForm>>,
): Promise<void> {
  const { disposal, observation } = ctx.subject;
  const { text, upheld } = ctx.input;
  await answerObservation(disposal.code, observation.number, { text, upheld: upheld === 'si' }, ctx.user);
  await ctx.redirect(`/disposicion/${disposal.code}`, { key: 'records.disposal.flash.answered' });
}

function ask(ctx: Ctx<DisposalRecord>, act: string, extra: Record<string, unknown>): void {
  const say = (part: string): string =>
    ctx.t(`records.disposal.ask.${act}.${part}`, { code: ctx.subject.code, days: DAYS_PUBLISHED });
  ctx.page('records/disposal_ask', {
    ...headOf(ctx.subject, ctx),
    ask: { title: say('title'), text: say('text'), button: say('button') },
    action: ctx.req.path,
    ...extra,
  });
}

function headOf(disposal: DisposalRecord, { t }: Pick<Ctx, 't'>) {
  const path = `/disposicion/${disposal.code}`;
  return {
    title: disposal.note,
    crumbs: [
      { label: t('records.disposal.many'), href: '/disposicion' },
      { label: disposal.code, href: path },
    ],
    disposal,
    path,
    state: disposalState(disposal, t),
  };
}

function back<I>(
  ctx: Ctx<DisposalRecord, I>,
  flash: string,
  params: Record<string, string> = {},
): Promise<void> {
  return ctx.redirect(`/disposicion/${ctx.subject.code}`, { key: `records.disposal.flash.${flash}`, params });
}
