// The pages of schools' plans: literal paths before codes and numbers.
import { closeForm, enableForm, itemForm, planQuery } from '../pam/index.ts';
import type { User } from '../platform/access/roles.ts';
import { route } from '../platform/http/route.ts';
import { editForm, newForm } from './forms.ts';
import * as pages from './pages.ts';
import { pmiItemByNumber, pmiByCode } from './queries.ts';

const ONE = '/pmi/:code';
const ITEM = `${ONE}/:item`;
type Found = Record<string, string>;
const load = ({ code = '' }: Found, user: User | null) => pmiByCode(code, user);
const loadItem = ({ code = '', item = '' }: Found, user: User | null) => pmiItemByNumber(code, item, user);

export const routes = [
  route({ method: 'get', path: '/pmi', may: 'pmi.list', query: planQuery, handle: pages.index }),
  route({ method: 'get', path: '/pmi/nuevo', may: 'pmi.begin', handle: pages.blank }),
  route({ method: 'post', path: '/pmi', may: 'pmi.begin', form: newForm, again: pages.blank, handle: pages.begin }),
  route({ method: 'get', path: ONE, may: 'pmi.read', load, handle: pages.show }),
  route({ method: 'get', path: `${ONE}/edicion`, may: 'pmi.write', load, handle: pages.edit }),
  route({ method: 'post', path: `${ONE}/edicion`, may: 'pmi.write', load, form: editForm, again: pages.edit, handle: pages.change }),
  route({ method: 'post', path: `${ONE}/renglones`, may: 'pmi.write', load, form: itemForm, again: pages.show, handle: pages.add }),
  route({ method: 'get', path: `${ONE}/vigencia`, may: 'pmi.enable', load, handle: pages.askEnable }),
  route({ method: 'post', path: `${ONE}/vigencia`, may: 'pmi.enable', load, form: enableForm, again: pages.askEnable, handle: pages.enable }),
  route({ method: 'get', path: `${ONE}/cierre`, may: 'pmi.close', load, handle: pages.askClose }),
  route({ method: 'post', path: `${ONE}/cierre`, may: 'pmi.close', load, form: closeForm, again: pages.askClose, handle: pages.close }),
  route({ method: 'get', path: ITEM, may: 'pmi.read', load: loadItem, handle: pages.item }),
  route({ method: 'post', path: ITEM, may: 'pmi.write', load: loadItem, form: itemForm, again: pages.item, handle: pages.changeItem }),
  route({ method: 'post', path: `${ITEM}/retiro`, may: 'pmi.write', load: loadItem, again: pages.item, handle: pages.turnItem }),
]; // prettier-ignore
