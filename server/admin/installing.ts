// The verb of set-up: the entity, its first administrator, a second person, and the procedures to begin with, all or nothing.
import type { Config } from '../config.ts';
import { commonPasswords, createUser, giveLink, mustBeGoodPassword } from '../people/index.ts';
import { hashPassword } from '../platform/access/passwords.ts';
import type { Role } from '../platform/access/roles.ts';
import { act, type Actor } from '../platform/audit/act.ts';
import { Invalid, Refusal } from '../platform/errors.ts';
import { entity, type Entity, readSettings } from '../platform/settings/settings.ts';
import { ensureStartingTable } from '../records/index.ts';
import { codesToLoad, procedureLoader } from '../platform/settings/procedures.ts';
import type { Language } from '../platform/words/index.ts';
import { endSetup, isSetUp } from './gate.ts';

export interface FirstPerson {
  name: string;
  email: string;
  password: string;
}

export interface SecondPerson {
  name: string;
  email: string;
  role: Role;
}

export interface Installation {
  entity: Entity;
  first: FirstPerson;
  /** Nobody approves their own work: a copy needs two people before it can put anything in force. */
  second: SecondPerson | null;
  procedures: readonly string[] | 'all';
  language: Language;
}

const SETUP: Actor = { kind: 'setup' };
const FIRST_ROLES: readonly Role[] = ['admin', 'quality'];

/**
 * Sets an empty copy up. Returns the first person's id, and the address of the second one's invitation when it was not mailed.
 * @throws Refusal when it is set up already, Invalid for what is wrong in the input
 */
export async function setUp(input: Installation): Promise<{ first: string; invitation: string | null }> {
  const { first, second } = input;
  if (second && second.email === first.email) throw Invalid.field('second_email', 'admin.setup.same_email');
  mustBeGoodPassword(first.password, {
    common: commonPasswords(),
    words: [input.entity.name, first.name, first.email],
  });
  const codes = codesToLoad(await procedureLoader().offered(), input.procedures);
  const passwordHash = await hashPassword(first.password);

  const verb = async (): Promise<{ id: string; other: string | null }> => {
    if (await isSetUp()) throw new Refusal('admin.setup.done_already');
    await entity.set(input.entity);
    const { name, email } = first;
    const id = await createUser(
      { name, email, roles: FIRST_ROLES, language: input.language, passwordHash },
      SETUP,
    );
    const other =
      second && (await createUser({ name: second.name, email: second.email, roles: [second.role] }, SETUP));
    await procedureLoader().load(codes, SETUP);
    // Records can be declared from the first day.
    await ensureStartingTable(SETUP);
    return { id, other };
  };
  const { id, other } = await act('admin.set_up', SETUP, verb, { queue: 'admin/setup' });
  endSetup();
  await readSettings();
  const invitation =
    other && second && (await giveLink({ id: other, ...second }, 'invitation', SETUP, input.language));
  return { first: id, invitation };
}

/** Set-up without a page, from ADMIN_EMAIL, ADMIN_PASSWORD and PROCEDURES. Does nothing on a copy that is set up. */
export async function setUpUnattended(config: Config): Promise<void> {
  const { adminEmail, adminPassword, procedures } = config;
  if (!adminEmail || !adminPassword || (await isSetUp())) return;
  const first = {
    name: adminEmail.split('@')[0] ?? adminEmail,
    email: adminEmail.toLowerCase(),
    password: adminPassword,
  };
  try {
    await setUp({
      entity: { name: '', kind: 'territorial' },
      first,
      second: null,
      procedures,
      language: 'es',
    });
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    throw new Error('ADMIN_PASSWORD is too short, too common, or holds the address: choose another', {
      cause: error,
    });
  }
}
