// People as lists, selects, the request column and other slices see them.
import type { QueryFilter } from 'mongoose';
import { engagementFor } from '../../platform/access/engagement.ts';
import type { Role, User } from '../../platform/access/roles.ts';
import { today, type Day } from '../../platform/clock.ts';
import { pageOf, PAGE_SIZE, skipFor, type Page } from '../../platform/db/paging.ts';
import { Assignment } from '../assignment.ts';
import { Position } from '../position.ts';
import { searchFor } from '../rules.ts';
import { UserModel, type UserRecord } from '../user.ts';
import type { Option } from './areas.ts';
import { heldOn, inForce } from './holdings.ts';

/** A person as lists and other slices see them. */
export interface PersonRow {
  id: string;
  name: string;
  email: string;
  roles: readonly Role[];
  /** Ids of areas. */
  areas: readonly string[];
  active: boolean;
  /** The first position held on the day asked for: in their own right before acting. */
  position: string | null;
}

/** The signed-in person as policies see them; null when the account is disabled or gone. Runs on every request. */
export async function findUser(id: string): Promise<User | null> {
  const fields = { name: 1, email: 1, roles: 1, areas: 1, language: 1, active: 1 };
  const [record, held] = await Promise.all([
    UserModel.findById(id, fields).lean<UserRecord>(),
    heldOn([id], today()),
  ]);
  if (!record?.active) return null;
  const positions = held.get(id) ?? [];
  return {
    id,
    name: record.name,
    email: record.email,
    roles: record.roles,
    positions: positions.map(({ id: position, name, acting }) => ({ id: position, name, acting })),
    areas: [...new Set([...record.areas.map(String), ...positions.map(({ area }) => area)])],
    language: record.language ?? null,
    engagement: await engagementFor(id, record.roles),
  };
}

/** People by id, active or not, by name. */
export function peopleByIds(ids: readonly string[], day: Day = today()): Promise<PersonRow[]> {
  return peopleWhere({ _id: { $in: ids } }, day);
}

/** Active people with a role, by name. */
export function peopleWithRole(role: Role): Promise<PersonRow[]> {
  return peopleWhere({ roles: role, active: true }, today());
}

/** Every active person, by name. */
export function activePeople(): Promise<PersonRow[]> {
  return peopleWhere({ active: true }, today());
}

/** Active people who belong to one of the areas, of their own or by a position, or hold one of the positions on the day, by name. */
export async function peopleIn(
  where: { areas?: readonly string[]; positions?: readonly string[] },
  day: Day = today(),
): Promise<PersonRow[]> {
  const { areas = [], positions = [] } = where;
  const there = areas.length > 0 ? await Position.find({ area: { $in: areas } }, { _id: 1 }).lean() : [];
  const held = [...positions, ...there.map(({ _id }) => String(_id))];
  const holders =
    held.length > 0 ? await Assignment.distinct('person', { position: { $in: held }, ...inForce(day) }) : [];
  return peopleWhere({ active: true, $or: [{ areas: { $in: areas } }, { _id: { $in: holders } }] }, day);
}

/** Active people who hold a position on the day; `acting` when by an acting post. */
export async function holdersOf(
  position: string,
  day: Day = today(),
): Promise<(PersonRow & { acting: boolean })[]> {
  const held = await Assignment.find({ position, ...inForce(day) }).lean();
  const acting = new Map(held.map((one) => [String(one.person), one.acting]));
  const people = await peopleWhere({ active: true, _id: { $in: [...acting.keys()] } }, day);
  return people.map((person) => ({ ...person, acting: acting.get(person.id) ?? false }));
}

/** Active people for a select: name and position, by name. */
export async function peopleOptions(): Promise<Option[]> {
  const people = await peopleWhere({ active: true }, today());
  return people.map(({ id, name, position }) => ({
    value: id,
    label: position ? `${name} · ${position}` : name,
  }));
}

export interface PeopleFilter {
  /** Part of a name, or of an e-mail address when `byEmail`. */
  q: string;
  byEmail: boolean;
  role: Role | null;
  /** Null: all. */
  active: boolean | null;
}

/** A page of the list of people, by name. */
export async function listPeople(wanted: PeopleFilter, number: number): Promise<Page<PersonRow>> {
  const filter = filterOf(wanted);
  const [total, rows] = await Promise.all([
    UserModel.countDocuments(filter),
    peopleWhere(filter, today(), { skip: skipFor(number), limit: PAGE_SIZE }),
  ]);
  return pageOf(rows, total, number);
}

/** A person as the page of that person shows them. */
export interface PersonDetail extends PersonRow {
  disabledReason: string | null;
  lastSignInAt: Date | null;
  /** False until the invitation was used. */
  hasPassword: boolean;
}

/** One person, active or not. */
export async function personById(id: string): Promise<PersonDetail | null> {
  const record = await UserModel.findById(id).lean<UserRecord>();
  const [row] = await peopleByIds([id]);
  if (!record || !row) return null;
  return {
    ...row,
    disabledReason: record.disabledReason ?? null,
    lastSignInAt: record.lastSignInAt ?? null,
    hasPassword: record.passwordHash !== null,
  };
}

export async function peopleWhere(
  filter: QueryFilter<UserRecord>,
  day: Day,
  cut: { skip?: number; limit?: number } = {},
): Promise<PersonRow[]> {
  const fields = { name: 1, email: 1, roles: 1, areas: 1, active: 1 };
  const found = UserModel.find(filter, fields).sort({ sortName: 1, _id: 1 });
  const records = await found
    .skip(cut.skip ?? 0)
    .limit(cut.limit ?? 0)
    .lean<UserRecord[]>();
  const held = await heldOn(
    records.map((one) => String(one._id)),
    day,
  );
  return records.map((one) => ({
    id: String(one._id),
    name: one.name,
    email: one.email,
    roles: one.roles,
    areas: one.areas.map(String),
    active: one.active,
    position: held.get(String(one._id))?.[0]?.name ?? null,
  }));
}

function filterOf({ q, byEmail, role, active }: PeopleFilter): QueryFilter<UserRecord> {
  const part = searchFor(q);
  return {
    ...(q ? { $or: [{ sortName: part }, ...(byEmail ? [{ email: part }] : [])] } : {}),
    ...(role ? { roles: role } : {}),
    ...(active === null ? {} : { active }),
  };
}
