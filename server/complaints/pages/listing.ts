// The register: its list, its exports, and the book that prints.
import { peopleOptions, positionOptions } from '../../people/index.ts';
import { today } from '../../platform/clock.ts';
import { Refusal } from '../../platform/errors.ts';
import type { InputOf } from '../../platform/forms/forms.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { composePdf } from '../../platform/pdf/index.ts';
import { toCsv, toXlsx } from '../../platform/tables/index.ts';
import { formatMonth } from '../../platform/words/index.ts';
import { processOptions } from '../../processes/index.ts';
import type { listQuery } from '../forms/listing.ts';
import { bookOf } from '../present/book.ts';
import { registerColumns, rowFor } from '../present/listing.ts';
import { countComplaints, everyComplaint, listComplaints, monthsHeld, type ListFilter } from '../queries/listing.ts'; // prettier-ignore
import { CODE, STATES } from '../rules/states.ts';
import { CHANNELS, KINDS } from '../rules/terms.ts';

type Query = InputOf<typeof listQuery>;
type ListCtx = Ctx<undefined, undefined, Query>;

/** Lines that a printed register holds; more is asked for by month or as a spreadsheet. */
const MOST_PRINTED = 2_000;

export async function list(ctx: ListCtx): Promise<void> {
  const { query, user, t } = ctx;
  const [page, processes, people, positions, months] = await Promise.all([
    listComplaints(filterOf(query), user),
    processOptions(),
    peopleOptions(),
    positionOptions(),
    monthsHeld(user),
  ]);
  const named = (values: readonly string[], group: string) =>
    values.map((value) => ({ value, label: t(`complaints.${group}.${value}`) }));
  ctx.page('complaints/index', {
    title: t('complaints.title'),
    list: { ...page, rows: page.rows.map((row) => rowFor(row, user, t)) },
    filter: query,
    filtered: Object.entries(query).some(([name, value]) => name !== 'pagina' && name !== 'orden' && Boolean(value)), // prettier-ignore
    options: {
      kinds: named(KINDS, 'kind'),
      states: named(['open', ...STATES], 'state'),
      channels: named(CHANNELS, 'channel'),
      processes,
      assignees: [...positions, ...people],
      months: months.map((value) => ({ value, label: formatMonth(`${value}-01`, ctx.language) })),
    },
    can: {
      register: ctx.may('complaints.register'),
      report: ctx.may('complaints.report'),
      terms: ctx.may('complaints.read_terms'),
    },
    exports: new URL(ctx.req.originalUrl, 'http://localhost').search,
  });
}

export async function exportXlsx(ctx: ListCtx): Promise<void> {
  const rows = everyComplaint(filterOf(ctx.query), ctx.user);
  ctx.download(
    nameFor(ctx, 'xlsx'),
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    await toXlsx(registerColumns(ctx.user, ctx.t, ctx.language), rows),
  );
}

export function exportCsv(ctx: ListCtx): void {
  const rows = everyComplaint(filterOf(ctx.query), ctx.user);
  ctx.download(
    nameFor(ctx, 'csv'),
    'text/csv; charset=utf-8',
    toCsv(registerColumns(ctx.user, ctx.t, ctx.language), rows),
  );
}

/** G13: the register as one numbered list with the treatment given. @throws Refusal for more lines than a book holds */
export async function book(ctx: ListCtx): Promise<void> {
  const filter = filterOf(ctx.query);
  const total = await countComplaints(filter, ctx.user);
  if (total > MOST_PRINTED) throw new Refusal('complaints.refusal.book_long', { total, most: MOST_PRINTED });
  const rows = await Array.fromAsync(everyComplaint(filter, ctx.user));
  ctx.download(nameFor(ctx, 'pdf'), 'application/pdf', await composePdf(bookOf(rows, ctx)));
}

function nameFor(ctx: ListCtx, end: string): string {
  return `${ctx.t('complaints.export_name')}-${today()}.${end}`;
}

function filterOf(query: Query): ListFilter {
  const typed = query.q.toUpperCase();
  return {
    code: typed === '' ? null : CODE.test(typed) ? typed : '-',
    year: query.anio,
    kind: query.tipo,
    state: query.estado,
    overdue: query.vencidas,
    month: query.mes,
    process: query.proceso,
    channel: query.canal,
    assigned: query.asignada,
    sort: query.orden,
    page: query.pagina,
  };
}
