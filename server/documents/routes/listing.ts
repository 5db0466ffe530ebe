// Routes of the master list.
import { route } from '../../platform/http/route.ts';
import { listQuery } from '../forms/listing.ts';
import * as pages from '../pages/listing.ts';

export const listing = [
  route({ method: 'get', path: '/documentos', may: 'documents.list', query: listQuery, handle: pages.list }),
  route({
    method: 'get',
    path: '/documentos.xlsx',
    may: 'documents.list',
    query: listQuery,
    handle: pages.exportXlsx,
  }),
  route({
    method: 'get',
    path: '/documentos.csv',
    may: 'documents.list',
    query: listQuery,
    handle: pages.exportCsv,
  }),
];
