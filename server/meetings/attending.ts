// Attendance: who was there, who presided and who kept the minutes; the quorum is computed from the members in force on the day.
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { act } from '../platform/audit/act.ts';
import { today } from '../platform/clock.ts';
import { Invalid, Refusal } from '../platform/errors.ts';
import { bodyForChange } from './forming.ts';
import { sessionForChange } from './convening.ts';
import { isMemberOn, mustBe, quorumOf } from './rules.ts';

export interface Attendance {
  /** Ids of the people who were there. */
  present: readonly string[];
  presiding: string;
  secretary: string;
  /** Others who were there, in words. */
  guests: string;
}

/**
 * Takes or corrects attendance, on the day of the session or after it.
 * @throws Invalid for somebody who is not a member that day, was absent and presides, or cannot; Refusal before its date
 */
export async function takeAttendance(code: string, input: Attendance, user: User): Promise<void> {
  await act('meetings.take_attendance', actorOf(user), async () => {
    const session = await sessionForChange(code);
    mustBe(session.state, 'convened', 'open');
    if (session.date > today()) throw new Refusal('meetings.refusal.not_yet', { day: session.date });
    const body = await bodyForChange(session.bodyCode);
    const members = body.members.filter((one) => isMemberOn(one, session.date));
    const known = new Set(members.map((one) => one.person));
    if (input.present.some((one) => !known.has(one)))
      throw Invalid.field('present', 'meetings.form.not_member');
    const presiding = members.find((one) => one.person === input.presiding);
    if (!presiding?.votes || !input.present.includes(input.presiding))
      throw Invalid.field('presiding', 'meetings.form.presiding');
    if (!known.has(input.secretary) || !input.present.includes(input.secretary))
      throw Invalid.field('secretary', 'meetings.form.secretary_absent');
    if (input.secretary === input.presiding)
      throw Invalid.field('secretary', 'meetings.form.secretary_presides');
    const quorum = quorumOf(body.quorum, body.members, input.present, session.date);
    // What was decided was decided by those who were there.
    if (session.agenda.some((one) => one.decision)) throw new Refusal('meetings.refusal.attendance_fixed');
    session.attendance = members.map(({ person, name, role, votes }) => ({
      person, name, role, votes, present: input.present.includes(person),
    })); // prettier-ignore
    const { guests, secretary } = input;
    session.set({ quorum, guests, secretary, presiding: input.presiding, state: 'open' });
    await session.save();
  });
}
