// The audited plugin: a schema that carries it changes only through save() inside an act, and each change enters the trail.
import type { HydratedDocument, Model, Schema } from 'mongoose';
import { currentAct } from './act.ts';
import type { Touched } from './trail.ts';

export interface AuditedOptions {
  /** The subject's kind, e.g. `document`. */
  kind: string;
  /** The subject's id; the record's own by default. A version belongs to its document's chain. */
  subjectOf?: (record: Record<string, unknown>) => string;
  /** Fields that never enter the trail (password hashes). */
  secret?: string[];
  /** Fields that enter as a salted digest, their value kept beside the chain and erasable (Ley 1581 de 2012). */
  personal?: string[];
  /** Long fields that enter as their SHA-256, because the record itself keeps every version of them. */
  digest?: string[];
}

const QUERY_WRITES = [
  'updateOne', 'updateMany', 'replaceOne', 'findOneAndUpdate', 'findOneAndReplace', 'findOneAndDelete', 'deleteOne', 'deleteMany',
] as const; // prettier-ignore

const auditedSchemas = new WeakMap<object, AuditedOptions>();

/** True for a schema that carries the plugin: the repository's tests ask it of every model. */
export function isAudited(schema: object): boolean {
  return auditedSchemas.has(schema);
}

/** How a schema is audited. @throws Error for a schema without the plugin. */
export function auditOf(schema: object): AuditedOptions {
  const options = auditedSchemas.get(schema);
  if (!options) throw new Error('This schema is not audited');
  return options;
}

export function audited(schema: Schema, options: AuditedOptions): void {
  auditedSchemas.set(schema, options);
  // Compare-and-set: a record that changed since it was read is refused, not overwritten.
  schema.set('optimisticConcurrency', true);

  schema.post('init', function (this: HydratedDocument<unknown>) {
    this.$locals.before = plain(this, options);
  });
  schema.pre('save', function () {
    currentAct();
  });
  schema.post('save', function (this: HydratedDocument<unknown>) {
    const after = plain(this, options);
    const { touched, changed } = currentAct();
    changed.add(recordName(this));
    const record = `${recordName(this)}:${String(this._id)}`;
    const first = touched.get(record);
    const before = first
      ? first.before
      : ((this.$locals.before as Record<string, unknown> | undefined) ?? null);
    touched.set(record, touchedRecord(this, options, before));
    this.$locals.before = after;
  });

  for (const write of QUERY_WRITES) {
    schema.pre(write, { query: true, document: false }, refuse);
  }
  schema.pre('deleteOne', { document: true, query: false }, refuse);
  schema.pre('updateOne', { document: true, query: false }, refuse);
  schema.pre('insertMany', refuse);
  schema.pre('bulkWrite', refuse);
  schema.pre('aggregate', function () {
    if (this.pipeline().some((stage) => '$out' in stage || '$merge' in stage)) refuse();
  });
}

/** What the trail needs to know of a record that was saved or is about to be inserted. */
export function touchedRecord(
  record: HydratedDocument<unknown>,
  options: AuditedOptions,
  before: Record<string, unknown> | null,
): Touched {
  const after = plain(record, options);
  const id = options.subjectOf?.({ ...after, _id: record._id }) ?? String(record._id);
  return {
    subject: `${options.kind}:${id}`,
    record: `${recordName(record)}:${String(record._id)}`,
    before,
    after,
    personal: options.personal ?? [],
    digest: options.digest ?? [],
  };
}

function refuse(): never {
  throw new Error(
    'This schema is audited: change it through save() in an act, or through the bulk door (platform/audit/bulk.ts)',
  );
}

function plain(record: HydratedDocument<unknown>, options: AuditedOptions): Record<string, unknown> {
  const copy = record.toObject({
    depopulate: true,
    flattenMaps: true,
    virtuals: false,
    getters: false,
  }) as Record<string, unknown>;
  for (const field of options.secret ?? []) delete copy[field];
  return copy;
}

function recordName(record: HydratedDocument<unknown>): string {
  return (record.constructor as Model<unknown>).modelName;
}
