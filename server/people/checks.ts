// What `verify` asks of people: nothing points at what is not there, and somebody can administer.
import type { Fault } from '../platform/http/slice.ts';
import { Area } from './area.ts';
import { Assignment } from './assignment.ts';
import { Position } from './position.ts';
import { UserModel } from './user.ts';

export async function* checks(): AsyncIterable<Fault> {
  const [areas, positions, people] = await Promise.all([idsOf(Area), idsOf(Position), idsOf(UserModel)]);
  for await (const { _id, person, position } of Assignment.find().lean().cursor()) {
    const subject = `assignment:${String(_id)}`;
    if (!people.has(String(person))) yield { check: 'people', subject, says: 'people.fault.person' };
    if (!positions.has(String(position))) yield { check: 'people', subject, says: 'people.fault.position' };
  }
  for await (const { _id, area } of Position.find().lean().cursor()) {
    if (!areas.has(String(area)))
      yield { check: 'people', subject: `position:${String(_id)}`, says: 'people.fault.area' };
  }
  for await (const { _id, parent } of Area.find({ parent: { $ne: null } })
    .lean()
    .cursor()) {
    if (!areas.has(String(parent)))
      yield { check: 'people', subject: `area:${String(_id)}`, says: 'people.fault.parent' };
  }
  const admins = await UserModel.countDocuments({ roles: 'admin', active: true });
  if (people.size > 0 && admins === 0)
    yield { check: 'people', subject: 'admin', says: 'people.fault.admin' };
}

async function idsOf(model: { distinct(field: '_id'): PromiseLike<unknown[]> }): Promise<Set<string>> {
  return new Set((await model.distinct('_id')).map(String));
}
