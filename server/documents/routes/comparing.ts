// The route of a comparison.
import { route } from '../../platform/http/route.ts';
import { compareQuery } from '../forms/comparing.ts';
import { compare } from '../pages/comparing.ts';
import { loadForComparing } from '../queries/loading.ts';

export const comparing = [
  route({
    method: 'get',
    path: '/documentos/:code/comparar',
    may: 'documents.compare',
    load: loadForComparing,
    query: compareQuery,
    handle: compare,
  }),
];
