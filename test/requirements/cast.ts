// What tests of requirements begin with: another kind of entity, a verdict, a round answered as far as is asked for.
import { clauseById } from '../../server/requirements/index.ts';
import { assess as judge } from '../../server/requirements/keeping.ts';
import type { ClauseState } from '../../server/requirements/rules.ts';
import { answer } from '../../server/requirements/rounds/answering.ts';
import { answersOf, roundByCode } from '../../server/requirements/rounds/queries.ts';
import type { User } from '../../server/platform/access/roles.ts';
import { act } from '../../server/platform/audit/act.ts';
import { entity, readSettings, type Entity } from '../../server/platform/settings/settings.ts';
import { SETUP } from '../support/people.ts';

/** Makes the entity a ministry or a territorial one. */
export async function becomes(kind: Entity['kind']): Promise<void> {
  await act('admin.settings', SETUP, () =>
    entity.set({ name: 'Secretaría de Educación de Valle Alto', kind }),
  );
  await readSettings();
}

export function assess(id: string, state: ClauseState, statement: string, user: User): Promise<void> {
  return judge(id, { state, statement }, user);
}

/** Answers what is blank in a round, but for these clauses. */
export async function answerAll(
  code: string,
  user: User,
  except: Readonly<Record<string, ClauseState>> = {},
): Promise<void> {
  for (const { clause, state } of await answersOf(await roundByCode(code))) {
    const wanted = except[clause] ?? 'conforming';
    if (state === 'blank' && wanted !== 'blank')
      await answer(code, clause, { state: wanted, statement: `Se ve en ${clauseById(clause)?.code}` }, user);
  }
}
