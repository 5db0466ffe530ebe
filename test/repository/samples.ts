// Real values for the parameters of every address, out of an example in which each of them exists.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Batch, batchHash } from '../../server/documents/batch.ts';
import { Copy } from '../../server/documents/copy.ts';
import { comment } from '../../server/documents/commenting.ts';
import { makeCopy } from '../../server/documents/copying.ts';
import { startVersion } from '../../server/documents/drafting.ts';
import { openTrial } from '../../server/documents/importing/trial.ts';
import { registerExternal } from '../../server/documents/watching.ts';
import { makeLink } from '../../server/people/index.ts';
import { act } from '../../server/platform/audit/act.ts';
import { now } from '../../server/platform/clock.ts';
import type { Role } from '../../server/platform/access/roles.ts';
import { seedProcesses } from '../../server/processes/index.ts';
import { aDraft, bring, makeOffice } from '../documents/cast.ts';
import { slices } from '../../server/slices.ts';
import { SETUP, type Person } from '../support/people.ts';
import { idOf, rawIdOf, type Params, type SliceSamples } from './sample-ids.ts';
import { root } from './sources.ts';

export type Principals = Readonly<Record<Role, Person>>;

/** A document in force with a copy, a draft of its next version and an observation on it. */
const DOCUMENT = 'IN-MUESTRA';

/** An office with one of everything, and one person for each role. A new slice adds its own. */
export async function example(): Promise<Principals> {
  const people = await makeOffice();
  await seedProcesses(SETUP);
  // One with a flowchart.
  const markdown = readFileSync(join(root, 'procedures/GC-P01/procedure.md'), 'utf8');
  const code = await aDraft(people.leader, { code: DOCUMENT, content: { kind: 'text', markdown } });
  await bring(code, 'in_force', people);
  await makeCopy(code, { holder: 'Portería', place: 'Sede central' }, people.quality);
  await startVersion(code, { reason: 'Cambió la norma' }, people.leader);
  await comment(code, 2, { section: '', text: 'Falta el plazo' }, people.quality);
  const distribution = { everyone: true, areas: [], positions: [] };
  const law = {
    name: 'Ley 115 de 1994',
    about: 'Ley general',
    issuer: 'Congreso de la República',
    edition: '1994',
    source: '',
  };
  await registerExternal({ ...law, distribution }, people.quality);
  const list = { name: 'listado.xlsx', sha256: '0'.repeat(64) };
  const by = { id: people.leader2.id, name: people.leader2.name, position: null };
  await act('documents.import', SETUP, async () => {
    await new Batch({ by, at: now(), list, rows: [], sha256: batchHash([]), state: 'proposed' }).save();
  });
  await openTrial(list, { ...list, name: 'archivos.zip' }, people.quality);
  for (const { make } of added) await make?.(people);
  const { quality, auditor, certifier, leader, committee, school, reader, admin } = people;
  return { quality, auditor, certifier, leader, committee, school, reader, admin };
}

/** The values that a path asks for; those of no known path are nonsense that exists nowhere. */
export async function sampleOf(path: string): Promise<Params> {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  const nonsense = Object.fromEntries(names.map((name) => [name, 'no-existe']));
  const found = [...added.flatMap(({ paths }) => paths), ...SAMPLES].find(([pattern]) => pattern.test(path));
  return names.length > 0 ? { ...nonsense, ...(await found?.[1]()) } : {};
}

/** Files of `samples/`, one per slice, in the order of the slices. */
const added: readonly SliceSamples[] = await Promise.all(
  slices
    .filter(({ name }) => existsSync(join(import.meta.dirname, 'samples', `${name}.ts`)))
    .map(async ({ name }) => ((await import(`./samples/${name}.ts`)) as { samples: SliceSamples }).samples),
);

/** Queries without which a page has nothing to show. */
const QUERIES: Readonly<Record<string, string>> = { '/documentos/:code/comparar': '?de=1&a=2' };

export function addressOf(path: string, params: Params): string {
  const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const query = [QUERIES, ...added.map(({ queries }) => queries ?? {})].find((one) => path in one)?.[path];
  return filled + (query ?? '');
}

/** The most telling pattern first. A new slice adds a line for each of its kinds. */
const SAMPLES: readonly (readonly [path: RegExp, values: () => Promise<Params>])[] = [
  [
    /^\/enlace\/:token/,
    async () => ({
      token:
        (await makeLink(await idOf('users', { roles: 'reader' }), 'recovery', SETUP)).split('/').at(-1) ?? '',
    }),
  ],
  [/^\/personas\/:id/, async () => ({ id: await idOf('users', { roles: 'reader' }) })],
  [
    /^\/asignaciones\/:id/,
    async () => ({ id: await idOf('assignments', { person: await rawIdOf('users', { roles: 'reader' }) }) }),
  ],
  [/^\/cargos\/:id/, async () => ({ id: await idOf('positions', {}) })],
  [/^\/dependencias\/:id/, async () => ({ id: await idOf('areas', {}) })],
  [/^\/procesos\/:code/, () => Promise.resolve({ code: 'D02.03' })],
  [/^\/requisitos\/:id/, () => Promise.resolve({ id: "T67c'" })],
  [/^\/tipos-documentales\/:id/, async () => ({ id: await idOf('document_types', {}) })],
  [/^\/documentos\/importaciones\/ensayos\/:trial/, async () => ({ trial: await idOf('import_trials', {}) })],
  [/^\/documentos\/importaciones\/:id/, async () => ({ id: await idOf('import_batches', {}) })],
  [/^\/documentos\/:code/, documentSample],
  [/^\/externos\/:id/, async () => ({ id: await idOf('external_documents', {}) })],
  [/^\/v\/:token/, async () => ({ token: (await copyToken()) ?? 'AAAA-BBBB' })],
];

async function copyToken(): Promise<string | undefined> {
  return (await Copy.findOne().lean())?.token;
}

async function documentSample(): Promise<Params> {
  return { code: DOCUMENT, number: '2', copy: '1', comment: await idOf('document_comments', {}) };
}
