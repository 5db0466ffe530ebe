// What a template helper may know of the page it is drawn into.
import type { HelperOptions } from 'handlebars';
import { isLanguage, type Language } from '../words/index.ts';
import { emptyPage, type FormState, type PageData } from './layout.ts';

interface Root {
  page?: PageData;
  form?: FormState;
}

/** The last argument of a helper, with the data channel that view and layout share. */
export interface Runtime extends Omit<HelperOptions, 'data' | 'hash'> {
  data: { root?: Root; icons?: Set<string>; labels?: Map<string, string> };
  hash: Record<string, unknown>;
}

export function pageOf(runtime: Runtime): PageData {
  return runtime.data.root?.page ?? emptyPage('es');
}

export function formOf(runtime: Runtime): FormState | undefined {
  return runtime.data.root?.form;
}

export function languageIn(runtime: Runtime): Language {
  const language = runtime.data.root?.page?.language;
  return isLanguage(language) ? language : 'es';
}

/** Splits a helper's arguments into what the template wrote and the runtime that Handlebars adds. */
export function split(args: unknown[]): { given: unknown[]; runtime: Runtime } {
  return { given: args.slice(0, -1), runtime: args.at(-1) as Runtime };
}

/** Text of a template value; objects and functions give nothing, so that no internals reach a page. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint'
    ? String(value)
    : '';
}
