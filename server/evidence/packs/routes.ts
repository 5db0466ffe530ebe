// The routes of evidence packs.
import { route } from '../../platform/http/route.ts';
import * as forms from './forms.ts';
import * as pages from './pages/packs.ts';
import { loadPack, publishedPack } from './queries.ts';

const PACKS = '/evidencia/paquetes';
const ONE = `${PACKS}/:code`;
const load = loadPack;

export const packRoutes = [
  route({ method: 'get', path: PACKS, may: 'evidence.packs', query: forms.packsQuery, handle: pages.list }),
  route({ method: 'get', path: `${PACKS}/nuevo`, may: 'evidence.build_pack', query: forms.newPackQuery, handle: pages.blank }),
  route({ method: 'get', path: `${PACKS}/verificador`, may: 'evidence.packs', handle: pages.verifier }),
  route({ method: 'post', path: PACKS, may: 'evidence.build_pack', form: forms.packForm, again: pages.blank, handle: pages.ask }),
  route({ method: 'get', path: ONE, may: 'evidence.read_pack', load, handle: pages.show }),
  route({ method: 'get', path: `${ONE}/archivo`, may: 'evidence.take_pack', load, handle: pages.take }),
  route({ method: 'post', path: `${ONE}/reintento`, may: 'evidence.build_pack', load, handle: pages.again }),
  route({ method: 'get', path: '/paquetes/:code', may: 'everyone', load: publishedPack, limit: { max: 60, minutes: 10 }, handle: pages.published }),
]; // prettier-ignore
