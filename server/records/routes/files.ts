// Routes of expedientes.
import { route } from '../../platform/http/route.ts';
import * as forms from '../forms/files.ts';
import * as pages from '../pages/files.ts';
import { loadFile as load } from '../queries/files.ts';

const ONE = '/expedientes/:code';

export const files = [
  route({ method: 'get', path: '/expedientes', may: 'records.files', query: forms.filesQuery, handle: pages.list }),
  route({ method: 'get', path: '/expedientes/nuevo', may: 'records.open_file', handle: pages.blank }),
  route({ method: 'post', path: '/expedientes', may: 'records.open_file', form: forms.fileForm, again: pages.blank, handle: pages.create }),
  route({ method: 'get', path: ONE, may: 'records.files', load, query: forms.fileQuery, handle: pages.show }),
  route({ method: 'post', path: `${ONE}/registros`, may: 'records.fill_file', load, form: forms.fillForm, again: pages.showAgain, handle: pages.fill }),
  route({ method: 'get', path: `${ONE}/cierre`, may: 'records.close_file', load, handle: pages.askClose }),
  route({ method: 'post', path: `${ONE}/cierre`, may: 'records.close_file', load, form: forms.reasonForm, again: pages.askClose, handle: pages.close }),
  route({ method: 'get', path: `${ONE}/reapertura`, may: 'records.close_file', load, handle: pages.askReopen }),
  route({ method: 'post', path: `${ONE}/reapertura`, may: 'records.close_file', load, form: forms.reasonForm, again: pages.askReopen, handle: pages.reopen }),
]; // prettier-ignore
