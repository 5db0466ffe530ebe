// The pages of the entity's plans: literal paths before codes and numbers.
import type { User } from '../platform/access/roles.ts';
import { route } from '../platform/http/route.ts';
import { editForm, newForm } from './forms.ts';
import * as pages from './pages.ts';
import { closeForm, enableForm, itemForm, planQuery } from './plans/forms.ts';
import { pamByCode, pamItemByNumber } from './queries.ts';

const ONE = '/pam/:code';
const ITEM = `${ONE}/:item`;
type Found = Record<string, string>;
const load = ({ code = '' }: Found, user: User | null) => pamByCode(code, user);
const loadItem = ({ code = '', item = '' }: Found, user: User | null) => pamItemByNumber(code, item, user);

export const routes = [
  route({ method: 'get', path: '/pam', may: 'pam.list', query: planQuery, handle: pages.index }),
  route({ method: 'get', path: '/pam/nuevo', may: 'pam.write', handle: pages.blank }),
  route({ method: 'post', path: '/pam', may: 'pam.write', form: newForm, again: pages.blank, handle: pages.begin }),
  route({ method: 'get', path: ONE, may: 'pam.read', load, handle: pages.show }),
  route({ method: 'get', path: `${ONE}/edicion`, may: 'pam.write', load, handle: pages.edit }),
  route({ method: 'post', path: `${ONE}/edicion`, may: 'pam.write', load, form: editForm, again: pages.edit, handle: pages.change }),
  route({ method: 'post', path: `${ONE}/renglones`, may: 'pam.write', load, form: itemForm, again: pages.show, handle: pages.add }),
  route({ method: 'get', path: `${ONE}/habilitacion`, may: 'pam.enable', load, handle: pages.askEnable }),
  route({ method: 'post', path: `${ONE}/habilitacion`, may: 'pam.enable', load, form: enableForm, again: pages.askEnable, handle: pages.enable }),
  route({ method: 'get', path: `${ONE}/cierre`, may: 'pam.close', load, handle: pages.askClose }),
  route({ method: 'post', path: `${ONE}/cierre`, may: 'pam.close', load, form: closeForm, again: pages.askClose, handle: pages.close }),
  route({ method: 'get', path: ITEM, may: 'pam.read', load: loadItem, handle: pages.item }),
  route({ method: 'post', path: ITEM, may: 'pam.write', load: loadItem, form: itemForm, again: pages.item, handle: pages.changeItem }),
  route({ method: 'post', path: `${ITEM}/retiro`, may: 'pam.write', load: loadItem, again: pages.item, handle: pages.turnItem }),
]; // prettier-ignore
