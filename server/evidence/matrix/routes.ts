// The pages of the conformity matrix: literal paths before a clause's id.
import { NotFound } from '../../platform/errors.ts';
import { route } from '../../platform/http/route.ts';
import { clauseById } from '../../requirements/index.ts';
import { clauseQuery, matrixQuery } from './forms.ts';
import * as pages from './pages.ts';

const may = 'evidence.matrix';

export const matrixRoutes = [
  route({ method: 'get', path: '/matriz', may, query: matrixQuery, handle: pages.matrix }),
  route({ method: 'get', path: '/matriz.xlsx', may, query: matrixQuery, handle: pages.matrixXlsx }),
  route({ method: 'get', path: '/matriz.pdf', may, query: matrixQuery, handle: pages.matrixPdf }),
  route({ method: 'get', path: '/matriz/cobertura', may, query: matrixQuery, handle: pages.coverage }),
  route({ method: 'get', path: '/matriz/:id', may, load, query: clauseQuery, handle: pages.clause }),
];

function load({ id = '' }: Record<string, string>) {
  const clause = clauseById(id);
  return clause ? Promise.resolve(clause) : Promise.reject(new NotFound());
}
