// Routes of imports: literal paths before the batch's id.
import { route } from '../../platform/http/route.ts';
import { reasonForm, signatureForm } from '../forms/acting.ts';
import { batchQuery } from '../forms/importing.ts';
import * as pages from '../pages/importing.ts';
import { loadBatch, loadTrial } from '../queries/importing.ts';

const HOME = '/documentos/importaciones';
const TRIAL = `${HOME}/ensayos/:trial`;

export const importing = [
  route({ method: 'get', path: HOME, may: 'documents.see_imports', handle: pages.list }),
  route({ method: 'get', path: `${HOME}/plantilla.xlsx`, may: 'documents.import', handle: pages.template }),
  route({ method: 'post', path: HOME, may: 'documents.import', upload: pages.importUpload, again: pages.list, handle: pages.send }),
  route({ method: 'get', path: TRIAL, may: 'documents.import', load: loadTrial, handle: pages.trial }),
  route({ method: 'post', path: TRIAL, may: 'documents.import', load: loadTrial, again: pages.trial, handle: pages.take }),
  route({ method: 'post', path: `${TRIAL}/revision`, may: 'documents.import', load: loadTrial, again: pages.trial, handle: pages.again }),
  route({ method: 'get', path: `${HOME}/:id`, may: 'documents.see_imports', load: loadBatch, query: batchQuery, handle: pages.batch }),
  route({ method: 'post', path: `${HOME}/:id/confirmacion`, may: 'documents.confirm_import', load: loadBatch, form: signatureForm, again: pages.batchAgain, handle: pages.confirm }),
  route({ method: 'get', path: `${HOME}/:id/rechazo`, may: 'documents.refuse_import', load: loadBatch, handle: pages.askRefuse }),
  route({ method: 'post', path: `${HOME}/:id/rechazo`, may: 'documents.refuse_import', load: loadBatch, form: reasonForm, again: pages.askRefuse, handle: pages.refuse }),
]; // prettier-ignore
