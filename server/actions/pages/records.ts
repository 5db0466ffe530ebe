// Nonconformities: the list and its export, the board, the form that opens one, and its page.
import { positionOptions } from '../../people/index.ts';
import { today } from '../../platform/clock.ts';
import type { InputOf } from '../../platform/forms/forms.ts';
import { closeFor, dayFor } from '../../platform/access/engagement.ts';
import { historyOf } from '../../platform/audit/history.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { kindNamed, recordByCode } from '../../platform/links/kinds.ts';
import { lineOf } from '../../platform/links/lines.ts';
import { panel } from '../../platform/links/links.ts';
import { timelineOf } from '../../platform/pages/timeline.ts';
import { toXlsx } from '../../platform/tables/index.ts';
import { processOptions } from '../../processes/index.ts';
import type { listQuery, newQuery, recordForm } from '../forms/opening.ts';
import type { NonconformityRecord } from '../nonconformity.ts';
import { registerNonconformity } from '../opening.ts';
import { boardColumns, exportColumns, listOptions, recordRow } from '../present/listing.ts';
import { clauseOptions } from '../present/options.ts';
import { cyclesOf, nextStep, pathOf, recordFacts, recordHead } from '../present/showing.ts';
import { board as boardOf, earlierOf } from '../queries/figures.ts';
import { actionsFor } from '../queries/loading.ts';
import { everyRecord, listRecords, type RecordFilter } from '../queries/listing.ts';
import { reportPdf } from '../reporting.ts';
import { GRADES, NATURES, SOURCES } from '../rules/states.ts';
import { BEFORE_PLAN } from '../treating.ts';
import { recordNamed } from './evidence.ts';

type Query = InputOf<typeof listQuery>;
type ListCtx = Ctx<undefined, undefined, Query>;

export async function list(ctx: ListCtx): Promise<void> {
  const { query, user, t } = ctx;
  const [page, processes, responsibles] = await Promise.all([
    listRecords(filterOf(query), user),
    processOptions(),
    positionOptions(),
  ]);
  const { pagina: _page, orden: _order, ...chosen } = query;
  ctx.page('actions/index', {
    title: t('actions.title'),
    list: { ...page, rows: page.rows.map((row) => recordRow(row, t, dayFor(user))) },
    filter: query,
    filtered: Object.values(chosen).some(Boolean),
    options: { ...listOptions(t), processes, responsibles },
    exports: new URL(ctx.req.originalUrl, 'http://localhost').search,
    can: {
      open: ctx.may('actions.open'),
      figures: ctx.may('actions.figures'),
      export: ctx.may('actions.export'),
    },
  });
}

export async function exportXlsx(ctx: ListCtx): Promise<void> {
  const rows = await Array.fromAsync(everyRecord(filterOf(ctx.query), ctx.user));
  const bytes = await toXlsx(exportColumns(ctx.t), rows);
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  ctx.download(`${ctx.t('actions.export_name')}-${today()}.xlsx`, type, bytes);
}

export async function board(ctx: Ctx): Promise<void> {
  const { user, t } = ctx;
  ctx.page('actions/board', {
    title: t('actions.board.title'),
    crumbs: [{ href: '/no-conformidades', label: t('actions.title') }, { label: t('actions.board.title') }],
    columns: boardColumns(await boardOf(user), t, dayFor(user)),
  });
}

export async function blank(ctx: Ctx<undefined, undefined, InputOf<typeof newQuery>>): Promise<void> {
  await showForm(ctx, ctx.query.origen, ctx.query.clase ?? 'real');
}

export async function again(ctx: Ctx): Promise<void> {
  await showForm(ctx, '', 'real');
}

async function showForm(ctx: Omit<Ctx, 'query'>, origin: string, nature: string): Promise<void> {
  const { t } = ctx;
  const options = (of: string, values: readonly string[]) => values.map((value) => ({ value, label: t(`actions.${of}.${value}`) })); // prettier-ignore
  const [processes, positions, from] = await Promise.all([
    processOptions(),
    positionOptions(),
    origin ? recordByCode(origin, ctx.user) : null,
  ]);
  ctx.page('actions/new', {
    title: t('actions.new.title'),
    crumbs: [{ href: '/no-conformidades', label: t('actions.title') }, { label: t('actions.new.title') }],
    origin: from?.code ?? origin,
    nature,
    today: today(),
    options: {
      natures: options('nature', NATURES),
      sources: options('source', SOURCES),
      grades: GRADES.map((value) => ({ value, label: t(`actions.grade.${value}`), hint: t(`actions.grade_hint.${value}`) })),
      processes,
      positions,
      clauses: clauseOptions(ctx.language),
    },
  });
} // prettier-ignore

export async function create(ctx: Ctx<undefined, InputOf<typeof recordForm>>): Promise<void> {
  const { input, user } = ctx;
  const origin = input.origin ? await recordNamed(input.origin, user, 'origin') : null;
  const code = await registerNonconformity(
    { ...input, clause: input.clause || null, origin: origin && { kind: origin.kind, id: origin.id } },
    user,
  );
  await ctx.redirect(pathOf(code), { key: 'actions.new.done', params: { code } });
}

export async function show(ctx: Ctx<NonconformityRecord>): Promise<void> {
  const { subject: record, user, t } = ctx;
  const ref = { kind: 'nonconformity', id: String(record._id) };
  const [actions, linked, acts, earlier, origin] = await Promise.all([
    actionsFor(record, user),
    panel(ref, user),
    historyOf(`nonconformity:${ref.id}`, { limit: 40, before: closeFor(user) }),
    earlierOf(record, user),
    record.origin ? kindNamed(record.origin.kind)?.show([record.origin.id], user) : [],
  ]);
  const treats = ctx.may('actions.treat', record);
  const { state } = record;
  ctx.page('actions/show', {
    ...recordHead(record, ctx),
    record,
    next: nextStep(record, actions, ctx),
    facts: recordFacts(record, origin?.[0] ?? null, t),
    cycles: cyclesOf(record, actions, { t, on: dayFor(user) }),
    earlier: earlier.map((row) => recordRow(row, t, dayFor(user))),
    linked: linked.map((row) => lineOf(row, t)),
    timeline: timelineOf(acts, t),
    can: {
      add: treats && (state === 'acting' || (record.nature === 'real' && BEFORE_PLAN.includes(state))),
      mend: treats && (state === 'judging' || state === 'planning'),
      reopen: state === 'closed' && ctx.may('actions.reopen', record),
      annul: BEFORE_PLAN.includes(state) && ctx.may('actions.annul', record),
    },
  });
}

/** The report of one, as it stands now. */
export async function report(ctx: Ctx<NonconformityRecord>): Promise<void> {
  const bytes = await reportPdf(ctx.subject, await actionsFor(ctx.subject, ctx.user), ctx.language);
  ctx.download(`${ctx.subject.code}.pdf`, 'application/pdf', bytes);
}

function filterOf(query: Query): RecordFilter {
  return {
    state: query.estado,
    nature: query.clase,
    grade: query.grado,
    source: query.origen,
    process: query.proceso,
    responsible: query.responsable,
    overdue: query.vencidas,
    sort: query.orden,
    page: query.pagina,
  };
}
