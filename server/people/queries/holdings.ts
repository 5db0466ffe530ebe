// Who holds, held or will hold which position.
import mongoose, { type QueryFilter } from 'mongoose';
import type { HeldPosition } from '../../platform/access/roles.ts';
import { today, type Day } from '../../platform/clock.ts';
import { pageOf, PAGE_SIZE, skipFor, type Page } from '../../platform/db/paging.ts';
import { Assignment, type AssignmentRecord } from '../assignment.ts';
import { Position } from '../position.ts';
import type { HoldingState } from '../rules.ts';
import { UserModel } from '../user.ts';

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
  const rows = await found
    .skip(cut.skip ?? 0)
    .limit(cut.limit ?? 0)
    .lean<AssignmentRecord[]>();
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

/** A page of acting posts in a state of today, newest first. */
export async function listActing(state: HoldingState, number: number): Promise<Page<Holding>> {
  const day = today();
  const inState = {
    current: inForce(day),
    coming: { from: { $gt: day } },
    past: { until: { $lt: day, $ne: null } },
  }[state];
  const filter = { acting: true, ...inState };
  const [total, rows] = await Promise.all([
    Assignment.countDocuments(filter),
    holdings(filter, { skip: skipFor(number), limit: PAGE_SIZE }),
  ]);
  return pageOf(rows, total, number);
}

/** Acting posts in force that end on this day or before. */
export function actingUntil(last: Day): Promise<Holding[]> {
  return holdings({ acting: true, from: { $lte: today() }, until: { $gte: today(), $lte: last } });
}

/** Who holds each of these positions today: in their own right before acting. */
export async function holdersOfAll(positions: readonly string[]): Promise<Map<string, Holding[]>> {
  const rows = await holdings({ position: { $in: positions }, ...inForce(today()) });
  rows.sort((a, b) => Number(a.acting) - Number(b.acting));
  return Map.groupBy(rows, (row) => row.position);
}

/** A filter for what is in force on a day, both ends inclusive. */
export function inForce(day: Day) {
  return { from: { $lte: day }, $or: [{ until: null }, { until: { $gte: day } }] };
}

/** A position that a person holds, with the id of its area. */
export interface HeldThere extends HeldPosition {
  area: string;
}

/** Positions held on a day by person: own ones first, then acting ones, the longest held first. */
export async function heldOn(people: readonly string[], day: Day): Promise<Map<string, HeldThere[]>> {
  if (people.length === 0) return new Map();
  const persons = people.map((id) => new mongoose.Types.ObjectId(id));
  const rows = await Assignment.aggregate<Held>([
    { $match: { person: { $in: persons }, ...inForce(day) } },
    { $sort: { acting: 1, from: 1, _id: 1 } },
    { $lookup: { from: 'positions', localField: 'position', foreignField: '_id', as: 'held' } },
  ]);
  const byPerson = Map.groupBy(rows, (row) => String(row.person));
  return new Map([...byPerson].map(([person, held]) => [person, held.flatMap(positionsOf)]));
}

interface Held {
  person: mongoose.Types.ObjectId;
  acting: boolean;
  held: { _id: mongoose.Types.ObjectId; name: string; area: mongoose.Types.ObjectId }[];
}

function positionsOf({ held, acting }: Held): HeldThere[] {
  return held.map(({ _id, name, area }) => ({ id: String(_id), name, acting, area: String(area) }));
}
