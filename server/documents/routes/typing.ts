// Routes of the types of document.
import { route } from '../../platform/http/route.ts';
import { typeForm } from '../forms/typing.ts';
import * as pages from '../pages/typing.ts';
import { loadType } from '../queries/types.ts';

const HOME = '/tipos-documentales';

export const typing = [
  route({ method: 'get', path: HOME, may: 'documents.types', handle: pages.list }),
  route({ method: 'get', path: `${HOME}/nuevo`, may: 'documents.edit_types', handle: pages.blank }),
  route({
    method: 'post',
    path: HOME,
    may: 'documents.edit_types',
    form: typeForm,
    again: pages.blank,
    handle: pages.create,
  }),
  route({
    method: 'get',
    path: `${HOME}/:id`,
    may: 'documents.edit_types',
    load: loadType,
    handle: pages.edit,
  }),
  route({
    method: 'post',
    path: `${HOME}/:id`,
    may: 'documents.edit_types',
    load: loadType,
    form: typeForm,
    again: pages.edit,
    handle: pages.change,
  }),
];
