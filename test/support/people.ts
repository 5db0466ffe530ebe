// One named, invented person per role, with a position, for every test: made through the real verbs.
import { openEngagement } from '../../server/evidence/room/engaging.ts';
import { assign, createArea, createPosition, createUser, findUser } from '../../server/people/index.ts';
import { hashPassword } from '../../server/platform/access/passwords.ts';
import type { Role, User } from '../../server/platform/access/roles.ts';
import { act, type Actor } from '../../server/platform/audit/act.ts';
import { emptyDatabase } from './database.ts';

/** A signed-in person as policies see them, with the password that the sign-in form takes. */
export type Person = User & { password: string };

const CAST = {
  quality: { name: 'Lucía Barrera Niño', position: 'Profesional de calidad', roles: ['quality'] },
  quality2: { name: 'Hernán Quiñones Peña', position: 'Técnico de calidad', roles: ['quality'] },
  auditor: { name: 'Marcela Ordóñez Ruiz', position: 'Auditora interna', roles: ['auditor'] },
  certifier: { name: 'Óscar Villa Prieto', position: null, roles: ['certifier'] },
  leader: { name: 'Beatriz Cuervo Lozano', position: 'Líder de calidad educativa', roles: ['leader'] },
  leader2: { name: 'Ramiro Ávila Soto', position: 'Líder de cobertura', roles: ['leader'] },
  committee: { name: 'Clara Tobar Henao', position: 'Secretaria de despacho', roles: ['committee'] },
  school: { name: 'Joaquín Mesa Arango', position: 'Rector', roles: ['school'] },
  reader: { name: 'Nubia Forero Díaz', position: 'Auxiliar administrativa', roles: ['reader'] },
  admin: { name: 'Gloria Ibáñez Cano', position: 'Ingeniera de sistemas', roles: ['admin'] },
} as const satisfies Record<string, { name: string; position: string | null; roles: readonly Role[] }>;

export type PersonName = keyof typeof CAST;
export type People = Record<PersonName, Person>;

export const PEOPLE_NAMES = Object.keys(CAST) as PersonName[];
export const PASSWORD = 'mango verde con sal';
/** Who acts where a test prepares something outside any person's work. */
export const SETUP: Actor = { kind: 'setup' };

let hash: Promise<string> | undefined;

/** Empties the database and peoples it: each person with a role, a position and the area "Calidad". */
export async function makePeople(): Promise<People> {
  await emptyDatabase();
  const passwordHash = await (hash ??= hashPassword(PASSWORD));
  const ids = await act('people.create_user', SETUP, async () => {
    const area = await createArea({ code: '100', name: 'Calidad educativa', parent: null }, SETUP);
    const made: Partial<Record<PersonName, string>> = {};
    for (const name of PEOPLE_NAMES) made[name] = await makeOne(name, area, passwordHash);
    return made as Record<PersonName, string>;
  });
  await engage(ids.certifier);
  const found = await Promise.all(
    PEOPLE_NAMES.map(async (name) => [name, await personById(ids[name])] as const),
  );
  return Object.fromEntries(found) as People;
}

/** The person as the system sees them now, e.g. after a role changed. */
export async function personById(id: string): Promise<Person> {
  const user = await findUser(id);
  if (!user) throw new Error(`There is no active person ${id}`);
  return { ...user, password: PASSWORD };
}

/** The cast's certifier may read everything; tests of the reading room open narrower ones. */
async function engage(certifier: string): Promise<void> {
  const days = { from: '2000-01-01', until: '2099-12-31', cutOff: '2099-12-31', expires: '2099-12-31' };
  const everything = { accounts: [certifier], sets: null, processes: null, ...days };
  await openEngagement({ body: 'Certificadora de prueba', purpose: '', ...everything }, SETUP);
}

async function makeOne(name: PersonName, area: string, passwordHash: string): Promise<string> {
  const { name: fullName, position, roles } = CAST[name];
  const person = await createUser(
    { name: fullName, email: `${name}@valle-alto.example`, roles, areas: [area], passwordHash },
    SETUP,
  );
  if (position) {
    const id = await createPosition({ name: position, area }, SETUP);
    await assign({ person, position: id, from: '2024-01-15' }, SETUP);
  }
  return person;
}
