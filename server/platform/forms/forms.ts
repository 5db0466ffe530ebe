// Forms: the shape of what a page may send, in one place. Values are strings until a form has said what they are.
import { z } from 'zod';
import { isDay } from '../clock.ts';
import { BadShape, type FieldMessages, type Message, type Params } from '../errors.ts';

/** A form that can read a body or a query string. */
export interface Form<T> {
  /** Reads and checks. @throws BadShape for what no page of ours sends. */
  read(raw: unknown): { ok: true; value: T } | { ok: false; errors: FieldMessages };
  readonly fields: readonly string[];
}

/** What a form gives once it was read. */
export type InputOf<F> = F extends Form<infer T> ? T : never;

/**
 * Makes a form of named fields. Unknown fields are dropped, so nobody sets what the page did not offer.
 * @param check looks at the fields together and names what is wrong, field by field.
 */
export function form<S extends z.ZodRawShape>(
  shape: S,
  check?: (value: z.output<z.ZodObject<S>>) => FieldMessages | null,
): Form<z.output<z.ZodObject<S>>> {
  const schema = z.object(shape);
  const lists = new Set(
    Object.entries(shape)
      .filter(([, field]) => isList(field))
      .map(([name]) => name),
  );
  return {
    fields: Object.keys(shape),
    read(raw) {
      const parsed = schema.safeParse(shaped(raw, Object.keys(shape), lists));
      if (!parsed.success) return { ok: false, errors: messagesOf(parsed.error) };
      const together = check?.(parsed.data);
      return together && Object.keys(together).length > 0
        ? { ok: false, errors: together }
        : { ok: true, value: parsed.data };
    },
  };
}

/** Words of one line or several; trimmed, line ends made `\n`. */
export function text(options: { max?: number; key?: string } = {}) {
  const { max = 200, key = 'shared.form.required' } = options;
  return z
    .string({ error: key })
    .transform(tidy)
    .pipe(z.string().min(1, key).max(max, message('shared.form.too_long', { max })));
}

/** As `text`, but may be left empty: `''` then. */
export function optionalText(options: { max?: number } = {}) {
  const { max = 200 } = options;
  return z
    .string()
    .optional()
    .default('')
    .transform(tidy)
    .pipe(z.string().max(max, message('shared.form.too_long', { max })));
}

/** A password: taken as typed, never trimmed or normalised. */
export function password(options: { key?: string } = {}) {
  const key = options.key ?? 'shared.form.password_required';
  return z.string({ error: key }).min(1, key).max(1024, 'shared.form.password_too_long');
}

export function email(key = 'shared.form.email') {
  return z
    .string({ error: key })
    .transform((value) => value.trim().toLowerCase())
    .pipe(z.email(key).max(254, key));
}

/** A Bogotá date, `YYYY-MM-DD`. */
export function day(key = 'shared.form.date') {
  return z.string({ error: key }).trim().refine(isDay, key);
}

export function optionalDay(key = 'shared.form.date') {
  return z.string().optional().default('').transform((value) => value.trim()).refine((value) => value === '' || isDay(value), key)
    .transform((value) => value || null); // prettier-ignore
}

/** One of the values offered. */
export function choice<const T extends readonly [string, ...string[]]>(
  values: T,
  key = 'shared.form.choose',
) {
  return z.enum(values, { error: key });
}

export function optionalChoice<const T extends readonly [string, ...string[]]>(values: T) {
  return z
    .union([z.enum(values), z.literal('').transform(() => null)], { error: 'shared.form.choose' })
    .optional()
    .default(null);
}

export function checkbox() {
  return z
    .string()
    .optional()
    .transform((value) => value !== undefined && value !== '');
}

/** A whole number within bounds. */
export function whole(options: { min: number; max: number; key?: string }) {
  const said = message(options.key ?? 'shared.form.whole', { min: options.min, max: options.max });
  return z
    .string({ error: said })
    .trim()
    .regex(/^-?\d{1,9}$/, said)
    .transform(Number)
    .pipe(z.number().min(options.min, said).max(options.max, said));
}

/** The id of a record, 24 hex digits. */
export function id(key = 'shared.form.choose') {
  return z.string({ error: key }).regex(/^[0-9a-f]{24}$/, key);
}

export function optionalId() {
  return z
    .union([z.string().regex(/^[0-9a-f]{24}$/), z.literal('').transform(() => null)], {
      error: 'shared.form.choose',
    })
    .optional()
    .default(null);
}

/** A SHA-256, 64 hex digits: what the page showed is what the person decides on. */
export function sha256() {
  return z.string({ error: 'shared.form.hash' }).regex(/^[0-9a-f]{64}$/, 'shared.form.hash');
}

/** Several values of one name (check boxes, rows); an absent one is an empty list. */
export function list<T extends z.ZodType>(item: T, options: { max?: number } = {}) {
  return z
    .array(item)
    .max(options.max ?? 500, 'shared.form.too_many')
    .default([]);
}

/** A page number in a query string; nonsense is the first page. */
export function pageNumber() {
  return z
    .string()
    .optional()
    .transform((value) => (value && /^[1-9]\d{0,5}$/.test(value) ? Number(value) : 1));
}

/** A message with parameters, packed so that it survives the schema library. */
export function message(key: string, params: Params): string {
  return JSON.stringify({ key, params });
}

function tidy(value: string): string {
  return value.replaceAll('\r\n', '\n').replaceAll('\u0000', '').normalize('NFC').trim();
}

function isList(field: unknown): boolean {
  let inner = field as z.ZodType;
  while (inner instanceof z.ZodDefault || inner instanceof z.ZodOptional) inner = inner.unwrap() as z.ZodType;
  return inner instanceof z.ZodArray;
}

/** Keeps the known fields; refuses operators, nesting and repeated scalars. */
function shaped(
  raw: unknown,
  fields: string[],
  lists: ReadonlySet<string>,
): Record<string, string | string[]> {
  if (raw === null || typeof raw !== 'object') raw = {};
  const source = raw as Record<string, unknown>;
  for (const name of Object.keys(source))
    if (/[$[\].]|^__proto__$|^constructor$|^prototype$/.test(name)) throw new BadShape();
  const kept: Record<string, string | string[]> = {};
  for (const name of fields) {
    if (!Object.hasOwn(source, name)) continue;
    const value = source[name];
    if (lists.has(name)) kept[name] = asList(value);
    else if (typeof value === 'string') kept[name] = value;
    else if (value !== undefined) throw new BadShape();
  }
  return kept;
}

function asList(value: unknown): string[] {
  const values = Array.isArray(value) ? (value as unknown[]) : [value];
  if (!values.every((one) => typeof one === 'string')) throw new BadShape();
  return values;
}

function messagesOf(error: z.ZodError): FieldMessages {
  const fields: FieldMessages = {};
  for (const issue of error.issues) {
    const name = String(issue.path[0] ?? '');
    (fields[name] ??= []).push(unpack(issue.message));
  }
  return fields;
}

function unpack(said: string): Message {
  return said.startsWith('{') ? (JSON.parse(said) as Message) : { key: said };
}
