// The office that is put under load: who works in it, and how an empty storage is filled with these people.
import { createType } from '../../../server/documents/typing.ts';
import { ensureDefaultTypes } from '../../../server/documents/index.ts';
import { createUser, findUser } from '../../../server/people/index.ts';
import { hashPassword } from '../../../server/platform/access/passwords.ts';
import type { Role } from '../../../server/platform/access/roles.ts';
import { act, type Actor } from '../../../server/platform/audit/act.ts';
import { entity } from '../../../server/platform/settings/settings.ts';

export const PASSWORD = 'mango verde con sal';
/** Favourable decisions that a version needs, of the six who may give one: the last two come too late. */
export const NEEDED = 4;
/** Type of document whose route asks `NEEDED` of the six approvers. */
export const TYPE = { code: 'KX', name: 'Instrucción de turno' };

const SETUP: Actor = { kind: 'setup' };
const named = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${name}${index + 1}`);

/** Twenty people who write at the same time. */
export const WRITERS = {
  author: named('autora', 8),
  approver: named('aprueba', 6),
  issuer: named('emite', 3),
  copier: named('copia', 3),
} as const;
export type Work = keyof typeof WRITERS;

const ROLES: Record<Work, Role> = {
  author: 'leader',
  approver: 'committee',
  issuer: 'quality',
  copier: 'quality',
};

export const emailOf = (name: string): string => `${name}@valle-alto.example`;

/** Peoples an empty storage. Returns the id of the type of document. */
export async function fillOffice(): Promise<void> {
  const passwordHash = await hashPassword(PASSWORD);
  const ids = await act('people.create_user', SETUP, async () => {
    await entity.set({ name: 'Secretaría de Valle Alto', kind: 'territorial' });
    const make = (name: string, role: Role): Promise<string> =>
      createUser({ name, email: emailOf(name), roles: [role], passwordHash }, SETUP);
    await make('administra', 'admin');
    const made: Record<string, string> = {};
    for (const work of Object.keys(WRITERS) as Work[])
      for (const name of WRITERS[work]) made[name] = await make(name, ROLES[work]);
    return made;
  });
  await ensureDefaultTypes(SETUP);
  const quality = await findUser(ids.emite1 ?? '');
  if (!quality) throw new Error('The quality office is empty');
  const participants = WRITERS.approver.map((name) => ({
    kind: 'person' as const,
    id: ids[name] ?? '',
    name,
  }));
  const route = [{ stage: 'approval' as const, needs: NEEDED, participants }];
  const type = {
    ...TYPE,
    pattern: `${TYPE.code}-{nnn}`,
    isForm: false,
    reviewMonths: 12,
    route,
    active: true,
  };
  await createType(type, quality);
}
