// The routes that anybody may ask.
import { route } from '../platform/http/route.ts';
import { tokenQuery } from './forms.ts';
import * as pages from './pages.ts';

/** A person with a pile of paper, not a machine that tries tokens. */
const limit = { max: 60, minutes: 10 };

export const routes = [
  route({ method: 'get', path: '/v', may: 'everyone', query: tokenQuery, handle: pages.ask }),
  route({ method: 'get', path: '/v/:token', may: 'everyone', limit, handle: pages.answer }),
];
