// Routes of the lists: nonconformities with their board, their figures and their export, the form that opens one, and its page.
import { route } from '../../platform/http/route.ts';
import { listQuery, newQuery, recordForm, yearQuery } from '../forms/opening.ts';
import { figures } from '../pages/figures.ts';
import * as pages from '../pages/records.ts';
import { loadRecord } from '../queries/loading.ts';

const LIST = '/no-conformidades';

export const listing = [
  route({ method: 'get', path: LIST, may: 'actions.list', query: listQuery, handle: pages.list }),
  route({ method: 'get', path: `${LIST}.xlsx`, may: 'actions.export', query: listQuery, handle: pages.exportXlsx }),
  route({ method: 'get', path: `${LIST}/tablero`, may: 'actions.list', handle: pages.board }),
  route({ method: 'get', path: `${LIST}/analisis`, may: 'actions.figures', query: yearQuery, handle: figures }),
  route({ method: 'get', path: `${LIST}/nueva`, may: 'actions.open', query: newQuery, handle: pages.blank }),
  route({ method: 'post', path: LIST, may: 'actions.open', form: recordForm, again: pages.again, handle: pages.create }),
  route({ method: 'get', path: `${LIST}/:code/informe.pdf`, may: 'actions.read', load: loadRecord, handle: pages.report }),
  route({ method: 'get', path: `${LIST}/:code`, may: 'actions.read', load: loadRecord, handle: pages.show }),
]; // prettier-ignore
