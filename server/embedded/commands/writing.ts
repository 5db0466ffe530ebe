// insert, update and delete: statement by statement, each all or nothing, errors gathered by position.
import { decode, isDoc, type Doc } from '../bson/index.ts';
import { CommandError, fail } from '../errors.ts';
import { runDelete, runInsert, runUpdate } from '../statements/index.ts';
import type { Context, Family } from './context.ts';
import { listOf } from './values.ts';

const LARGEST_BATCH = 100_000;

export const writing: Family = {
  insert: {
    fields: ['documents', 'ordered', 'bypassDocumentValidation', 'rawData'],
    transactional: true,
    retryable: true,
    writes: true,
    touchesData: true,
    async run(context) {
      let n = 0;
      const inserts = rawItems(context, 'documents');
      const writeErrors = await eachStatement(context, inserts, async (item) => {
        await runInsert(context, context.body.insert, item);
        n++;
      });
      return { n, ...errorsField(writeErrors), ok: 1 };
    },
  },
  update: {
    fields: ['updates', 'ordered', 'bypassDocumentValidation', 'let', 'rawData'],
    transactional: true,
    retryable: true,
    writes: true,
    touchesData: true,
    async run(context) {
      let [n, nModified] = [0, 0];
      const upserted: Doc[] = [];
      const writeErrors = await eachStatement(context, items(context, 'updates'), async (item, index) => {
        const result = await runUpdate(context, context.body.update, item);
        n += result.matched + (result.upserted ? 1 : 0);
        nModified += result.modified;
        if (result.upserted) upserted.push({ index, _id: result.upserted.id });
      });
      return {
        n,
        nModified,
        ...(upserted.length > 0 ? { upserted } : {}),
        ...errorsField(writeErrors),
        ok: 1,
      };
    },
  },
  delete: {
    fields: ['deletes', 'ordered', 'let', 'rawData'],
    transactional: true,
    retryable: true,
    writes: true,
    touchesData: true,
    async run(context) {
      let n = 0;
      const writeErrors = await eachStatement(context, items(context, 'deletes'), async (item) => {
        n += await runDelete(context, context.body.delete, item);
      });
      return { n, ...errorsField(writeErrors), ok: 1 };
    },
  },
};

function errorsField(writeErrors: Doc[]): Doc {
  return writeErrors.length > 0 ? { writeErrors } : {};
}

/** The documents of a batch, from the body or from the section beside it. */
function items(context: Context, field: string): Doc[] {
  const sequence = context.sequences.get(field);
  const list = sequence ? sequence.map((bytes) => decode(bytes)) : listOf(context.body, field);
  checkSize(list.length);
  for (const item of list)
    if (!isDoc(item)) fail(14, `BSON field '${context.name}.${field}' must hold documents`);
  return list as Doc[];
}

/** Documents to insert keep the bytes in which they came. */
function rawItems(context: Context, field: string): (Doc | Buffer)[] {
  const sequence = context.sequences.get(field);
  if (!sequence) return items(context, field);
  checkSize(sequence.length);
  return sequence;
}

function checkSize(length: number): void {
  if (length === 0 || length > LARGEST_BATCH)
    fail(16, `Write batch sizes must be between 1 and ${LARGEST_BATCH}. Got ${length} operations.`);
}

/**
 * Runs the statements in turn. Outside a transaction an error is noted and, when `ordered`, ends the batch; within one
 * it is thrown, because it ends the transaction.
 */
export async function eachStatement<T>(
  context: Context,
  statements: T[],
  run: (statement: T, index: number) => Promise<void>,
): Promise<Doc[]> {
  const errors: Doc[] = [];
  for (const [index, statement] of statements.entries()) {
    try {
      await run(statement, index);
    } catch (error) {
      if (!(error instanceof CommandError) || error.labels.length > 0) throw error;
      const { code, message, extra } = error;
      errors.push({ index, code, ...extra, errmsg: message });
      if (context.transaction) context.failed = true;
      if (context.transaction || context.body.ordered !== false) break;
    }
  }
  return errors;
}
