// The pages of the requirements.
import { route } from '../platform/http/route.ts';
import { appliesForm, assessForm, dutiesForm, filterForm, gapForm, governForm, pickQuery, stopForm } from './forms.ts'; // prettier-ignore
import * as keeping from './pages/keeping.ts';
import * as listing from './pages/listing.ts';
import * as showing from './pages/showing.ts';
import { loadClause as load } from './queries.ts';
import { rounds } from './rounds/routes.ts';

const CLAUSE = '/requisitos/:id';

export const routes = [
  route({ method: 'get', path: '/requisitos', may: 'requirements.read', query: filterForm, handle: listing.index }),
  route({ method: 'get', path: '/requisitos/brechas', may: 'requirements.read', query: gapForm, handle: listing.gaps }),
  ...rounds,
  route({ method: 'get', path: CLAUSE, may: 'requirements.read', load, handle: showing.show }),
  route({ method: 'get', path: `${CLAUSE}/gestion`, may: 'requirements.keep', load, query: pickQuery, handle: keeping.keep }),
  route({ method: 'post', path: `${CLAUSE}/responsable`, may: 'requirements.keep', load, form: dutiesForm, again: keeping.keep, handle: keeping.setDuties }),
  route({ method: 'post', path: `${CLAUSE}/aplicabilidad`, may: 'requirements.keep', load, form: appliesForm, again: keeping.keep, handle: keeping.setApplicability }),
  route({ method: 'post', path: `${CLAUSE}/documentos`, may: 'requirements.keep', load, form: governForm, again: keeping.keep, handle: keeping.addDocument }),
  route({ method: 'post', path: `${CLAUSE}/documentos/retiro`, may: 'requirements.keep', load, form: stopForm, again: keeping.keep, handle: keeping.dropDocument }),
  route({ method: 'get', path: `${CLAUSE}/evaluacion`, may: 'requirements.assess', load, handle: keeping.judging }),
  route({ method: 'post', path: `${CLAUSE}/evaluacion`, may: 'requirements.assess', load, form: assessForm, again: keeping.judging, handle: keeping.judge }),
]; // prettier-ignore
