// Links made by hand, and the short address of any code.
import { route } from '../../platform/http/route.ts';
import { askQuery, reasonForm, tieForm } from './forms.ts';
import * as pages from './pages.ts';
import { linkById, recordOfCode } from './queries.ts';

export const linkRoutes = [
  route({ method: 'get', path: '/c/:code', may: 'signed_in', load: recordOfCode, handle: pages.open }),
  route({ method: 'get', path: '/vinculos/nuevo', may: 'evidence.link', query: askQuery, handle: pages.ask }),
  route({ method: 'post', path: '/vinculos', may: 'evidence.link', query: askQuery, form: tieForm, again: pages.ask, handle: pages.make }),
  route({ method: 'get', path: '/vinculos/:id/retiro', may: 'evidence.unlink', load: linkById, handle: pages.askUntie }),
  route({ method: 'post', path: '/vinculos/:id/retiro', may: 'evidence.unlink', load: linkById, form: reasonForm, again: pages.askUntie, handle: pages.drop }),
]; // prettier-ignore
