// A session as its pages need it: facts, agenda, attendance, signatures, and what may be done next.
import { abilities } from '../../platform/access/policy.ts';
import type { User } from '../../platform/access/roles.ts';
import type { HistoryRow } from '../../platform/audit/history.ts';
import { today } from '../../platform/clock.ts';
import { formatDateTime, type Language } from '../../platform/words/index.ts';
import type { SessionSubject } from '../policy.ts';
import { actaCode } from '../rules.ts';
import type { AgendaItem, SessionRecord } from '../session.ts';
import { figures } from './pdf.ts';

type T = (key: string, params?: Record<string, string | number>) => string;

const TONES = { convened: 'info', open: 'warn', closed: 'warn', signed: 'ok', cancelled: 'off' } as const;
const OUTCOME_TONES = { approved: 'ok', rejected: 'bad', postponed: 'warn' } as const;

export function stateOf(session: Pick<SessionRecord, 'state'>, t: T) {
  return { kind: TONES[session.state], text: t(`meetings.state.${session.state}`) };
}

export function sessionRow(session: SessionRecord, t: T) {
  const { code, bodyName, date, time, mode, agenda } = session;
  return {
    href: `/sesiones/${code}`,
    code,
    bodyName,
    date,
    time,
    mode: t(`meetings.mode.${mode}`),
    items: agenda.length,
    state: stateOf(session, t),
    acta: session.acta?.code ?? '',
  };
}

/** The head of each page of a session. */
export function sessionHead({ session }: SessionSubject, t: T) {
  const path = `/sesiones/${session.code}`;
  return {
    crumbs: [
      { label: t('meetings.sessions.title'), href: '/sesiones' },
      { label: session.code, href: path },
    ],
    title: `${session.bodyName}`,
    path,
    session,
    actaCode: actaCode(session.code),
    state: stateOf(session, t),
  };
}

export function sessionFacts({ session, body }: SessionSubject, t: T) {
  const named = (id: string | null) => session.attendance.find((one) => one.person === id)?.name ?? null;
  const { date, time, mode, place, quorum, acta } = session;
  return [
    { label: t('meetings.field.body'), value: session.bodyName, href: `/organos/${body.code}` },
    { label: t('meetings.field.date'), day: date },
    { label: t('meetings.field.time'), value: time },
    { label: t('meetings.field.mode'), value: [t(`meetings.mode.${mode}`), place].filter(Boolean).join(': ') },
    ...(quorum ? [{ label: t('meetings.field.quorum'), value: t(quorum.met ? 'meetings.quorum.met' : 'meetings.quorum.not_met', figures(quorum)) }] : []),
    ...(session.presiding ? [{ label: t('meetings.field.presiding'), value: named(session.presiding) }] : []),
    ...(session.secretary ? [{ label: t('meetings.field.secretary'), value: named(session.secretary) }] : []),
    ...(acta ? [{ label: t('meetings.field.record'), value: `${acta.code} · ${acta.record}`, href: `/registros/${acta.record}` }] : []),
  ]; // prettier-ignore
}

export function agendaRows(subject: SessionSubject, user: User, t: T, urls: ReadonlyMap<string, string>) {
  const { session } = subject;
  const canDecide = session.state === 'open' && session.quorum?.met === true && session.presiding === user.id;
  const canDrop = (session.state === 'open' || session.state === 'convened') && abilities(user, subject, ['meetings.keep']).keep; // prettier-ignore
  return session.agenda.map((item) => ({
    ...item,
    path: `/sesiones/${session.code}/puntos/${item.number}`,
    subjectHref: item.subject && (urls.get(`${item.subject.kind}:${item.subject.id}`) ?? null),
    outcome: item.decision && {
      kind: OUTCOME_TONES[item.decision.outcome],
      text: t(`meetings.outcome.${item.decision.outcome}`),
    },
    votes: item.decision && t('meetings.acta.votes', { ...item.decision.votes }),
    canDecide: canDecide && !item.decision,
    canDrop: canDrop && !item.decision,
  }));
}

export type AgendaRow = ReturnType<typeof agendaRows>[number] & AgendaItem;

export function attendanceRows(session: SessionRecord, t: T) {
  return session.attendance.map((one) => ({
    name: one.name,
    role: t(`meetings.role.${one.role}`),
    votes: t(one.votes ? 'meetings.yes' : 'meetings.no'),
    state: one.present
      ? { kind: 'ok', text: t('meetings.present') }
      : { kind: 'off', text: t('meetings.absent') },
  }));
}

export function signatureRows(session: SessionRecord, t: T, language: Language) {
  return session.signatures.map(({ person, name, position, acting, at, sha256 }) => ({
    as: t(person === session.presiding ? 'meetings.field.presiding' : 'meetings.field.secretary'),
    name,
    position: [position ?? '', acting ? t('meetings.acting') : ''].filter(Boolean).join(' '),
    at: formatDateTime(at, language),
    sha256,
  }));
}

/** What the person may do with the session as it stands. */
export function actsOn(subject: SessionSubject, user: User) {
  const { session } = subject;
  const { state, date } = session;
  const can = abilities(user, subject, ['meetings.keep', 'meetings.sign', 'meetings.reopen', 'meetings.annotate']); // prettier-ignore
  const isOpen = state === 'convened' || state === 'open';
  const isDecided = session.agenda.some((one) => one.decision);
  return {
    attend: can.keep && isOpen && date <= today() && !isDecided,
    addItem: can.keep && isOpen,
    reconvene: can.keep && state === 'convened',
    callOff: can.keep && isOpen && !isDecided,
    minutes: can.keep && state === 'open',
    sign: can.sign && state === 'closed' && !session.signatures.some((one) => one.person === user.id),
    reopen: can.reopen && state === 'closed',
    annotate: can.annotate && state === 'signed',
    acta: state === 'closed' || state === 'signed' || state === 'open',
  };
}

const ACT_TONES: Record<string, 'ok' | 'info' | 'warn' | 'bad'> = {
  'meetings.sign': 'ok', 'meetings.decide': 'ok', 'meetings.convene': 'info', 'meetings.reopen_minutes': 'warn', 'meetings.call_off': 'bad',
}; // prettier-ignore

/** The trail of a session or a body as sentences. */
export function timelineRows(acts: readonly HistoryRow[], t: T) {
  return acts.map(({ at, act, actor, reason }) => ({
    at,
    state: ACT_TONES[act],
    text: t(`meetings.did.${act.replace('meetings.', '')}`, {
      who: actor.kind === 'person' ? actor.name : t(`shared.actor.${actor.kind}`),
    }),
    note: reason ?? '',
  }));
}
