// The door of the start page: what waits for each person across every slice, and the search by code or word.
import type { Slice } from '../platform/http/slice.ts';
import { routes } from './routes.ts';

export const home: Slice = {
  name: 'home',
  routes,
  // What the pages show was asked of each slice for this person.
  policy: {},
  menu: [
    { href: '/', word: 'home.title', may: 'signed_in', order: 0 },
    { href: '/pendientes', word: 'home.tasks', may: 'signed_in', order: 10 },
  ],
};
