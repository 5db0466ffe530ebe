// The page of a failed request: what happened, what to do next, whom to ask.
import type { Response } from 'express';
import { isWord, translate, type WordParams } from '../words/index.ts';
import { emptyPage, type PageData } from './layout.ts';

/** The statuses that have words of their own; any other is shown as the nearest. */
export const errorStatuses = [400, 403, 404, 409, 413, 422, 429, 500, 503, 507] as const;
export type ErrorStatus = (typeof errorStatuses)[number];

/**
 * Answers with the error page of a status.
 * @param key a word key that says what went wrong more closely, e.g. the one of a `Refusal`; a key
 *   without words is left out
 * @param params what fills the key's places; `requestId` is also shown on 5xx pages
 */
export function renderError(
  response: Response,
  status: number,
  key?: string | null,
  params: WordParams = {},
): void {
  const shown = nearest(status);
  const page = (response.locals.page as PageData | undefined) ?? emptyPage('es');
  const say = (part: string) => translate(page.language, `errors.s${shown}.${part}`);
  const reason = key && isWord(key) ? translate(page.language, key, params) : '';
  const error = { status: shown, title: say('title'), reason, text: say('text'), next: say('next') };
  const requestId = shown >= 500 ? (params.requestId ?? (response.locals.requestId as unknown)) : undefined;
  response.status(status);
  if (!response.req.accepts('html')) {
    response.json({ error: { status, message: reason || error.title, requestId } });
    return;
  }
  const layout = page.user ? 'main' : 'public';
  const data = { page, layout, title: error.title, error: { ...error, requestId } };
  response.render('errors/show', data, (failure, html) => {
    // A page that cannot be drawn must not hide the error that it was to show.
    if (failure) response.type('text/plain').send(`${error.title}\n${reason}\n${error.next}\n`);
    else response.send(html);
  });
}

function nearest(status: number): ErrorStatus {
  const known = errorStatuses.find((one) => one === status);
  return known ?? (status >= 500 ? 500 : status === 401 ? 403 : 400);
}
