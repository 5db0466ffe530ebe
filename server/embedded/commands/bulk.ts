// bulkWrite: inserts, updates and deletes on several collections in one command.
import { decode, Long, type Doc } from '../bson/index.ts';
import { CommandError, fail } from '../errors.ts';
import { runDelete, runInsert, runUpdate } from '../statements/index.ts';
import type { Context, Family } from './context.ts';
import { splitNamespace } from './ddl.ts';
import { flagOf, listOf } from './values.ts';

export const bulk: Family = {
  bulkWrite: {
    fields: [
      'ops',
      'nsInfo',
      'ordered',
      'errorsOnly',
      'bypassDocumentValidation',
      'let',
      'cursor',
      'rawData',
    ],
    transactional: true,
    retryable: true,
    writes: true,
    touchesData: true,
    run: bulkWrite,
  },
};

interface Totals {
  nErrors: number;
  nInserted: number;
  nMatched: number;
  nModified: number;
  nUpserted: number;
  nDeleted: number;
}

async function bulkWrite(context: Context): Promise<Doc> {
  const { body } = context;
  const namespaces = sections(context, 'nsInfo').map(({ ns }) => splitNamespace(ns));
  const totals: Totals = { nErrors: 0, nInserted: 0, nMatched: 0, nModified: 0, nUpserted: 0, nDeleted: 0 };
  const results: Doc[] = [];
  for (const [idx, operation] of sections(context, 'ops').entries()) {
    try {
      const result = await runOne(context, namespaces, operation, totals);
      if (!flagOf(body, 'errorsOnly')) results.push({ ok: 1, idx, ...result });
    } catch (error) {
      if (!(error instanceof CommandError) || error.labels.length > 0) throw error;
      const { code, message, extra } = error;
      results.push({ ok: 0, idx, code, errmsg: message, ...extra, n: 0 });
      totals.nErrors++;
      if (context.transaction) context.failed = true;
      if (context.transaction || body.ordered !== false) break;
    }
  }
  const cursor = { id: Long.ZERO, ns: 'admin.$cmd.bulkWrite', firstBatch: results };
  return { cursor, ...totals, ok: 1 };
}

function sections(context: Context, field: string): Doc[] {
  const sequence = context.sequences.get(field);
  return sequence ? sequence.map((bytes) => decode(bytes)) : (listOf(context.body, field) as Doc[]);
}

async function runOne(
  context: Context,
  namespaces: { db: string; name: string }[],
  operation: Doc,
  totals: Totals,
): Promise<Doc> {
  const kind = Object.keys(operation)[0] ?? '';
  const place = namespaces[Number(operation[kind])];
  if (!place) fail(2, `BSON field 'bulkWrite.ops.${kind}' names no element of nsInfo`);
  const within = { ...context, db: place.db };
  switch (kind) {
    case 'insert':
      await runInsert(within, place.name, operation.document as Doc);
      totals.nInserted++;
      return { n: 1 };
    case 'update':
      return update(within, place.name, operation, totals);
    case 'delete': {
      const { filter, multi, hint, collation } = operation;
      const statement = { q: filter, limit: multi === true ? 0 : 1, ...given({ hint, collation }) };
      const n = await runDelete(within, place.name, statement);
      totals.nDeleted += n;
      return { n };
    }
    default:
      return fail(40415, `BSON field 'bulkWrite.ops.${kind}' is an unknown field.`);
  }
}

async function update(context: Context, name: string, operation: Doc, totals: Totals): Promise<Doc> {
  const { filter, updateMods, multi, upsert, arrayFilters, hint, collation, sort } = operation;
  const statement = {
    q: filter,
    u: updateMods,
    ...given({ multi, upsert, arrayFilters, hint, collation, sort }),
  };
  const { matched, modified, upserted } = await runUpdate(context, name, statement);
  totals.nMatched += matched;
  totals.nModified += modified;
  if (!upserted) return { n: matched, nModified: modified };
  totals.nUpserted++;
  return { n: 1, nModified: 0, upserted: { _id: upserted.id } };
}

function given(fields: Doc): Doc {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
