// Template helpers that make markup: all that returns a SafeString stands here, and escapes what it is given.
import handlebars from 'handlebars';
import { formatDate, formatDateTime, formatLongDate, isoDay, type When } from '../../words/index.ts';
import { icons, iconUse, spriteOf } from '../icons.ts';
import { languageIn, pageOf, type Runtime, split, textOf } from '../runtime.ts';

type Safe = handlebars.SafeString;
const safe = (markup: string): Safe => new handlebars.SafeString(markup);
const escape = (text: unknown): string => handlebars.escapeExpression(textOf(text));

const states = new Set(['ok', 'warn', 'bad', 'info', 'off']);

/** The class of a state, or the quiet one for anything else. */
export function stateClass(state: unknown): string {
  return typeof state === 'string' && states.has(state) ? state : 'off';
}

/** `{{tag 'ok' 'Vigente'}}` or `{{tag state}}` with `{ kind, text }`: the pill with dot and word. */
export function tag(...args: unknown[]): Safe {
  const [first, second] = split(args).given;
  const { kind, text } =
    typeof first === 'object' && first ? (first as Record<string, unknown>) : { kind: first, text: second };
  return safe(text ? `<span class="tag ${stateClass(kind)}">${escape(text)}</span>` : '');
}

/** `{{icon 'check'}}`: one icon, hidden from readers; its symbol is added at the foot of the page. */
export function icon(name: unknown, runtime: Runtime): Safe {
  if (typeof name !== 'string' || !Object.hasOwn(icons, name)) throw new Error(`no icon '${textOf(name)}'`);
  runtime.data.icons?.add(name);
  return safe(iconUse(name));
}

/** `{{sprite}}`: the symbols of all icons used so far; the layout calls it last. */
export function sprite(runtime: Runtime): Safe {
  return safe(spriteOf(runtime.data.icons ?? []));
}

/** `{{time day}}`: a `<time>` element; `as='dateTime'` or `as='longDate'` chooses the words. */
export function time(when: When | null | undefined, runtime: Runtime): Safe {
  const day = isoDay(when);
  if (!day || !when) return safe('');
  const language = languageIn(runtime);
  const write = { dateTime: formatDateTime, longDate: formatLongDate }[textOf(runtime.hash.as)] ?? formatDate;
  const machine = when instanceof Date ? when.toISOString() : when;
  return safe(`<time datetime="${escape(machine)}">${escape(write(when, language))}</time>`);
}

/** `{{json value}}`: JSON that can stand in a `<script type="application/json">` without ending it. */
export function json(value: unknown): Safe {
  const text = JSON.stringify(value ?? null);
  return safe(
    text.replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );
}

/** `{{attrs record}}`: attributes in double quotes; `true` gives a bare name, and empty values nothing. */
export function attrs(record: unknown): Safe {
  const pairs = Object.entries((record ?? {}) as Record<string, unknown>);
  return safe(pairs.map(([name, value]) => attribute(name, value)).join(''));
}

/** `{{nonce}}`: the nonce of this answer's content security policy. */
export function nonce(runtime: Runtime): string {
  return pageOf(runtime).nonce;
}

/** `href="{{href url}}"`: the address when it is ours, https or mailto; `#` for any other scheme. */
export function href(url: unknown): string {
  const address = textOf(url).trim();
  const isOurs = /^(?:[?#]|\/(?![/\\]))/.test(address) && !/[\t\n\r]/.test(address);
  return isOurs || /^(?:https:\/\/|mailto:)/i.test(address) ? address : '#';
}

function attribute(name: string, value: unknown): string {
  if (
    !/^[a-z][a-z-]*$/.test(name) ||
    value === undefined ||
    value === null ||
    value === false ||
    value === ''
  )
    return '';
  return value === true ? ` ${name}` : ` ${name}="${escape(value)}"`;
}
