// The start page, what waits for a person, the search, and the notices that everyone may read.
import { route } from '../platform/http/route.ts';
import { searchForm } from './forms.ts';
import * as pages from './pages.ts';

export const routes = [
  route({ method: 'get', path: '/', may: 'signed_in', handle: pages.start }),
  route({ method: 'get', path: '/pendientes', may: 'signed_in', handle: pages.tasks }),
  route({ method: 'get', path: '/buscar', may: 'signed_in', query: searchForm, handle: pages.search }),
  route({ method: 'get', path: '/accesibilidad', may: 'everyone', handle: pages.accessibility }),
  route({ method: 'get', path: '/datos-personales', may: 'everyone', handle: pages.personalData }),
];
