// The master list and its exports.
import type { Ctx } from '../../platform/http/context.ts';
import { toCsv, toXlsx } from '../../platform/tables/index.ts';
import { asOfFor } from '../../platform/access/engagement.ts';
import { today, type Day } from '../../platform/clock.ts';
import { positionOptions } from '../../people/index.ts';
import { processOptions } from '../../processes/index.ts';
import type { listQuery } from '../forms/listing.ts';
import { exportColumns, listRow } from '../present/listing.ts';
import { everyDocument, listAsOf, listDocuments, type ListFilter } from '../queries/listing.ts';
import { typeOptions } from '../queries/types.ts';

type Query = Extract<ReturnType<typeof listQuery.read>, { ok: true }>['value'];
type ListCtx = Ctx<undefined, undefined, Query>;

export async function list(ctx: ListCtx): Promise<void> {
  const { query, user } = ctx;
  const filter = filterOf(query);
  const asOf = dayAsked(ctx);
  const [page, types, processes, owners] = await Promise.all([
    asOf ? listAsOf(filter, asOf, user) : listDocuments(filter, user),
    typeOptions(),
    processOptions(),
    positionOptions(),
  ]);
  ctx.page('documents/index', {
    title: ctx.t('documents.title'),
    list: { ...page, rows: page.rows.map((row) => listRow(row, ctx.language)) },
    filter: query,
    filtered: Object.entries(query).some(
      ([name, value]) => name !== 'pagina' && name !== 'orden' && Boolean(value),
    ),
    asOf,
    options: {
      types,
      processes,
      owners,
      states: stateOptions(ctx),
    },
    can: {
      types: ctx.may('documents.types'),
      create: ctx.may('documents.create'),
      import: ctx.may('documents.import'),
      adopt: ctx.may('documents.refuse_adoption'),
    },
    exports: new URL(ctx.req.originalUrl, 'http://localhost').search,
  });
}

/** A past day whose list is asked for; null for the list of today. */
function dayAsked({ query, user }: Pick<ListCtx, 'query' | 'user'>): Day | null {
  return earlier(query.fecha && query.fecha < today() ? query.fecha : null, asOfFor(user));
}

/** The day asked for, but never after the cut-off of a certifier. */
function earlier(asked: Day | null, cutOff: Day | null): Day | null {
  return asked && cutOff ? (asked < cutOff ? asked : cutOff) : (asked ?? cutOff);
}

export async function exportXlsx(ctx: ListCtx): Promise<void> {
  const day = dayAsked(ctx);
  const rows = await Array.fromAsync(everyDocument(filterOf(ctx.query), day, ctx.user));
  const bytes = await toXlsx(exportColumns(ctx.t), rows);
  ctx.download(
    `${ctx.t('documents.export_name')}-${day ?? today()}.xlsx`,
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    bytes,
  );
}

export async function exportCsv(ctx: ListCtx): Promise<void> {
  const day = dayAsked(ctx);
  const rows = await Array.fromAsync(everyDocument(filterOf(ctx.query), day, ctx.user));
  ctx.download(
    `${ctx.t('documents.export_name')}-${day ?? today()}.csv`,
    'text/csv; charset=utf-8',
    toCsv(exportColumns(ctx.t), rows),
  );
}

function stateOptions(ctx: ListCtx): { value: string; label: string }[] {
  const states = ctx.may('documents.create')
    ? (['in_force', 'new', 'on_its_way', 'withdrawn'] as const)
    : (['in_force'] as const);
  return states.map((value) => ({ value, label: ctx.t(`documents.state.${value}`) }));
}

function filterOf(query: Query): ListFilter {
  return {
    words: query.q,
    type: query.tipo,
    process: query.proceso,
    owner: query.responsable,
    clause: query.clausula,
    state: query.estado,
    overdue: query.vencidos,
    sort: query.orden,
    page: query.pagina,
  };
}
