// Verbs on holding a position: give it, in one's own right or acting (encargo), and end it.
import { act, type Actor } from '../platform/audit/act.ts';
import type { Day } from '../platform/clock.ts';
import { Invalid, NotFound, Refusal } from '../platform/errors.ts';
import { Assignment } from './assignment.ts';
import { Position } from './position.ts';
import { mustBeSomeoneElse, mustEndWithin, overlaps } from './rules.ts';
import { UserModel } from './user.ts';

export interface AssignmentInput {
  person: string;
  position: string;
  /** Bogotá dates, both inclusive. */
  from: Day;
  until?: Day | null;
  /** The administrative act of an acting post (encargo); such a post also needs `until`. */
  act?: { number: string; date: Day } | null;
}

/**
 * Gives a person a position. With `act` it is an acting post. Returns the id.
 * @throws Refusal for oneself, a closed position or a disabled account; Invalid when the person holds it already in those days
 */
export async function assign(input: AssignmentInput, actor: Actor): Promise<string> {
  const give = async (): Promise<string> => {
    mustBeSomeoneElse(actor.kind === 'person' ? actor.id : null, input.person, 'own_position');
    const stretch = { from: input.from, until: input.until ?? null };
    await mustBeAssignable(input);
    const held = await Assignment.find({ person: input.person, position: input.position }).lean();
    if (held.some((one) => overlaps({ from: one.from, until: one.until ?? null }, stretch)))
      throw Invalid.field('from', 'people.assignment.overlap');
    const { person, position } = input;
    const assignment = new Assignment({
      person,
      position,
      ...stretch,
      acting: Boolean(input.act),
      act: input.act ?? null,
    });
    await assignment.save();
    return assignment.id;
  };
  return act('people.assign', actor, give, { queue: `people/assign/${input.person}` });
}

/** Ends an assignment on its last day, with the reason. @throws Invalid for a day outside it; Refusal for one's own */
export async function endAssignment(
  id: string,
  input: { until: Day; reason: string },
  actor: Actor,
): Promise<void> {
  await act('people.end_assignment', actor, async () => {
    const assignment = await Assignment.findById(id);
    if (!assignment) throw new NotFound();
    mustBeSomeoneElse(actor.kind === 'person' ? actor.id : null, String(assignment.person), 'own_position');
    mustEndWithin({ from: assignment.from, until: assignment.until ?? null }, input.until);
    assignment.set({ until: input.until, endReason: input.reason });
    await assignment.save();
  }, { reason: input.reason }); // prettier-ignore
}

async function mustBeAssignable(input: AssignmentInput): Promise<void> {
  if (input.act && !input.until) throw Invalid.field('until', 'people.assignment.until_needed');
  if (input.until && input.until < input.from) throw Invalid.field('until', 'people.assignment.ends_before');
  const person = await UserModel.findById(input.person, { active: 1 }).lean();
  const position = await Position.findById(input.position, { active: 1 }).lean();
  if (!person) throw new NotFound();
  if (!position) throw Invalid.field('position', 'shared.form.choose');
  if (!person.active) throw new Refusal('people.refusal.already_disabled');
  if (!position.active) throw new Refusal('people.refusal.position_closed');
}
