// Every page of people: method, path, permission, subject, form, handler.
import { route, type AnyRoute } from '../platform/http/route.ts';
import * as forms from './forms.ts';
import * as account from './pages/account.ts';
import * as entrance from './pages/entrance.ts';
import * as holding from './pages/holdings.ts';
import * as person from './pages/people.ts';
import * as structure from './pages/structure.ts';

const KNOCKS = { max: 60, minutes: 15 };
const { loadPerson } = person;
const { loadPosition, loadArea } = structure;
const { loadHolding } = holding;
const { loadLink } = entrance;

// prettier-ignore
export const routes: readonly AnyRoute[] = [
  // The entrance
  route({ method: 'get', path: '/ingreso', may: 'everyone', query: forms.signInQuery, handle: entrance.showSignIn }),
  route({ method: 'post', path: '/ingreso', may: 'everyone', query: forms.signInQuery, form: forms.signInForm, again: entrance.showSignIn, handle: entrance.handleSignIn }),
  route({ method: 'get', path: '/salir', may: 'signed_in', handle: entrance.showSignOut }),
  route({ method: 'post', path: '/salir', may: 'signed_in', handle: entrance.handleSignOut }),
  route({ method: 'get', path: '/recuperar', may: 'everyone', handle: entrance.showRecovery }),
  route({ method: 'post', path: '/recuperar', may: 'everyone', form: forms.recoverForm, again: entrance.showRecovery, limit: KNOCKS, handle: entrance.handleRecovery }),
  route({ method: 'get', path: '/enlace/:token', may: 'everyone', load: loadLink, limit: KNOCKS, handle: entrance.showLink }),
  route({ method: 'post', path: '/enlace/:token', may: 'everyone', load: loadLink, form: forms.newPasswordForm, again: entrance.showLink, limit: KNOCKS, handle: entrance.handleLink }),
  route({ method: 'post', path: '/idioma', may: 'everyone', form: forms.languageForm, handle: entrance.handleLanguage }),
  // One's own account
  route({ method: 'get', path: '/mi-cuenta', may: 'signed_in', handle: account.showAccount }),
  route({ method: 'post', path: '/mi-cuenta/contrasena', may: 'signed_in', form: forms.changePasswordForm, again: account.showAccount, handle: account.handlePassword }),
  // People
  route({ method: 'get', path: '/personas', may: 'people.read', query: forms.peopleQuery, handle: person.listPage }),
  route({ method: 'get', path: '/personas/nueva', may: 'people.create', handle: person.newPersonPage }),
  route({ method: 'post', path: '/personas', may: 'people.create', form: forms.newPersonForm, again: person.newPersonPage, handle: person.handleNewPerson }),
  route({ method: 'get', path: '/personas/:id', may: 'people.read', load: loadPerson, handle: person.showPerson }),
  route({ method: 'get', path: '/personas/:id/editar', may: 'people.edit', load: loadPerson, handle: person.editPersonPage }),
  route({ method: 'post', path: '/personas/:id', may: 'people.edit', load: loadPerson, form: forms.editPersonForm, again: person.editPersonPage, handle: person.handleEditPerson }),
  route({ method: 'get', path: '/personas/:id/roles', may: 'people.set_roles', load: loadPerson, handle: person.rolesPage }),
  route({ method: 'post', path: '/personas/:id/roles', may: 'people.set_roles', load: loadPerson, form: forms.rolesForm, again: person.rolesPage, handle: person.handleRoles }),
  route({ method: 'get', path: '/personas/:id/retiro', may: 'people.disable', load: loadPerson, handle: person.disablePage }),
  route({ method: 'post', path: '/personas/:id/retiro', may: 'people.disable', load: loadPerson, form: forms.reasonForm, again: person.disablePage, handle: person.handleDisable }),
  route({ method: 'get', path: '/personas/:id/reingreso', may: 'people.disable', load: loadPerson, handle: person.enablePage }),
  route({ method: 'post', path: '/personas/:id/reingreso', may: 'people.disable', load: loadPerson, form: forms.reasonForm, again: person.enablePage, handle: person.handleEnable }),
  route({ method: 'post', path: '/personas/:id/enlace', may: 'people.make_link', load: loadPerson, handle: person.handleLinkForPerson }),
  // Holding a position
  route({ method: 'get', path: '/personas/:id/cargos/nuevo', may: 'people.assign', load: loadPerson, handle: holding.newHoldingPage }),
  route({ method: 'post', path: '/personas/:id/cargos', may: 'people.assign', load: loadPerson, form: forms.assignmentForm, again: holding.newHoldingPage, handle: holding.handleNewHolding }),
  route({ method: 'get', path: '/asignaciones/:id/fin', may: 'people.assign', load: loadHolding, handle: holding.endHoldingPage }),
  route({ method: 'post', path: '/asignaciones/:id/fin', may: 'people.assign', load: loadHolding, form: forms.endAssignmentForm, again: holding.endHoldingPage, handle: holding.handleEndHolding }),
  route({ method: 'get', path: '/encargos', may: 'people.read', query: forms.actingQuery, handle: holding.listActingPage }),
  // The structure
  route({ method: 'get', path: '/cargos', may: 'signed_in', handle: structure.listPositions }),
  route({ method: 'get', path: '/cargos/nuevo', may: 'people.keep_structure', handle: structure.newPositionPage }),
  route({ method: 'post', path: '/cargos', may: 'people.keep_structure', form: forms.positionForm, again: structure.newPositionPage, handle: structure.handleNewPosition }),
  route({ method: 'get', path: '/cargos/:id', may: 'signed_in', load: loadPosition, handle: structure.showPosition }),
  route({ method: 'get', path: '/cargos/:id/editar', may: 'people.keep_structure', load: loadPosition, handle: structure.editPositionPage }),
  route({ method: 'post', path: '/cargos/:id', may: 'people.keep_structure', load: loadPosition, form: forms.positionForm, again: structure.editPositionPage, handle: structure.handleEditPosition }),
  route({ method: 'get', path: '/cargos/:id/representante', may: 'people.designate', load: loadPosition, handle: structure.designatePage }),
  route({ method: 'post', path: '/cargos/:id/representante', may: 'people.designate', load: loadPosition, form: forms.designationForm, again: structure.designatePage, handle: structure.handleDesignate }),
  route({ method: 'get', path: '/dependencias', may: 'people.read', handle: structure.listAreas }),
  route({ method: 'get', path: '/dependencias/nueva', may: 'people.keep_structure', handle: structure.newAreaPage }),
  route({ method: 'post', path: '/dependencias', may: 'people.keep_structure', form: forms.areaForm, again: structure.newAreaPage, handle: structure.handleNewArea }),
  route({ method: 'get', path: '/dependencias/:id/editar', may: 'people.keep_structure', load: loadArea, handle: structure.editAreaPage }),
  route({ method: 'post', path: '/dependencias/:id', may: 'people.keep_structure', load: loadArea, form: forms.areaForm, again: structure.editAreaPage, handle: structure.handleEditArea }),
];
