// Convene a session, keep its agenda until it is held, or call it off.
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { act, currentAct } from '../platform/audit/act.ts';
import { today, type Day } from '../platform/clock.ts';
import { Invalid, NotFound, Refusal } from '../platform/errors.ts';
import { recordByCode } from '../platform/links/kinds.ts';
import { link, unlink } from '../platform/links/links.ts';
import { queueOf, takeNumber } from '../platform/numbering/numbering.ts';
import { bodyForChange } from './forming.ts';
import { isMemberOn, mustBe, sessionCode, type Mode } from './rules.ts';
import { BodySession, type SessionDoc, type Who } from './session.ts';
import { decisionSubject } from './subjects.ts';

export interface Convocation {
  date: Day;
  time: string;
  mode: Mode;
  place: string;
}

export interface ItemInput {
  title: string;
  /** Code of the record to decide on; empty for a point that only is talked over or decided by itself. */
  subject: string;
}

/** Convenes a session. @returns its code. @throws Invalid for a past date; Refusal for a body without members */
export function convene(
  body: string,
  input: Convocation,
  agenda: readonly string[],
  user: User,
): Promise<string> {
  const verb = async (): Promise<string> => {
    const { year, number } = await takeNumber('sessions');
    const { _id, code, name, members, active } = await bodyForChange(body);
    if (!active) throw new Refusal('meetings.refusal.body_inactive');
    if (input.date < today()) throw Invalid.field('date', 'meetings.form.date_past');
    if (!members.some((one) => one.votes && isMemberOn(one, input.date)))
      throw new Refusal('meetings.refusal.no_members');
    const session = new BodySession({
      ...input, code: sessionCode(year, number), year, number, body: _id, bodyCode: code, bodyName: name,
      state: 'convened', convened: { by: whoIs(user), at: currentAct().at },
      agenda: agenda.map((title, index) => ({ number: index + 1, title, subject: null, decision: null })),
    }); // prettier-ignore
    await session.save();
    await link(refOf(session), 'performed_by', { kind: 'body', id: String(_id) });
    return session.code;
  };
  return act('meetings.convene', actorOf(user), verb, queueOf('sessions'));
}

/** Changes when and where, until attendance is taken. */
export async function reconvene(code: string, input: Convocation, user: User): Promise<void> {
  await act('meetings.reconvene', actorOf(user), async () => {
    const session = await sessionForChange(code);
    mustBe(session.state, 'convened');
    if (input.date < today()) throw Invalid.field('date', 'meetings.form.date_past');
    session.set({ ...input });
    await session.save();
  });
}

/** Adds a point to the agenda, perhaps linked to the record that is decided on. @throws Invalid for an unknown or undecidable code */
export async function addItem(code: string, input: ItemInput, user: User): Promise<void> {
  await act('meetings.add_item', actorOf(user), async () => {
    const session = await sessionForChange(code);
    mustBe(session.state, 'convened', 'open');
    const subject = input.subject ? await subjectWith(input.subject, user) : null;
    if (subject && session.agenda.some((one) => one.subject?.id === subject.id))
      throw Invalid.field('subject', 'meetings.form.subject_twice', { code: subject.code });
    const number = Math.max(0, ...session.agenda.map((one) => one.number)) + 1;
    session.agenda.push({ number, title: input.title, subject, decision: null });
    await session.save();
    if (subject) await link(refOf(session), 'applies_to', { kind: subject.kind, id: subject.id });
  });
}

/** Takes a point off the agenda that was not decided. */
export async function dropItem(code: string, number: number, user: User): Promise<void> {
  await act('meetings.drop_item', actorOf(user), async () => {
    const session = await sessionForChange(code);
    mustBe(session.state, 'convened', 'open');
    const item = session.agenda.find((one) => one.number === number);
    if (!item) throw new NotFound();
    if (item.decision) throw new Refusal('meetings.refusal.decided_already');
    session.agenda = session.agenda.filter((one) => one.number !== number);
    await session.save();
    if (item.subject)
      await unlink(refOf(session), 'applies_to', { kind: item.subject.kind, id: item.subject.id });
  });
}

/** Calls a session off with a reason; it keeps its number. @throws Refusal once something was decided in it */
export async function callOff(code: string, reason: string, user: User): Promise<void> {
  const verb = async (): Promise<void> => {
    const session = await sessionForChange(code);
    mustBe(session.state, 'convened', 'open');
    if (session.agenda.some((one) => one.decision)) throw new Refusal('meetings.refusal.has_decisions');
    session.state = 'cancelled';
    session.cancelled = { by: whoIs(user), at: currentAct().at, reason };
    await session.save();
  };
  await act('meetings.call_off', actorOf(user), verb, { reason });
}

/** @throws NotFound */
export async function sessionForChange(code: string): Promise<SessionDoc> {
  const session = await BodySession.findOne({ code });
  if (!session) throw new NotFound();
  return session;
}

export function whoIs(user: User): Who {
  return { id: user.id, name: user.name, position: user.positions[0]?.name ?? null };
}

export function refOf(session: Pick<SessionDoc, '_id'>): { kind: string; id: string } {
  return { kind: 'session', id: String(session._id) };
}

async function subjectWith(code: string, user: User) {
  const found = await recordByCode(code.toUpperCase(), user);
  if (!found) throw Invalid.field('subject', 'meetings.form.subject_unknown', { code });
  if (!decisionSubject(found.kind)) throw Invalid.field('subject', 'meetings.form.subject_kind', { code });
  const { kind, id, title } = found;
  return { kind, id, code: found.code, title };
}
