// Routes of writing: registering, data, new versions, the editor, its preview, and the original file.
import { route } from '../../platform/http/route.ts';
import * as forms from '../forms/writing.ts';
import * as editing from '../pages/editing.ts';
import { documentUpload, original } from '../pages/files.ts';
import * as registering from '../pages/registering.ts';
import { loadDocument, loadVersion } from '../queries/loading.ts';

const VERSION = '/documentos/:code/versiones/:number';

export const writing = [
  route({ method: 'get', path: '/documentos/nuevo', may: 'documents.create', handle: registering.blank }),
  route({ method: 'post', path: '/documentos/nuevo/codigo', may: 'documents.create', upload: documentUpload, form: forms.proposalForm, again: registering.blank, handle: registering.propose }),
  route({ method: 'post', path: '/documentos', may: 'documents.create', upload: documentUpload, form: forms.newDocumentForm, again: registering.blank, handle: registering.create }),
  route({ method: 'post', path: '/documentos/vista-previa', may: 'documents.create', form: forms.previewForm, handle: editing.preview }),
  route({ method: 'get', path: '/documentos/:code/datos', may: 'documents.describe', load: loadDocument, handle: registering.data }),
  route({ method: 'post', path: '/documentos/:code/datos', may: 'documents.describe', load: loadDocument, form: forms.dataForm, again: registering.data, handle: registering.describe }),
  route({ method: 'get', path: '/documentos/:code/versiones/nueva', may: 'documents.start_version', load: loadDocument, handle: registering.askStart }),
  route({ method: 'post', path: '/documentos/:code/versiones/nueva', may: 'documents.start_version', load: loadDocument, form: forms.startForm, again: registering.askStart, handle: registering.start }),
  route({ method: 'get', path: `${VERSION}/editar`, may: 'documents.save', load: loadVersion, query: forms.editorQuery, handle: editing.edit }),
  route({ method: 'post', path: `${VERSION}/editar`, may: 'documents.save', load: loadVersion, query: forms.editorQuery, upload: documentUpload, form: forms.draftForm, again: editing.edit, handle: editing.save }),
  route({ method: 'post', path: `${VERSION}/turno`, may: 'documents.save', load: loadVersion, form: forms.turnForm, handle: editing.takeTurn }),
  route({ method: 'get', path: `${VERSION}/archivo`, may: 'documents.read_version', load: loadVersion, handle: original }),
]; // prettier-ignore
