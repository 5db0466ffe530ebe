// An act's pair of routes: a page that asks (what will happen, what is needed) and the act itself; and what such a page says.
import type { RequestHandler } from 'express';
import type { Permission } from '../access/policy.ts';
import type { User } from '../access/roles.ts';
import type { Params } from '../errors.ts';
import type { Form } from '../forms/forms.ts';
import type { Ctx } from './context.ts';
import { route, type AnyRoute } from './route.ts';

/** A field of an act's page. `label` (the name when absent) and `hint` are the last parts of word keys: `documents.field.reason`. */
export interface ActField {
  name: string;
  type: string;
  label?: string;
  hint?: string;
  optional?: boolean;
  rows?: number;
  value?: string;
  index?: number;
  min?: string | number;
  max?: string | number;
  maxlength?: number;
  autocomplete?: string;
  /** Words of the empty option; false leaves it out. */
  blank?: string | false;
  options?: readonly { value: string; label: string; hint?: string }[];
}

export interface Asked<S, I> {
  path: string;
  may: Permission;
  load: (params: Record<string, string>, user: User | null) => Promise<S>;
  form: Form<I>;
  upload?: RequestHandler;
  /** The page that asks; shown again with what was typed when the act is refused. */
  ask: (ctx: Ctx<S>) => void | Promise<void>;
  act: (ctx: Ctx<S, I>) => Promise<void>;
}

export function askedAct<S, I>({ path, may, load, form, upload, ask, act }: Asked<S, I>): AnyRoute[] {
  return [
    route<S>({ method: 'get', path, may, load, handle: ask }),
    route<S, I>({
      method: 'post',
      path,
      may,
      load,
      ...(upload ? { upload } : {}),
      form,
      again: ask,
      handle: act,
    }),
  ];
}

/**
 * On opening the page of an act whose time is over, by an old letter or a second tab, leads to the record, which shows
 * how it stands. True when it did.
 */
export async function ledBack(
  ctx: Pick<Ctx, 'req' | 'redirect'>,
  isOpen: boolean,
  to: string,
): Promise<boolean> {
  if (isOpen || ctx.req.method === 'POST') return false;
  await ctx.redirect(to, { kind: 'info', key: 'shared.form.not_now' });
  return true;
}

/** Title, text and button of the page, by the word keys below `root`: `documents.ask.approve`. */
export function wordsOfAct(t: Ctx['t'], root: string, params: Params = {}) {
  const say = (part: string): string => t(`${root}.${part}`, params);
  return { title: say('title'), text: say('text'), button: say('button') };
}

/** The fields with their labels and hints in the reader's language. */
export function labelled(t: Ctx['t'], slice: string, fields: readonly ActField[]) {
  return fields.map((field) => ({
    ...field,
    label: t(`${slice}.field.${field.label ?? field.name}`),
    hint: field.hint && t(`${slice}.hint.${field.hint}`),
  }));
}
