// Reading pages as a browser would: their forms with every field, and sending them back filled in.
import type { Response } from 'supertest';
import type { Agent } from './app.ts';

/** What a form would send: one value or, for several of one name, a list. */
export type Fields = Record<string, string | string[]>;

export interface PageForm {
  method: string;
  action: string;
  fields: Fields;
}

/** Every form on the page with the values that it would send as it stands. */
export function formsOf(html: string): PageForm[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, attributes = '', inside = '']) => ({
    method: (attribute(attributes, 'method') ?? 'get').toLowerCase(),
    action: attribute(attributes, 'action') ?? '',
    fields: fieldsOf(inside),
  }));
}

/** The POST form with this action (the path alone); the first one that is not of the frame when none is given. */
export function formOf(html: string, action?: string): PageForm {
  const posts = formsOf(html).filter((one) => one.method === 'post');
  const found = action
    ? posts.find((one) => one.action === action)
    : posts.find((one) => !FRAME.has(one.action));
  if (!found) throw new Error(`The page has no form${action ? ` that posts to ${action}` : ''}`);
  return found;
}

/** Every value shown in this field of the page's forms, e.g. `_csrf`. */
export function valueOf(html: string, name: string): string {
  for (const { fields } of formsOf(html)) {
    const value = fields[name];
    if (typeof value === 'string') return value;
  }
  throw new Error(`The page has no field '${name}'`);
}

/**
 * Opens the page, fills in its form and sends it: tokens and hidden fields as the page gave them.
 * @param action which form, by the path that it posts to; needed only when the page has several
 */
export async function submit(agent: Agent, path: string, fields: Fields, action?: string): Promise<Response> {
  const page = await agent.get(path);
  if (page.status !== 200) throw new Error(`GET ${path} answered ${page.status}`);
  const form = formOf(page.text, action);
  return send(agent, form.action || path, { ...form.fields, ...fields });
}

/** Sends fields as a browser does, without looking at a page first. */
export function send(agent: Agent, path: string, fields: Fields) {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields))
    for (const one of [value].flat()) body.append(name, one);
  return agent.post(path).type('form').send(body.toString());
}

/** The text that a reader sees, without markup and with single spaces. */
export function textOf(html: string): string {
  const bare = html.replace(/<(script|style|svg)\b[\s\S]*?<\/\1>/g, ' ').replace(/<[^>]*>/g, ' ');
  return unescape(bare).replace(/\s+/g, ' ').trim();
}

// Forms that every page carries.
const FRAME = new Set(['/salir', '/idioma', '/buscar']);

function fieldsOf(inside: string): Fields {
  const fields: Fields = {};
  const add = (name: string | null, value: string): void => {
    if (!name) return;
    const before = fields[name];
    fields[name] = before === undefined ? value : [before, value].flat();
  };
  for (const [, attributes = ''] of inside.matchAll(/<input\b([^>]*)>/g)) {
    const type = attribute(attributes, 'type') ?? 'text';
    if (type === 'file' || type === 'submit') continue;
    if ((type === 'checkbox' || type === 'radio') && !/\schecked\b/.test(attributes)) continue;
    add(attribute(attributes, 'name'), attribute(attributes, 'value') ?? '');
  }
  for (const [, attributes = '', text = ''] of inside.matchAll(
    /<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g,
  )) {
    add(attribute(attributes, 'name'), unescape(text.replace(/^\n/, '')));
  }
  for (const [, attributes = '', options = ''] of inside.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)) {
    const chosen = [...options.matchAll(/<option\b([^>]*)>/g)].filter(([, one = '']) =>
      /\sselected\b/.test(one),
    );
    const first = /<option\b([^>]*)>/.exec(options)?.[1] ?? '';
    const values =
      chosen.length > 0 ? chosen.map(([, one = '']) => one) : /\smultiple\b/.test(attributes) ? [] : [first];
    for (const one of values) add(attribute(attributes, 'name'), attribute(one, 'value') ?? '');
  }
  return fields;
}

function attribute(attributes: string, name: string): string | null {
  const found = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes);
  return found ? unescape(found[1] ?? '') : null;
}

function unescape(text: string): string {
  return text
    .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&nbsp;', '\u00a0')
    .replaceAll('&amp;', '&');
}
