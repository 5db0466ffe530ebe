// The routes of administration.
import type { AnyRoute } from '../platform/http/route.ts';
import { route } from '../platform/http/route.ts';
import {
  closureEndForm,
  closureForm,
  emptyForm,
  entityForm,
  letterForm,
  pageQuery,
  setupForm,
  trailQuery,
} from './forms.ts';
import { showHealth } from './pages/health.ts';
import { checkNow, sealNow, showIntegrity } from './pages/integrity.ts';
import { handOver, showOutbox } from './pages/outbox.ts';
import { addClosure, changeEntity, endClosure, showSettings } from './pages/settings.ts';
import { install, loadSetup, showSetup } from './pages/setup.ts';
import { showSystem } from './pages/system.ts';
import { exportTrail, showTrail } from './pages/trail.ts';

export const routes: readonly AnyRoute[] = [
  route({ method: 'get', path: '/salud', may: 'everyone', handle: showHealth }),

  route({ method: 'get', path: '/instalacion', may: 'everyone', load: loadSetup, handle: showSetup }),
  route({
    method: 'post',
    path: '/instalacion',
    may: 'everyone',
    load: loadSetup,
    form: setupForm,
    again: showSetup,
    limit: { max: 20, minutes: 15 },
    handle: install,
  }),

  route({ method: 'get', path: '/ajustes', may: 'admin.settings', handle: showSettings }),
  route({ method: 'post', path: '/ajustes/entidad', may: 'admin.settings', form: entityForm, again: showSettings, handle: changeEntity }),
  route({ method: 'post', path: '/ajustes/cierres', may: 'admin.settings', form: closureForm, again: showSettings, handle: addClosure }),
  route({ method: 'post', path: '/ajustes/cierres/retiro', may: 'admin.settings', form: closureEndForm, again: showSettings, handle: endClosure }),

  route({ method: 'get', path: '/rastro', may: 'admin.read_trail', query: trailQuery, handle: showTrail }),
  route({ method: 'get', path: '/rastro/exportar.csv', may: 'admin.read_trail', query: trailQuery, handle: exportTrail }),

  route({ method: 'get', path: '/integridad', may: 'admin.read_integrity', query: pageQuery, handle: showIntegrity }),
  route({ method: 'post', path: '/integridad/revision', may: 'admin.check_integrity', form: emptyForm, handle: checkNow }),
  route({ method: 'post', path: '/integridad/sello', may: 'admin.check_integrity', form: emptyForm, handle: sealNow }),

  route({ method: 'get', path: '/sistema', may: 'admin.read_system', handle: showSystem }),
  route({ method: 'get', path: '/sistema/correo', may: 'admin.read_system', query: pageQuery, handle: showOutbox }),
  route({ method: 'post', path: '/sistema/correo/entrega', may: 'admin.read_system', form: letterForm, handle: handOver }),
]; // prettier-ignore
