// Routes of the traceability of a document.
import { route } from '../../platform/http/route.ts';
import * as forms from '../forms/linking.ts';
import * as pages from '../pages/linking.ts';
import { loadDocument } from '../queries/loading.ts';

const DOCUMENT = '/documentos/:code';

export const linking = [
  route({ method: 'get', path: `${DOCUMENT}/vinculos`, may: 'documents.read', load: loadDocument, handle: pages.links }),
  route({ method: 'post', path: `${DOCUMENT}/citas`, may: 'documents.describe', load: loadDocument, form: forms.citeForm, again: pages.links, handle: pages.addCitation }),
  route({ method: 'post', path: `${DOCUMENT}/citas/retiro`, may: 'documents.describe', load: loadDocument, form: forms.unciteForm, again: pages.links, handle: pages.dropCitation }),
  route({ method: 'post', path: `${DOCUMENT}/requisitos`, may: 'documents.describe', load: loadDocument, form: forms.governForm, again: pages.links, handle: pages.addClause }),
  route({ method: 'post', path: `${DOCUMENT}/requisitos/retiro`, may: 'documents.describe', load: loadDocument, form: forms.governForm, again: pages.links, handle: pages.dropClause }),
]; // prettier-ignore
