// Routes of records: literal paths before the code.
import { route } from '../../platform/http/route.ts';
import * as forms from '../forms/records.ts';
import * as keeping from '../pages/keeping.ts';
import * as pages from '../pages/records.ts';
import { loadLoan, loadRecord as load } from '../queries/records.ts';
import { fileQuery } from '../forms/files.ts';

const ONE = '/registros/:code';

export const records = [
  route({ method: 'get', path: '/registros', may: 'records.list', query: forms.recordsQuery, handle: pages.list }),
  route({ method: 'get', path: '/registros.xlsx', may: 'records.list', query: forms.recordsQuery, handle: pages.exportXlsx }),
  route({ method: 'get', path: '/registros.csv', may: 'records.list', query: forms.recordsQuery, handle: pages.exportCsv }),
  route({ method: 'get', path: '/registros/nuevo', may: 'records.declare', handle: pages.blank }),
  route({ method: 'post', path: '/registros', may: 'records.declare', upload: pages.recordUpload, form: forms.recordForm, again: pages.blank, handle: pages.declare }),
  route({ method: 'get', path: '/prestamos', may: 'records.lend', query: fileQuery, handle: keeping.loans }),
  route({ method: 'get', path: ONE, may: 'records.read', load, handle: pages.show }),
  route({ method: 'get', path: `${ONE}/archivos/:sha256`, may: 'records.read_content', load, query: forms.viewQuery, handle: pages.file }),
  route({ method: 'get', path: `${ONE}/anotaciones`, may: 'records.annotate', load, handle: keeping.askAnnotation }),
  route({ method: 'post', path: `${ONE}/anotaciones`, may: 'records.annotate', load, form: forms.annotationForm, again: keeping.askAnnotation, handle: keeping.addAnnotation }),
  route({ method: 'get', path: `${ONE}/ubicacion`, may: 'records.place', load, handle: keeping.askPlace }),
  route({ method: 'post', path: `${ONE}/ubicacion`, may: 'records.place', load, form: forms.placeForm, again: keeping.askPlace, handle: keeping.savePlace }),
  route({ method: 'get', path: `${ONE}/prestamos`, may: 'records.lend', load, handle: keeping.askLoan }),
  route({ method: 'post', path: `${ONE}/prestamos`, may: 'records.lend', load, form: forms.loanForm, again: keeping.askLoan, handle: keeping.makeLoan }),
  route({ method: 'get', path: `${ONE}/prestamos/:loan/devolucion`, may: 'records.lend', load: loadLoan, handle: keeping.askReturn }),
  route({ method: 'post', path: `${ONE}/prestamos/:loan/devolucion`, may: 'records.lend', load: loadLoan, form: forms.returnForm, again: keeping.askReturn, handle: keeping.endLoan }),
]; // prettier-ignore
