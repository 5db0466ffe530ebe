// The pages of schools: literal paths before the DANE code.
import { route } from '../platform/http/route.ts';
import { editForm, listQuery, newForm, saberForm } from './forms.ts';
import * as importing from './importing/pages.ts';
import * as pages from './pages.ts';
import { schoolByDane } from './queries.ts';

const HOME = '/establecimientos';
const ONE = `${HOME}/:dane`;
const load = ({ dane = '' }: Record<string, string>) => schoolByDane(dane);

export const routes = [
  route({ method: 'get', path: HOME, may: 'establishments.list', query: listQuery, handle: pages.index }),
  route({ method: 'get', path: `${HOME}.xlsx`, may: 'establishments.list', query: listQuery, handle: pages.exportXlsx }),
  route({ method: 'get', path: `${HOME}/nuevo`, may: 'establishments.edit', handle: pages.blank }),
  route({ method: 'post', path: HOME, may: 'establishments.edit', form: newForm, again: pages.blank, handle: pages.create }),
  route({ method: 'get', path: `${HOME}/importacion`, may: 'establishments.import', handle: importing.ask }),
  route({ method: 'get', path: `${HOME}/plantilla.xlsx`, may: 'establishments.import', handle: importing.template }),
  route({ method: 'post', path: `${HOME}/importacion`, may: 'establishments.import', upload: importing.listUpload, again: importing.ask, handle: importing.tryOut }),
  route({ method: 'post', path: `${HOME}/importacion/confirmacion`, may: 'establishments.import', again: importing.ask, handle: importing.take }),
  route({ method: 'get', path: ONE, may: 'establishments.read', load, handle: pages.show }),
  route({ method: 'get', path: `${ONE}/edicion`, may: 'establishments.edit', load, handle: pages.edit }),
  route({ method: 'post', path: `${ONE}/edicion`, may: 'establishments.edit', load, form: editForm, again: pages.edit, handle: pages.change }),
  route({ method: 'post', path: `${ONE}/saber`, may: 'establishments.edit', load, form: saberForm, again: pages.show, handle: pages.addSaber }),
]; // prettier-ignore
