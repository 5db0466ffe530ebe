// The audited plugin: a schema that carries it changes only through save() inside an act, and each change enters the trail.
import mongoose, { type HydratedDocument, type Schema } from 'mongoose';
import { currentAct } from './act.ts';

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

const auditedSchemas = new WeakSet<object>();

/** True for a schema that carries the plugin: the repository's tests ask it of every model. */
export function isAudited(schema: object): boolean {
  return auditedSchemas.has(schema);
}

export function audited(schema: Schema, options: AuditedOptions): void {
  auditedSchemas.add(schema);
  // Compare-and-set: a record that changed since it was read is refused, not overwritten.
  schema.set('optimisticConcurrency', true);
  const subjectOf = options.subjectOf ?? ((record) => String(record._id));

  schema.post('init', function (this: HydratedDocument<unknown>) {
    this.$locals.before = plain(this, options);
  });
  schema.pre('save', function () {
    currentAct();
  });
  schema.post('save', function (this: HydratedDocument<unknown>) {
    const after = plain(this, options);
    const { touched } = currentAct();
    const record = `${recordName(this)}:${String(this._id)}`;
    const first = touched.get(record);
    const before = first ? first.before : ((this.$locals.before as Record<string, unknown> | undefined) ?? null);
    touched.set(record, {
      subject: `${options.kind}:${subjectOf({ ...after, _id: this._id })}`,
      record,
      before,
      after,
      personal: options.personal ?? [],
      digest: options.digest ?? [],
    });
    this.$locals.before = after;
  });

  for (const write of QUERY_WRITES) {
    schema.pre(write, { query: true, document: false }, refuse);
  }
  schema.pre('deleteOne', { document: true, query: false }, refuse);
  schema.pre('updateOne', { document: true, query: false }, refuse);
  schema.pre('insertMany', refuse);
  schema.pre('bulkWrite', refuse);
}

function refuse(): never {
  throw new Error('This schema is audited: change it through save() in an act, or through the bulk door (platform/audit/bulk.ts)');
}

function plain(record: HydratedDocument<unknown>, options: AuditedOptions): Record<string, unknown> {
  const copy = record.toObject({ depopulate: true, flattenMaps: true, virtuals: false, getters: false }) as Record<string, unknown>;
  for (const field of options.secret ?? []) delete copy[field];
  return copy;
}

function recordName(record: HydratedDocument<unknown>): string {
  return (record.constructor as mongoose.Model<unknown>).modelName;
}
