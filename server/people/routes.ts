// Every page of people: method, path, permission, subject, form, handler.
import { route, type AnyRoute } from '../platform/http/route.ts';
import * as forms from './forms.ts';
import * as account from './pages/account.ts';
import * as entrance from './pages/entrance.ts';

const KNOCKS = { max: 60, minutes: 15 };

export const routes: readonly AnyRoute[] = [
  route({ method: 'get', path: '/ingreso', may: 'everyone', query: forms.signInQuery, handle: entrance.showSignIn }),
  route({ method: 'post', path: '/ingreso', may: 'everyone', query: forms.signInQuery, form: forms.signInForm, again: entrance.showSignIn, handle: entrance.handleSignIn }),
  route({ method: 'get', path: '/salir', may: 'signed_in', handle: entrance.showSignOut }),
  route({ method: 'post', path: '/salir', may: 'signed_in', handle: entrance.handleSignOut }),
  route({ method: 'get', path: '/recuperar', may: 'everyone', handle: entrance.showRecovery }),
  route({ method: 'post', path: '/recuperar', may: 'everyone', form: forms.recoverForm, again: entrance.showRecovery, limit: KNOCKS, handle: entrance.handleRecovery }),
  route({ method: 'get', path: '/enlace/:token', may: 'everyone', load: entrance.loadLink, limit: KNOCKS, handle: entrance.showLink }),
  route({ method: 'post', path: '/enlace/:token', may: 'everyone', load: entrance.loadLink, form: forms.newPasswordForm, again: entrance.showLink, limit: KNOCKS, handle: entrance.handleLink }),
  route({ method: 'post', path: '/idioma', may: 'everyone', form: forms.languageForm, handle: entrance.handleLanguage }),
  route({ method: 'get', path: '/mi-cuenta', may: 'signed_in', handle: account.showAccount }),
  route({ method: 'post', path: '/mi-cuenta/contrasena', may: 'signed_in', form: forms.changePasswordForm, again: account.showAccount, handle: account.handlePassword }),
]; // prettier-ignore
