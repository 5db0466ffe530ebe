// The door of the start page: what waits for each person across every slice, and the search by code or word.
import type { Slice } from '../platform/http/slice.ts';
import { policy } from './policy.ts';
import { routes } from './routes.ts';

export const home: Slice = {
  name: 'home',
  routes,
  policy,
  menu: [
    { href: '/', word: 'home.title', may: 'signed_in', order: 0 },
    { href: '/pendientes', word: 'home.tasks', may: 'signed_in', order: 10 },
  ],
};
