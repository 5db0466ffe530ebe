// A body as its page needs it: its members of today and before, and its sessions.
import { today } from '../../platform/clock.ts';
import { formatDate, type Language } from '../../platform/words/index.ts';
import type { BodyRecord, MemberRecord } from '../body.ts';
import { isMemberOn, MEMBER_ROLES, neededFor } from '../rules.ts';

type T = (key: string, params?: Record<string, string | number>) => string;

export function bodyRow(body: BodyRecord, t: T) {
  const members = body.members.filter((one) => isMemberOn(one, today()));
  return {
    href: `/organos/${body.code}`,
    code: body.code,
    name: body.name,
    members: members.length,
    chair: members.find((one) => one.role === 'chair')?.name ?? '',
    quorum: quorumWords(body, t),
    state: body.active ? null : { kind: 'off', text: t('meetings.body.inactive') },
  };
}

/** `Más de la mitad: 3 de 5`; the rule alone while nobody votes. */
export function quorumWords({ quorum, members }: BodyRecord, t: T): string {
  const voters = members.filter((one) => one.votes && isMemberOn(one, today())).length;
  if (voters === 0 && quorum.rule !== 'number') return t(`meetings.rule.${quorum.rule}`);
  return t(`meetings.rule_says.${quorum.rule}`, { needed: neededFor(quorum, voters), voters });
}

/** Those of today in the order of their roles, then those who were there before. */
export function memberRows({ code, members }: BodyRecord, t: T, language: Language, canEnd: boolean) {
  const day = today();
  const order = (one: MemberRecord) => MEMBER_ROLES.indexOf(one.role);
  const sorted = members.toSorted((a, b) => order(a) - order(b) || a.from.localeCompare(b.from));
  const row = (one: MemberRecord) => ({
    name: one.name,
    role: t(`meetings.role.${one.role}`),
    votes: t(one.votes ? 'meetings.yes' : 'meetings.no'),
    from: formatDate(one.from, language),
    until: one.until ? formatDate(one.until, language) : '',
    namedBy: one.namedBy,
    end: canEnd && one.until === null ? `/organos/${code}/integrantes/${one.number}/retiro` : null,
  });
  return {
    now: sorted.filter((one) => one.until === null || one.until >= day).map(row),
    before: sorted.filter((one) => one.until !== null && one.until < day).map(row),
  };
}
