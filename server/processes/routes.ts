// The pages of the process map.
import type { User } from '../platform/access/roles.ts';
import { NotFound } from '../platform/errors.ts';
import { route } from '../platform/http/route.ts';
import { processForm } from './forms.ts';
import * as pages from './pages.ts';
import { allProcesses, isSeenBy, processByCode, type ProcessRow } from './queries.ts';

async function load({ code = '' }: Record<string, string>, user: User | null): Promise<ProcessRow> {
  const process = await processByCode(code);
  if (!isSeenBy(user, process, await allProcesses())) throw new NotFound();
  return process;
}

export const routes = [
  route({ method: 'get', path: '/procesos', may: 'processes.read', handle: pages.index }),
  route({ method: 'get', path: '/procesos/nuevo', may: 'processes.edit', handle: pages.blank }),
  route({
    method: 'post',
    path: '/procesos',
    may: 'processes.edit',
    form: processForm,
    again: pages.blank,
    handle: pages.create,
  }),
  route({ method: 'get', path: '/procesos/:code', may: 'processes.read', load, handle: pages.show }),
  route({ method: 'get', path: '/procesos/:code/edicion', may: 'processes.edit', load, handle: pages.edit }),
  route({
    method: 'post',
    path: '/procesos/:code/edicion',
    may: 'processes.edit',
    load,
    form: processForm,
    again: pages.edit,
    handle: pages.change,
  }),
];
