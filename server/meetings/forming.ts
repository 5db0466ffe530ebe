// Verbs on bodies: form one, change its rules, name members and end their terms.
import { peopleByIds } from '../people/index.ts';
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { act, currentAct } from '../platform/audit/act.ts';
import type { Day } from '../platform/clock.ts';
import { Invalid, NotFound, Refusal } from '../platform/errors.ts';
import { Body, type BodyDoc } from './body.ts';
import { overlaps, SHORT, type MemberRole, type QuorumRule } from './rules.ts';

export interface BodyInput {
  /** What follows `ORG-`: `CD`. */
  short: string;
  name: string;
  purpose: string;
  rule: QuorumRule;
  /** Only with the rule `number`. */
  number: number | null;
  active?: boolean;
}

export interface MemberInput {
  person: string;
  role: MemberRole;
  votes: boolean;
  from: Day;
  until: Day | null;
  namedBy: string;
}

/** Forms a body. @returns its code. @throws Invalid for a code that is malformed or taken */
export function formBody(input: BodyInput, user: User): Promise<string> {
  return act('meetings.form_body', actorOf(user), async () => {
    const code = `ORG-${input.short.toUpperCase()}`;
    if (!SHORT.test(input.short.toUpperCase())) throw Invalid.field('short', 'meetings.form.short');
    if (await Body.exists({ code })) throw Invalid.field('short', 'meetings.form.short_taken', { code });
    const { name, purpose } = input;
    await new Body({
      code, name, purpose, quorum: quorumIn(input), members: [], active: true, createdAt: currentAct().at,
    }).save(); // prettier-ignore
    return code;
  });
}

/** Changes name, purpose and quorum rule; sessions that were held keep the quorum they had. */
export async function changeBody(code: string, input: Omit<BodyInput, 'short'>, user: User): Promise<void> {
  await act('meetings.change_body', actorOf(user), async () => {
    const body = await bodyForChange(code);
    const { name, purpose, active = true } = input;
    body.set({ name, purpose, active, quorum: quorumIn(input) });
    await body.save();
  });
}

/** Names a person in a body from a day on. @throws Invalid when the person is there already at that time, or a second chair */
export async function nameMember(code: string, input: MemberInput, user: User): Promise<void> {
  await act('meetings.name_member', actorOf(user), async () => {
    const body = await bodyForChange(code);
    const [person] = await peopleByIds([input.person]);
    if (!person?.active) throw Invalid.field('person', 'shared.form.choose');
    if (input.until !== null && input.until < input.from)
      throw Invalid.field('until', 'meetings.form.until_before');
    const meanwhile = body.members.filter((one) => overlaps(one, input));
    if (meanwhile.some((one) => one.person === input.person))
      throw Invalid.field('person', 'meetings.form.member_already', { name: person.name });
    for (const role of ['chair', 'secretary'] as const)
      if (input.role === role && meanwhile.some((one) => one.role === role))
        throw Invalid.field('role', `meetings.form.${role}_already`);
    const number = Math.max(0, ...body.members.map((one) => one.number)) + 1;
    body.members.push({ ...input, number, name: person.name });
    await body.save();
  });
}

/** Ends a term; the member stays in the history. @throws Invalid for a day before it began */
export async function endMembership(code: string, number: number, until: Day, user: User): Promise<void> {
  await act('meetings.end_membership', actorOf(user), async () => {
    const body = await bodyForChange(code);
    const member = body.members.find((one) => one.number === number);
    if (!member) throw new NotFound();
    if (member.until !== null) throw new Refusal('meetings.refusal.ended_already');
    if (until < member.from) throw Invalid.field('until', 'meetings.form.until_before');
    member.until = until;
    await body.save();
  });
}

/** @throws NotFound */
export async function bodyForChange(code: string): Promise<BodyDoc> {
  const body = await Body.findOne({ code });
  if (!body) throw new NotFound();
  return body;
}

function quorumIn({ rule, number }: Pick<BodyInput, 'rule' | 'number'>) {
  if (rule === 'number' && number === null) throw Invalid.field('number', 'meetings.form.quorum_number');
  return { rule, number: rule === 'number' ? number : null };
}
