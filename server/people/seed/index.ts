// The example's structure and people, made through the verbs that pages use.
import { hashPassword } from '../../platform/access/passwords.ts';
import type { User } from '../../platform/access/roles.ts';
import { act, type Actor } from '../../platform/audit/act.ts';
import { addDays, today } from '../../platform/clock.ts';
import { assign } from '../assigning.ts';
import type { DemoAccount } from '../demo-accounts.ts';
import { createUser } from '../enrolling.ts';
import { createArea, createPosition, designate } from '../organising.ts';
import { findUser } from '../queries/index.ts';
import { UserModel } from '../user.ts';
import {
  AREAS,
  CAST,
  CAST_NAMES,
  emailOf,
  EXAMPLE_PASSWORD,
  POSITIONS,
  type CastName,
  type PositionName,
} from './cast.ts';

const SETUP: Actor = { kind: 'setup' };
const SINCE = '2024-01-15';

/** Peoples an empty copy. G3h: the quality professional represents the management; one acting post is in force. */
export async function seed(): Promise<void> {
  const passwordHash = await hashPassword(EXAMPLE_PASSWORD);
  await act('people.seed', SETUP, async () => {
    const areas = new Map<string, string>();
    for (const { code, name, above } of AREAS) {
      areas.set(code, await createArea({ code, name, parent: above && (areas.get(above) ?? null) }, SETUP));
    }
    const positions = new Map<PositionName, string>();
    for (const [key, { area, ...position }] of Object.entries(POSITIONS)) {
      const id = await createPosition({ ...position, area: areas.get(area) ?? '' }, SETUP);
      positions.set(key as PositionName, id);
    }
    const people = new Map<CastName, string>();
    for (const name of CAST_NAMES) people.set(name, await seedPerson(name, areas, positions, passwordHash));
    await designate(positions.get('quality') ?? '', { act: 'Resolución 0045 de 2024', since: SINCE }, SETUP);
    await assign(
      { person: people.get('leader2') ?? '', position: positions.get('secretary') ?? '', ...actingPost() },
      SETUP,
    );
  });
}

/** The people of the example as policies see them, so that later seeds can let them act. @throws Error when it was not seeded */
export async function examplePeople(): Promise<Record<CastName, User>> {
  const found = await Promise.all(
    CAST_NAMES.map(async (name) => {
      const record = await UserModel.findOne({ email: emailOf(name) }, { _id: 1 }).lean();
      const user = record && (await findUser(String(record._id)));
      if (!user) throw new Error(`The example has no ${name}: seed people first`);
      return [name, user] as const;
    }),
  );
  return Object.fromEntries(found) as Record<CastName, User>;
}

/** One account per role, for the sign-in page of the demonstration. */
export function exampleAccounts(): DemoAccount[] {
  const shown: CastName[] = [
    'quality',
    'auditor',
    'certifier',
    'leader',
    'committee',
    'school',
    'reader',
    'admin',
  ];
  return shown.map((name) => ({
    role: CAST[name].roles[0],
    name: CAST[name].name,
    email: emailOf(name),
    password: EXAMPLE_PASSWORD,
  }));
}

async function seedPerson(
  name: CastName,
  areas: ReadonlyMap<string, string>,
  positions: ReadonlyMap<PositionName, string>,
  passwordHash: string,
): Promise<string> {
  const { name: fullName, roles, position } = CAST[name];
  const area = position && areas.get(POSITIONS[position].area);
  const person = await createUser(
    { name: fullName, email: emailOf(name), roles, areas: area ? [area] : [], passwordHash },
    SETUP,
  );
  if (position) await assign({ person, position: positions.get(position) ?? '', from: SINCE }, SETUP);
  return person;
}

function actingPost() {
  const day = today();
  return {
    from: addDays(day, -3),
    until: addDays(day, 25),
    act: { number: 'Resolución 0312', date: addDays(day, -5) },
  };
}
