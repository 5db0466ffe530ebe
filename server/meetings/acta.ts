// The minutes of a session as content: what both sign, and what its hash stands for.
import { hashOf } from '../platform/audit/canonical.ts';
import { actaCode } from './rules.ts';
import type { SessionRecord } from './session.ts';

/** Everything that the minutes state, without signatures and annotations, as plain values. */
export function actaContent(session: SessionRecord): Record<string, unknown> {
  const { bodyCode, bodyName, date, time, mode, place, guests, minutes, presiding, secretary } = session;
  return {
    code: actaCode(session.code),
    body: { code: bodyCode, name: bodyName },
    date, time, mode, place, guests, minutes, presiding, secretary,
    quorum: session.quorum && pick(session.quorum, ['voters', 'present', 'needed', 'met']),
    attendance: session.attendance.map((one) => pick(one, ['person', 'name', 'role', 'votes', 'present'])),
    agenda: session.agenda.map(({ number, title, subject, decision }) => ({
      number,
      title,
      subject: subject && pick(subject, ['kind', 'id', 'code', 'title']),
      decision: decision && {
        ...pick(decision, ['outcome', 'text', 'sha256']),
        votes: pick(decision.votes, ['for', 'against', 'abstained']),
        by: pick(decision.by, ['id', 'name', 'position']),
        at: decision.at.toISOString(),
      },
    })),
    commitments: session.commitments.map(({ what, who, due }) => ({ what, who, due: due ?? null })),
  }; // prettier-ignore
}

export function actaHash(session: SessionRecord): string {
  return hashOf(actaContent(session));
}

/** By name, so that the same facts hash the same whether they come out of mongoose or out of the database. */
function pick<T extends object, K extends keyof T>(from: T, names: readonly K[]): Pick<T, K> {
  return Object.fromEntries(names.map((name) => [name, from[name]])) as Pick<T, K>;
}
