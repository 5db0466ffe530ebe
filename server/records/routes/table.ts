// Routes of the retention table.
import { route } from '../../platform/http/route.ts';
import * as forms from '../forms/table.ts';
import * as importing from '../pages/importing.ts';
import * as pages from '../pages/tables.ts';
import { loadSeries, loadTable } from '../queries/tables.ts';

const VERSION = '/trd/versiones/:number';
const SERIES = '/trd/series/:code';

export const table = [
  route({ method: 'get', path: '/trd', may: 'records.table', query: forms.tableQuery, handle: pages.inForce }),
  route({ method: 'post', path: '/trd/borrador', may: 'records.edit_table', handle: pages.start }),
  route({ method: 'get', path: '/trd/importacion', may: 'records.edit_table', handle: importing.ask }),
  route({ method: 'get', path: '/trd/importacion/plantilla.xlsx', may: 'records.edit_table', handle: importing.template }),
  route({ method: 'post', path: '/trd/importacion', may: 'records.edit_table', upload: importing.importUpload, form: forms.importForm, again: importing.ask, handle: importing.send }),
  route({ method: 'get', path: '/trd/series-usuales', may: 'records.settings', handle: pages.usualPage }),
  route({ method: 'post', path: '/trd/series-usuales', may: 'records.settings', form: forms.usualForm, again: pages.usualPage, handle: pages.saveUsual }),
  route({ method: 'get', path: '/trd/series/nueva', may: 'records.edit_table', handle: pages.newSeries }),
  route({ method: 'post', path: '/trd/series', may: 'records.edit_table', form: forms.seriesForm, again: pages.newSeries, handle: pages.createSeries }),
  route({ method: 'get', path: SERIES, may: 'records.table', load: loadSeries, handle: pages.series }),
  route({ method: 'get', path: `${SERIES}/edicion`, may: 'records.edit_table', load: loadSeries, handle: pages.editSeries }),
  route({ method: 'post', path: `${SERIES}/edicion`, may: 'records.edit_table', load: loadSeries, form: forms.seriesForm, again: pages.editSeries, handle: pages.changeSeries }),
  route({ method: 'get', path: VERSION, may: 'records.table', load: loadTable, query: forms.tableQuery, handle: pages.version }),
  route({ method: 'get', path: `${VERSION}/tabla.xlsx`, may: 'records.table', load: loadTable, handle: pages.exportXlsx }),
  route({ method: 'get', path: `${VERSION}/vigencia`, may: 'records.put_table_in_force', load: loadTable, handle: pages.askInForce }),
  route({ method: 'post', path: `${VERSION}/vigencia`, may: 'records.put_table_in_force', load: loadTable, form: forms.inForceForm, again: pages.askInForce, handle: pages.put }),
  route({ method: 'get', path: `${VERSION}/descarte`, may: 'records.edit_table', load: loadTable, handle: pages.askDiscard }),
  route({ method: 'post', path: `${VERSION}/descarte`, may: 'records.edit_table', load: loadTable, form: forms.reasonForm, again: pages.askDiscard, handle: pages.discard }),
]; // prettier-ignore
