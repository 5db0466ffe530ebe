// What pages show about people and what later slices ask. Reads only.
import mongoose, { type QueryFilter } from 'mongoose';
import type { HeldPosition, Role, User } from '../platform/access/roles.ts';
import { today, type Day } from '../platform/clock.ts';
import { Area, type AreaRecord } from './area.ts';
import { Assignment, type AssignmentRecord } from './assignment.ts';
import { Position } from './position.ts';
import { UserModel, type UserRecord } from './user.ts';

/** A person as lists and other slices see them. */
export interface PersonRow {
  id: string;
  name: string;
  email: string;
  roles: readonly Role[];
  areas: readonly string[];
  active: boolean;
  /** The first position held on the day asked for: in their own right before acting. */
  position: string | null;
}

export interface PositionRow {
  id: string;
  name: string;
  /** Id of the area. */
  area: string;
  areaName: string;
  active: boolean;
}

export interface Option {
  value: string;
  label: string;
}

/** The signed-in person as policies see them; null when the account is disabled or gone. Runs on every request. */
export async function findUser(id: string): Promise<User | null> {
  const [record, held] = await Promise.all([
    UserModel.findById(id, {
      name: 1,
      email: 1,
      roles: 1,
      areas: 1,
      language: 1,
      active: 1,
    }).lean<UserRecord>(),
    heldOn([id], today()),
  ]);
  if (!record?.active) return null;
  return {
    id,
    name: record.name,
    email: record.email,
    roles: record.roles,
    positions: held.get(id) ?? [],
    areas: record.areas.map(String),
    language: record.language ?? null,
  };
}

/** People by id, active or not, in no order. */
export function peopleByIds(ids: readonly string[], day: Day = today()): Promise<PersonRow[]> {
  return peopleWhere({ _id: { $in: ids } }, day);
}

/** Active people with a role, by name. */
export function peopleWithRole(role: Role): Promise<PersonRow[]> {
  return peopleWhere({ roles: role, active: true }, today());
}

/** Active people who belong to one of the areas or hold one of the positions on the day, by name. */
export async function peopleIn(
  where: { areas?: readonly string[]; positions?: readonly string[] },
  day: Day = today(),
): Promise<PersonRow[]> {
  const { areas = [], positions = [] } = where;
  const holders =
    positions.length > 0
      ? await Assignment.distinct('person', { position: { $in: positions }, ...inForce(day) })
      : [];
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

/** Positions by id, open or closed. */
export function positionsByIds(ids: readonly string[]): Promise<PositionRow[]> {
  return positionsWhere({ _id: { $in: ids } });
}

/** Active people for a select: name and position, by name. */
export async function peopleOptions(): Promise<Option[]> {
  const people = await peopleWhere({ active: true }, today());
  return people.map(({ id, name, position }) => ({
    value: id,
    label: position ? `${name} · ${position}` : name,
  }));
}

/** Open positions for a select: name and area. */
export async function positionOptions(): Promise<Option[]> {
  const positions = await positionsWhere({ active: true });
  return positions.map(({ id, name, areaName }) => ({ value: id, label: `${name} · ${areaName}` }));
}

/** Areas of the structure of today for a select, by code. */
export async function areaOptions(): Promise<Option[]> {
  const areas = await Area.find({ active: true }).sort({ code: 1 }).lean();
  return areas.map(({ _id, code, name }) => ({ value: String(_id), label: `${code} · ${name}` }));
}

export async function peopleWhere(
  filter: QueryFilter<UserRecord>,
  day: Day,
  cut: { skip?: number; limit?: number } = {},
): Promise<PersonRow[]> {
  const found = UserModel.find(filter, { name: 1, email: 1, roles: 1, areas: 1, active: 1 }).sort({
    sortName: 1,
    _id: 1,
  });
  const records = await found.skip(cut.skip ?? 0).limit(cut.limit ?? 0).lean<UserRecord[]>(); // prettier-ignore
  const held = await heldOn(records.map((one) => String(one._id)), day); // prettier-ignore
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

async function positionsWhere(filter: Record<string, unknown>): Promise<PositionRow[]> {
  const positions = await Position.find(filter, { name: 1, area: 1, active: 1 }).sort({ name: 1 }).lean();
  const areas = await Area.find({ _id: { $in: positions.map((one) => one.area) } }, { name: 1 }).lean();
  const names = new Map(areas.map((area) => [String(area._id), area.name]));
  return positions.map(({ _id, name, area, active }) => ({
    id: String(_id),
    name,
    area: String(area),
    areaName: names.get(String(area)) ?? '',
    active,
  }));
}

/** A filter for what is in force on a day, both ends inclusive. */
export function inForce(day: Day) {
  return { from: { $lte: day }, $or: [{ until: null }, { until: { $gte: day } }] };
}

/** Positions held on a day by person: own ones first, then acting ones, the longest held first. */
export async function heldOn(people: readonly string[], day: Day): Promise<Map<string, HeldPosition[]>> {
  if (people.length === 0) return new Map();
  const rows = await Assignment.aggregate<{
    person: unknown;
    acting: boolean;
    held: { _id: unknown; name: string }[];
  }>([
    { $match: { person: { $in: people.map((id) => new mongoose.Types.ObjectId(id)) }, ...inForce(day) } },
    { $sort: { acting: 1, from: 1, _id: 1 } },
    { $lookup: { from: 'positions', localField: 'position', foreignField: '_id', as: 'held' } },
  ]);
  const byPerson = new Map<string, HeldPosition[]>();
  for (const { person, acting, held } of rows) {
    const list = byPerson.get(String(person)) ?? [];
    list.push(...held.map((position) => ({ id: String(position._id), name: position.name, acting })));
    byPerson.set(String(person), list);
  }
  return byPerson;
}

/** A position that somebody holds, held or will hold. */
export interface Holding {
  id: string;
  person: string;
  personName: string;
  position: string;
  positionName: string;
  from: Day;
  until: Day | null;
  acting: boolean;
  act: { number: string; date: Day } | null;
  endReason: string | null;
}

/** Everything that a person holds, held or will hold, newest first. */
export function heldBy(person: string): Promise<Holding[]> {
  return holdings({ person });
}

/** Everyone who holds, held or will hold a position, newest first. */
export function holdersEver(position: string): Promise<Holding[]> {
  return holdings({ position });
}

export async function holdingById(id: string): Promise<Holding | null> {
  return (await holdings({ _id: id }))[0] ?? null;
}

/** Holdings with names, newest first. */
export async function holdings(
  filter: QueryFilter<AssignmentRecord>,
  cut: { skip?: number; limit?: number } = {},
): Promise<Holding[]> {
  const found = Assignment.find(filter).sort({ from: -1, _id: -1 });
  const rows = await found.skip(cut.skip ?? 0).limit(cut.limit ?? 0).lean<AssignmentRecord[]>(); // prettier-ignore
  const [people, positions] = await Promise.all([
    UserModel.find({ _id: { $in: rows.map((row) => row.person) } }, { name: 1 }).lean(),
    Position.find({ _id: { $in: rows.map((row) => row.position) } }, { name: 1 }).lean(),
  ]);
  const names = new Map([...people, ...positions].map((one) => [String(one._id), one.name]));
  return rows.map((row) => ({
    id: String(row._id),
    person: String(row.person),
    personName: names.get(String(row.person)) ?? '',
    position: String(row.position),
    positionName: names.get(String(row.position)) ?? '',
    from: row.from,
    until: row.until ?? null,
    acting: row.acting,
    act: row.act ? { number: row.act.number, date: row.act.date } : null,
    endReason: row.endReason ?? null,
  }));
}

export interface AreaRow {
  id: string;
  code: string;
  name: string;
  parent: string | null;
  active: boolean;
}

/** Areas by id, by code. */
export function areasByIds(ids: readonly string[]): Promise<AreaRow[]> {
  return areasWhere({ _id: { $in: ids } });
}

export async function areasWhere(filter: QueryFilter<AreaRecord> = {}): Promise<AreaRow[]> {
  const areas = await Area.find(filter).sort({ code: 1 }).lean<AreaRecord[]>();
  return areas.map(({ _id, code, name, parent, active }) => ({
    id: String(_id),
    code,
    name,
    parent: parent ? String(parent) : null,
    active,
  }));
}
