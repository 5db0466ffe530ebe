// Who may do what in meetings. What depends on who presides or keeps the minutes stands in the verbs as well.
import { coversDay, isCertifier } from '../platform/access/engagement.ts';
import type { Policy } from '../platform/access/policy.ts';
import { has, type User } from '../platform/access/roles.ts';
import { today } from '../platform/clock.ts';
import type { BodyRecord } from './body.ts';
import { isMemberOn } from './rules.ts';
import type { SessionRecord } from './session.ts';

/** What the route of a session loads. */
export interface SessionSubject {
  session: SessionRecord;
  body: BodyRecord;
}

/** A certifying body sees what its engagement covers; the others who judge the system see all. */
const sees = (user: User): boolean =>
  isCertifier(user) ? !!user.engagement : has(user, 'quality', 'auditor', 'committee', 'admin');
const isIn = (user: User, body: BodyRecord): boolean =>
  !isCertifier(user) && body.members.some((one) => one.person === user.id && isMemberOn(one, today()));
const runs = (user: User, body: BodyRecord): boolean =>
  !has(user, 'certifier') &&
  (has(user, 'quality') ||
    body.members.some(
      (one) =>
        one.person === user.id && isMemberOn(one, today()) && (one.role === 'chair' || one.role === 'secretary'),
    )); // prettier-ignore
const keeps = (user: User, { session, body }: SessionSubject): boolean =>
  runs(user, body) || (session.secretary === user.id && !has(user, 'certifier'));

export const policy = {
  'meetings.list': () => true,
  'meetings.read_body': (user: User, body: BodyRecord) => sees(user) || isIn(user, body),
  'meetings.edit_bodies': (user: User) => has(user, 'quality'),
  'meetings.convene': (user: User, body: BodyRecord) => runs(user, body),
  'meetings.read': (user: User, { session, body }: SessionSubject) =>
    (sees(user) && coversDay(user, session.date)) ||
    isIn(user, body) ||
    (!isCertifier(user) && session.attendance.some((one) => one.person === user.id)),
  'meetings.keep': (user: User, subject: SessionSubject) => keeps(user, subject),
  'meetings.decide': (user: User, { session }: SessionSubject) =>
    !has(user, 'certifier') && session.presiding === user.id,
  'meetings.sign': (user: User, { session }: SessionSubject) =>
    !has(user, 'certifier') && (session.presiding === user.id || session.secretary === user.id),
  'meetings.reopen': (user: User, subject: SessionSubject) =>
    keeps(user, subject) || (subject.session.presiding === user.id && !has(user, 'certifier')),
  'meetings.annotate': (user: User, subject: SessionSubject) => keeps(user, subject),
} satisfies Policy;

/** The bodies that a person may find, as a database filter: those who judge the system see all, others their own. */
export function scope(user: User): Record<string, unknown> {
  if (isCertifier(user)) return sees(user) ? {} : { _id: null };
  return sees(user) ? {} : { 'members.person': user.id };
}

/** The sessions among those of these bodies: a certifying body sees its period, up to the cut-off. */
export function sessionScope(user: User): Record<string, unknown> {
  if (!isCertifier(user)) return {};
  if (!user.engagement) return { _id: null };
  const { from, until, cutOff } = user.engagement;
  return { date: { $gte: from, $lte: until < cutOff ? until : cutOff } };
}
