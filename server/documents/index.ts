// The door of documents: control of documents, G1.
import type { Slice } from '../platform/http/slice.ts';
import { policy } from './policy.ts';
import { routes } from './routes.ts';

export const documents: Slice = {
  name: 'documents',
  routes,
  policy,
  menu: [{ href: '/documentos', word: 'documents.menu', may: 'documents.list', order: 20 }],
};

export { checkToken, type CheckedCopy } from './queries/copies.ts';
