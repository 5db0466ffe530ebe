// Pure rules of meetings: roles in a body, quorum, the states of a session, what a vote must add up to.
import type { Day } from '../platform/clock.ts';
import { Invalid, Refusal } from '../platform/errors.ts';

export const MEMBER_ROLES = ['chair', 'secretary', 'member', 'guest'] as const;
export type MemberRole = (typeof MEMBER_ROLES)[number];

export const QUORUM_RULES = ['majority', 'two_thirds', 'number'] as const;
export type QuorumRule = (typeof QUORUM_RULES)[number];

export const MODES = ['onsite', 'remote', 'mixed'] as const;
export type Mode = (typeof MODES)[number];

/** Convened, then open once attendance was taken, closed when the minutes are ready, signed by both; or called off. */
export const SESSION_STATES = ['convened', 'open', 'closed', 'signed', 'cancelled'] as const;
export type SessionState = (typeof SESSION_STATES)[number];

export const OUTCOMES = ['approved', 'rejected', 'postponed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** `CD`, `COM-CAL`: the part of `ORG-CD` that the entity chooses. */
export const SHORT = /^[A-Z0-9]+(?:-[A-Z0-9]+)*$/;

/** Both ends inclusive; no end is still in force. */
interface Member {
  person: string;
  votes: boolean;
  from: Day;
  until: Day | null;
}

export interface Quorum {
  /** Members in force on the day who have a vote. */
  voters: number;
  present: number;
  needed: number;
  met: boolean;
}

export function isMemberOn(member: Pick<Member, 'from' | 'until'>, day: Day): boolean {
  return member.from <= day && (member.until === null || member.until >= day);
}

/** A body without anybody who votes, today or later, is not called together. */
export function canMeet(
  { active, members }: { active: boolean; members: readonly Member[] },
  day: Day,
): boolean {
  return active && members.some((one) => one.votes && (one.until === null || one.until >= day));
}

/** How many voting members a session needs. More than half is the floor of half, plus one. */
export function neededFor(quorum: { rule: QuorumRule; number: number | null }, voters: number): number {
  if (quorum.rule === 'two_thirds') return Math.max(1, Math.ceil((2 * voters) / 3));
  if (quorum.rule === 'number') return Math.max(1, quorum.number ?? 1);
  return Math.floor(voters / 2) + 1;
}

/** The quorum of a session out of the members in force on its day; guests and members without a vote do not count. */
export function quorumOf(
  quorum: { rule: QuorumRule; number: number | null },
  members: readonly Member[],
  present: readonly string[],
  day: Day,
): Quorum {
  const voting = new Set(members.filter((one) => one.votes && isMemberOn(one, day)).map((one) => one.person));
  const here = [...voting].filter((person) => present.includes(person)).length;
  const needed = neededFor(quorum, voting.size);
  return { voters: voting.size, present: here, needed, met: here >= needed };
}

/** @throws Refusal unless the session is in one of these states */
export function mustBe(state: SessionState, ...allowed: SessionState[]): void {
  if (!allowed.includes(state)) throw new Refusal(`meetings.refusal.state_${state}`);
}

/** Nothing is decided without a quorum. @throws Refusal */
export function mustHaveQuorum(quorum: Quorum | null): void {
  if (!quorum?.met)
    throw new Refusal('meetings.refusal.no_quorum', {
      present: quorum?.present ?? 0,
      needed: quorum?.needed ?? 1,
    });
}

export interface Votes {
  for: number;
  against: number;
  abstained: number;
}

/** Every present member with a vote is counted once, and the outcome is what they voted. @throws Invalid */
export function mustAddUp(votes: Votes, present: number, outcome: Outcome): void {
  const given = votes.for + votes.against + votes.abstained;
  if (given !== present) throw Invalid.field('for', 'meetings.form.votes_sum', { given, present });
  if (outcome === 'approved' && votes.for <= votes.against)
    throw Invalid.field('outcome', 'meetings.form.votes_not_for');
  if (outcome === 'rejected' && votes.for > votes.against)
    throw Invalid.field('outcome', 'meetings.form.votes_not_against');
}

/** Two terms of one person in one body do not overlap. */
export function overlaps(a: { from: Day; until: Day | null }, b: { from: Day; until: Day | null }): boolean {
  return a.from <= (b.until ?? '9999-12-31') && b.from <= (a.until ?? '9999-12-31');
}

/** `SES-2026-001` of a year and number; the minutes of that session are `ACTA-2026-001`. */
export function sessionCode(year: number, number: number): string {
  return `SES-${year}-${String(number).padStart(3, '0')}`;
}

export function actaCode(session: string): string {
  return session.replace(/^SES-/, 'ACTA-');
}
