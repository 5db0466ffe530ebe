// What one form field shows: its value as typed, its messages, and the attributes that tie them together.
import { isoDay } from '../words/index.ts';
import type { FormState } from './layout.ts';
import { textOf } from './runtime.ts';

/** What a template passes to `{{> _field}}`; see `views/shared/_field.hbs`. */
export type FieldArguments = Readonly<Record<string, unknown>> & { name: string };

export interface FieldOption {
  id: string;
  value: string;
  label: string;
  hint?: string;
  state?: string;
  selected: boolean;
}

export interface FieldModel {
  id: string;
  kind: 'input' | 'textarea' | 'select' | 'checkbox' | 'group' | 'file';
  value: string;
  options: FieldOption[];
  errors: string[];
  checked: boolean;
  /** A select of a form that offers nothing yet: what it names has to be registered first. */
  nothing: boolean;
  /** The ids of hint and messages, for `aria-describedby`. */
  described: string;
  attributes: Record<string, unknown>;
}

const kinds: Record<string, FieldModel['kind']> = {
  textarea: 'textarea',
  select: 'select',
  checkbox: 'checkbox',
  radio: 'group',
  checkboxes: 'group',
  choice: 'group',
  file: 'file',
};
const passedOn = ['autocomplete', 'inputmode', 'min', 'max', 'step', 'maxlength', 'rows', 'accept', 'multiple', 'capture', 'required', 'list', 'readonly', 'spellcheck', 'data-preview', 'data-into'] as const; // prettier-ignore

/** The id of a field's control, which the error summary links to. */
export function fieldId(name: string): string {
  return `f-${name.replace(/[^A-Za-z0-9_-]+/g, '-')}`;
}

/**
 * Puts a field's arguments and the state of its form together.
 * With `index`, the field is one of several of the same name, and its messages stand under `name.index`.
 */
export function fieldModel(args: FieldArguments, form: FormState | undefined): FieldModel {
  const name = args.index === undefined ? args.name : `${args.name}.${textOf(args.index)}`;
  const id = textOf(args.id) || fieldId(name);
  const type = textOf(args.type) || 'text';
  const kind = kinds[type] ?? 'input';
  const errors = form?.errors[name] ?? [];
  const raw = valueAt(form?.values, name) ?? (isLeftEmpty(type, form) ? undefined : args.value);
  const options = optionsOf(args.options, raw, id);
  // A filter says in `blank` what its empty choice means; there nothing is missing.
  const nothing = kind === 'select' && options.length === 0 && !args.blank;
  const described = [
    nothing ? `${id}-n` : '',
    args.hint ? `${id}-h` : '',
    errors.length > 0 ? `${id}-e` : '',
    textOf(args.describedby),
  ];
  const model = {
    id,
    kind,
    value: type === 'password' ? '' : written(raw, type),
    options,
    errors,
    checked: kind === 'checkbox' && isChecked(raw),
    nothing,
    described: described.filter(Boolean).join(' '),
  };
  return { ...model, attributes: attributesOf(args, model, type) };
}

/** The error summary's lines in the order of the form's fields; a message of the whole form has no link. */
export function errorLines(form: FormState | undefined): { href: string | null; text: string }[] {
  return Object.entries(form?.errors ?? {}).flatMap(([name, texts]) =>
    texts.map((text) => ({
      href: name ? `#${fieldId(name)}` : null,
      text: form?.general?.has(name) ? awaiting(fieldId(name)) + text : text,
    })),
  );
}

/** Frames the id of a field whose label stands further down; nobody types it. */
const AWAITED = '\u0001';

function awaiting(id: string): string {
  return AWAITED + id + AWAITED;
}

/** Puts the labels of the fields drawn, which are HTML, in front of the messages that wait for them. */
export function withLabels(body: string, labels: ReadonlyMap<string, string>): string {
  const [before = '', ...parts] = body.split(AWAITED);
  // An id, then what follows it up to the next one.
  return parts.reduce((made, part, index) => {
    if (index % 2 === 0) return made;
    const id = parts[index - 1] ?? '';
    if (!/^f-[A-Za-z0-9_-]+$/.test(id)) return made + id + part;
    const label = labels.get(id);
    return made + (label ? `${label}: ${part.charAt(0).toLocaleLowerCase()}${part.slice(1)}` : part);
  }, before);
}

function attributesOf(args: FieldArguments, model: Omit<FieldModel, 'attributes'>, type: string) {
  const attributes: Record<string, unknown> = { name: args.name };
  if (model.kind === 'group') return { ...attributes, type: type === 'checkboxes' ? 'checkbox' : 'radio' };
  attributes.id = model.id;
  if (model.kind === 'checkbox' || model.kind === 'file' || model.kind === 'input') attributes.type = type;
  for (const name of passedOn) attributes[name] = args[name];
  if (type === 'textarea') attributes.rows ??= 4;
  if (model.errors.length > 0) attributes['aria-invalid'] = 'true';
  attributes['aria-describedby'] = model.described;
  return attributes;
}

/** The value under `a`, `a.0` or `a.b`, looking first for the whole name. */
function valueAt(values: Record<string, unknown> | undefined, name: string): unknown {
  if (!values) return undefined;
  if (Object.hasOwn(values, name)) return values[name];
  const steps = name
    .replaceAll(/\[(\w*)\]/g, '.$1')
    .split('.')
    .filter(Boolean);
  return steps.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? (value as Record<string, unknown>)[step]
        : undefined,
    values,
  );
}

function written(raw: unknown, type: string): string {
  if (type === 'date' && (raw instanceof Date || textOf(raw).includes('T')))
    return isoDay(raw as Date | string);
  if (raw instanceof Date) return localMinute(raw);
  return textOf(raw);
}

/** A moment as `datetime-local` wants it, in Bogota: `2026-11-20T10:42`. */
function localMinute(moment: Date): string {
  return new Date(moment.getTime() - 5 * 3_600_000).toISOString().slice(0, 16);
}

/** A box without a tick is not sent at all: when its form comes back, it is still without one. */
function isLeftEmpty(type: string, form: FormState | undefined): boolean {
  return type.startsWith('checkbox') && Object.keys(form?.values ?? {}).length > 0;
}

function isChecked(raw: unknown): boolean {
  return raw === true || (typeof raw === 'string' && !['', 'false', 'no', '0'].includes(raw));
}

/** Options come as texts, as `{ value, label }`, or as one object of value to label. */
function optionsOf(options: unknown, raw: unknown, id: string): FieldOption[] {
  const chosen = new Set((Array.isArray(raw) ? raw : [raw]).map(textOf));
  return pairsOf(options).map((option, index) => ({
    ...option,
    id: index === 0 ? id : `${id}-${index + 1}`,
    selected: chosen.has(option.value),
  }));
}

function pairsOf(options: unknown): { value: string; label: string; hint?: string; state?: string }[] {
  if (Array.isArray(options)) return options.map(pairOf);
  const pairs = Object.entries((options ?? {}) as Record<string, unknown>);
  return pairs.map(([value, label]) => ({ value, label: textOf(label) }));
}

function pairOf(option: unknown): { value: string; label: string; hint?: string; state?: string } {
  if (typeof option !== 'object' || option === null) return { value: textOf(option), label: textOf(option) };
  const { value, label, hint, state } = option as Record<string, unknown>;
  return { value: textOf(value), label: textOf(label), hint: textOf(hint), state: textOf(state) };
}
