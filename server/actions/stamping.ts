// Who does something now, by value, as the records of this slice keep it.
import type { User } from '../platform/access/roles.ts';
import { currentAct } from '../platform/audit/act.ts';
import type { Did, Who } from './nonconformity.ts';

export function whoOf(user: User): Who {
  return { id: user.id, name: user.name, position: user.positions[0]?.name ?? null };
}

/** Who acts and the moment of the open act. */
export function stamp(user: User): Did {
  return { by: whoOf(user), at: currentAct().at };
}

/** Who acts in the open act; null when it is a citizen, a job or the set-up. */
export function whoActs(): Who | null {
  const { actor } = currentAct();
  return actor.kind === 'person' ? { id: actor.id, name: actor.name, position: actor.position } : null;
}
