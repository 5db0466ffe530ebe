// The pages of traces and orphans.
import type { User } from '../../platform/access/roles.ts';
import { NotFound } from '../../platform/errors.ts';
import { route } from '../../platform/http/route.ts';
import { kindNamed } from '../../platform/links/kinds.ts';
import { Waiver, type WaiverRecord } from '../links/waiver.ts';
import { orphanQuery, traceQuery, waiveForm } from './forms.ts';
import { requiredAt } from './orphans.ts';
import * as pages from './pages.ts';

const ORPHAN = '/trazas/huerfanos/:cual/:code';
type Found = Record<string, string>;

export const traceRoutes = [
  route({ method: 'get', path: '/trazas', may: 'evidence.trace', query: traceQuery, handle: pages.trace }),
  route({ method: 'get', path: '/trazas/huerfanos', may: 'evidence.orphans', query: orphanQuery, handle: pages.orphans }),
  route({ method: 'get', path: ORPHAN, may: 'evidence.waive', load: loadOrphan, handle: pages.askWaive }),
  route({ method: 'post', path: ORPHAN, may: 'evidence.waive', load: loadOrphan, form: waiveForm, again: pages.askWaive, handle: pages.takeWaiver }),
  route({ method: 'post', path: '/trazas/dispensas/:id/retiro', may: 'evidence.waive', load: loadWaiver, handle: pages.dropWaiver }),
]; // prettier-ignore

async function loadOrphan({ cual = '', code = '' }: Found, user: User | null): Promise<pages.OrphanSubject> {
  const required = requiredAt(cual);
  const shown = user && (await kindNamed(required.kind)?.byCode(code, user));
  if (!shown) throw new NotFound();
  return { place: cual, required, shown };
}

async function loadWaiver({ id = '' }: Found): Promise<WaiverRecord> {
  const found = /^[0-9a-f]{24}$/.test(id) ? await Waiver.findOne({ _id: id, until: null }).lean<WaiverRecord>() : null; // prettier-ignore
  if (!found) throw new NotFound();
  return found;
}
