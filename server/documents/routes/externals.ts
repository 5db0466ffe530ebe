// Routes of documents of external origin.
import { route } from '../../platform/http/route.ts';
import * as forms from '../forms/externals.ts';
import * as pages from '../pages/externals.ts';
import { loadExternal } from '../queries/externals.ts';

const ONE = '/externos/:id';

export const externals = [
  route({ method: 'get', path: '/externos', may: 'documents.externals', query: forms.externalsQuery, handle: pages.list }),
  route({ method: 'get', path: '/externos.xlsx', may: 'documents.externals', query: forms.externalsQuery, handle: pages.exportXlsx }),
  route({ method: 'get', path: '/externos.csv', may: 'documents.externals', query: forms.externalsQuery, handle: pages.exportCsv }),
  route({ method: 'get', path: '/externos/nuevo', may: 'documents.edit_externals', handle: pages.blank }),
  route({ method: 'post', path: '/externos', may: 'documents.edit_externals', form: forms.newExternalForm, again: pages.blank, handle: pages.create }),
  route({ method: 'get', path: ONE, may: 'documents.externals', load: loadExternal, handle: pages.show }),
  route({ method: 'get', path: `${ONE}/editar`, may: 'documents.edit_externals', load: loadExternal, handle: pages.edit }),
  route({ method: 'post', path: `${ONE}/editar`, may: 'documents.edit_externals', load: loadExternal, form: forms.externalForm, again: pages.edit, handle: pages.describe }),
  route({ method: 'get', path: `${ONE}/verificacion`, may: 'documents.edit_externals', load: loadExternal, handle: pages.askCheck }),
  route({ method: 'post', path: `${ONE}/verificacion`, may: 'documents.edit_externals', load: loadExternal, form: forms.checkForm, again: pages.askCheck, handle: pages.check }),
]; // prettier-ignore
