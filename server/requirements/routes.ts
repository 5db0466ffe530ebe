// The pages of the requirements.
import { NotFound } from '../platform/errors.ts';
import { route } from '../platform/http/route.ts';
import { clauseById } from './catalogue/index.ts';
import { filterForm } from './forms.ts';
import * as pages from './pages.ts';

async function load({ id = '' }: Record<string, string>) {
  const clause = clauseById(id);
  if (!clause) throw new NotFound();
  return clause;
}

export const routes = [
  route({
    method: 'get',
    path: '/requisitos',
    may: 'requirements.read',
    query: filterForm,
    handle: pages.index,
  }),
  route({ method: 'get', path: '/requisitos/:id', may: 'requirements.read', load, handle: pages.show }),
];
