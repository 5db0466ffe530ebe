// People and positions as kinds of record, so that any record can be linked with who did it or who answers for it.
import type { User } from '../platform/access/roles.ts';
import { today, type Day } from '../platform/clock.ts';
import type { Kind, Shown } from '../platform/links/kinds.ts';
import { readsPeople } from './policy.ts';
import { Position } from './position.ts';
import {
  peopleByIds,
  peopleWhere,
  positionsByIds,
  positionsWhere,
  type PersonRow,
  type PositionRow,
} from './queries/index.ts';
import { fold, searchFor } from './rules.ts';
import { UserModel } from './user.ts';

// Nobody is `null`: the system itself asks whether a record exists.
const seesPeople = (user: User | null): boolean => user === null || readsPeople(user);

const person: Kind = {
  name: 'person',
  words: { one: 'people.kind.person.one', many: 'people.kind.person.many' },
  async show(ids, user, asOf?: Day) {
    return seesPeople(user) ? (await peopleByIds(ids, asOf ?? today())).map(shownPerson) : [];
  },
  async find(typed, user, limit) {
    if (!seesPeople(user)) return [];
    return (await peopleWhere({ active: true, sortName: searchFor(typed) }, today(), { limit })).map(
      shownPerson,
    );
  },
  byCode: () => Promise.resolve(null),
  async *enumerate() {
    for await (const record of UserModel.find({}, { _id: 1 }).lean().cursor()) yield String(record._id);
  },
};

const position: Kind = {
  name: 'position',
  words: { one: 'people.kind.position.one', many: 'people.kind.position.many' },
  async show(ids) {
    return (await positionsByIds(ids)).map(shownPosition);
  },
  async find(typed, _user, limit) {
    const found = await positionsWhere({ active: true });
    const wanted = searchFor(typed);
    return found.filter((one) => wanted.test(fold(one.name))).slice(0, limit).map(shownPosition); // prettier-ignore
  },
  byCode: () => Promise.resolve(null),
  async *enumerate() {
    for await (const record of Position.find({}, { _id: 1 }).lean().cursor()) yield String(record._id);
  },
};

export const kinds: readonly Kind[] = [person, position];

function shownPerson({ id, name, position: held, active }: PersonRow): Shown {
  const state = active ? null : { key: 'people.state.disabled', tone: 'off' };
  return { kind: 'person', id, code: name, title: held ?? '', url: `/personas/${id}`, state };
}

function shownPosition({ id, name, areaName, active }: PositionRow): Shown {
  const state = active ? null : { key: 'people.positions.closed', tone: 'off' };
  return { kind: 'position', id, code: name, title: areaName, url: `/cargos/${id}`, state };
}
