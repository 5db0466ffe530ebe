// Real values for the parameters of every address, out of the example that the slices seed.
import mongoose from 'mongoose';
import { examplePeople, EXAMPLE_PASSWORD, makeLink } from '../../server/people/index.ts';
import type { Role } from '../../server/platform/access/roles.ts';
import { slices } from '../../server/slices.ts';
import { emptyDatabase } from '../support/database.ts';
import type { Person } from '../support/people.ts';
import { SETUP } from '../support/people.ts';

export type Params = Record<string, string>;
export type Principals = Readonly<Record<Role, Person>>;

/** An empty database with the example of every slice, and one person for each role. */
export async function example(): Promise<Principals> {
  await emptyDatabase();
  for (const slice of slices) await slice.seed?.();
  const cast = await examplePeople();
  const { quality, auditor, certifier, leader, committee, school, reader, admin } = cast;
  const all = { quality, auditor, certifier, leader, committee, school, reader, admin };
  return Object.fromEntries(
    Object.entries(all).map(([role, user]) => [role, { ...user, password: EXAMPLE_PASSWORD }]),
  ) as unknown as Principals;
}

/** The values that a path asks for; those of no known path are nonsense that exists nowhere. */
export async function sampleOf(path: string): Promise<Params> {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  const nonsense = Object.fromEntries(names.map((name) => [name, 'no-existe']));
  const found = SAMPLES.find(([pattern]) => pattern.test(path));
  return names.length > 0 ? { ...nonsense, ...(await found?.[1]()) } : {};
}

export function addressOf(path: string, params: Params): string {
  return path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
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
  [/^\/documentos\/:code/, documentSample],
  [/^\/v\/:token/, () => Promise.resolve({ token: 'AAAA-BBBB' })],
];

async function documentSample(): Promise<Params> {
  const document = await collection('documents').findOne({ state: 'in_force' });
  if (!document) return {};
  const version = await collection('document_versions').findOne({ document: document._id });
  const copy = await collection('document_copies').findOne({ document: document._id });
  const comment = await collection('document_comments').findOne({});
  return {
    code: String(document.code),
    number: textOf(version?.number, '1'),
    ...(copy ? { copy: textOf(copy.number, String(copy._id)) } : {}),
    ...(comment ? { comment: String(comment._id) } : {}),
  };
}

function textOf(value: unknown, otherwise: string): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : otherwise;
}

function collection(name: string) {
  return mongoose.connection.collection<Record<string, unknown>>(name);
}

async function idOf(name: string, filter: Record<string, unknown>): Promise<string> {
  return String(await rawIdOf(name, filter));
}

async function rawIdOf(name: string, filter: Record<string, unknown>): Promise<unknown> {
  return (await collection(name).findOne(filter as never))?._id ?? 'no-existe';
}
