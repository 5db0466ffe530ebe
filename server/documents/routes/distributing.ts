// Routes of the points of use: the distribution of a document, its readers, and each person's own documents.
import { route } from '../../platform/http/route.ts';
import * as forms from '../forms/distributing.ts';
import * as pages from '../pages/distributing.ts';
import { show } from '../pages/showing.ts';
import { loadDocument } from '../queries/loading.ts';

const DOCUMENT = '/documentos/:code';

export const distributing = [
  route({ method: 'get', path: '/mis-documentos', may: 'documents.list', query: forms.ownQuery, handle: pages.own }),
  route({ method: 'get', path: `${DOCUMENT}/distribucion`, may: 'documents.see_readers', load: loadDocument, query: forms.readersQuery, handle: pages.readers }),
  route({ method: 'get', path: `${DOCUMENT}/distribucion.csv`, may: 'documents.see_readers', load: loadDocument, handle: pages.readersCsv }),
  route({ method: 'get', path: `${DOCUMENT}/distribucion/editar`, may: 'documents.distribute', load: loadDocument, handle: pages.edit }),
  route({ method: 'post', path: `${DOCUMENT}/distribucion`, may: 'documents.distribute', load: loadDocument, form: forms.distributionForm, again: pages.edit, handle: pages.set }),
  route({ method: 'post', path: `${DOCUMENT}/lectura`, may: 'documents.acknowledge', load: loadDocument, form: forms.readingForm, again: show, handle: pages.confirm }),
]; // prettier-ignore
