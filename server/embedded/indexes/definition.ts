// One index as the store uses it: what it was declared with, made ready for computing keys and for planning.
import { isNumber, type Doc } from '../bson/index.ts';
import { compileFilter, type Matcher } from '../match/index.ts';

export interface Index {
  readonly id: number;
  /** As given to createIndexes, and as listIndexes answers. */
  spec: Doc;
  readonly name: string;
  readonly pattern: Doc;
  readonly fields: string[];
  readonly directions: (1 | -1)[];
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly partial: { filter: Doc; matcher: Matcher } | null;
  /** Per field: whether some document ever had an array on its path. Never turns false again. */
  multikey: boolean[];
  hidden: boolean;
  expireAfterSeconds: number | null;
  /** While true, writes maintain the index and readers do not use it. */
  building: boolean;
  /** The first four bytes of every entry. */
  readonly prefix: Buffer;
  /** The top-level fields that keys, and the partial filter, are computed from; null when all are needed. */
  readonly roots: ReadonlySet<string> | null;
}

export function defineIndex(id: number, spec: Doc, multikey?: boolean[]): Index {
  const pattern = spec.key as Doc;
  const fields = Object.keys(pattern);
  const filter = spec.partialFilterExpression as Doc | undefined;
  const prefix = Buffer.alloc(4);
  prefix.writeUInt32BE(id);
  return {
    id,
    spec,
    name: spec.name as string,
    pattern,
    fields,
    directions: fields.map((field) => (Number(pattern[field]) < 0 ? -1 : 1)),
    unique: spec.unique === true || spec.name === '_id_',
    sparse: spec.sparse === true,
    partial: filter ? { filter, matcher: compileFilter(filter) } : null,
    multikey: multikey ?? fields.map(() => false),
    hidden: spec.hidden === true,
    expireAfterSeconds: isNumber(spec.expireAfterSeconds) ? Number(spec.expireAfterSeconds) : null,
    building: false,
    prefix,
    roots: filter ? null : new Set(fields.map((field) => field.split('.')[0] as string)),
  };
}
