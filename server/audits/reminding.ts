// Remind by mail: the team before an audit begins, who owes an answer or a correction, the lead auditor of a report that is late; one mail for each person.
import { nonconformityStates } from '../actions/index.ts';
import { findUser, holdersOf, peopleWithRole } from '../people/index.ts';
import type { User } from '../platform/access/roles.ts';
import { addDays, addWorkingDays, today, type Day } from '../platform/clock.ts';
import type { Message } from '../platform/mail/message.ts';
import { sayTo, tellOnce } from '../platform/mail/reminders.ts';
import { publicAddress } from '../platform/settings/address.ts';
import { closureDays, entity } from '../platform/settings/settings.ts';
import { formatDate } from '../platform/words/index.ts';
import { Audit, type AuditRecord } from './audit.ts';
import { Finding, type FindingRecord } from './finding.ts';
import {
  BEFORE_ANSWER,
  BEFORE_CORRECTION,
  BEFORE_START,
  FINDINGS_WITHIN,
  REPORT_WITHIN,
  reminderDay,
  told,
} from './rules/reminding.ts';

/** One thing that a person is reminded of. */
interface Reminder {
  what: 'start' | 'unaccepted' | 'answer' | 'correction' | 'findings' | 'report';
  code: string;
  path: string;
  due: Day;
  /** The reminder day that has come: each is told once. */
  day: Day;
  to: string[];
}

const AHEAD = Math.max(...BEFORE_START);

/** Writes what today calls for and was not told yet; it may run again at will. @throws AggregateError after the others were told */
export async function remindOfAudits(): Promise<void> {
  const reminders = (await Promise.all([starts(), findings(), reports()])).flat();
  const people = new Set(reminders.flatMap((one) => one.to));
  const failures: unknown[] = [];
  for (const id of people) {
    const own = reminders.filter((one) => one.to.includes(id));
    await remind(id, own).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} people could not be reminded`);
} // prettier-ignore

/** The team of what begins soon; of an external audit, the quality office that keeps it. */
async function starts(): Promise<Reminder[]> {
  const soon = { state: { $in: ['planned', 'proposed', 'accepted'] as const }, from: { $gte: today(), $lte: addDays(today(), AHEAD) } }; // prettier-ignore
  const found = await Audit.find(soon).lean<AuditRecord[]>();
  const made = found.map(async (audit): Promise<Reminder[]> => {
    const { code, from, state, origin, team } = audit;
    const day = reminderDay(from, today(), BEFORE_START);
    const to = origin === 'external' ? await office() : team.map((one) => one.person);
    const what = origin === 'internal' && state !== 'accepted' ? 'unaccepted' : 'start';
    return day ? [{ what, code, path: `/auditorias/${code}`, due: from, day, to }] : [];
  });
  return (await Promise.all(made)).flat();
}

/** Who answers for a finding: first that it is answered, then that it is corrected. */
async function findings(): Promise<Reminder[]> {
  const open = await Finding.find({ open: true, withdrawn: null }).lean<FindingRecord[]>();
  const ids = open.flatMap((one) => (one.answer && one.nonconformity ? [one.nonconformity.id] : []));
  const treated = new Set((await nonconformityStates(ids)).filter((one) => !one.isOpen).map((one) => one.id));
  const made = open.map(async (finding): Promise<Reminder[]> => {
    const { answer, answerBy, closeBy, nonconformity, auditCode, number, code } = finding;
    if (answer && (!nonconformity || treated.has(nonconformity.id))) return [];
    const due = answer ? closeBy : answerBy;
    const day = due && reminderDay(due, today(), answer ? BEFORE_CORRECTION : BEFORE_ANSWER);
    if (!due || !day) return [];
    const what = answer ? 'correction' : 'answer';
    return [{ what, code, path: `/auditorias/${auditCode}/hallazgos/${number}`, due, day, to: await concerned(finding, due) }]; // prettier-ignore
  });
  return (await Promise.all(made)).flat();
}

async function concerned({ responsible, audit }: FindingRecord, due: Day): Promise<string[]> {
  const who = responsible === null ? await peopleWithRole('committee') : await holdersOf(responsible);
  const { lead, office: tellsOffice } = told(due, today());
  const leads = lead ? leadsOf((await Audit.findById(audit).lean<AuditRecord>()) ?? { team: [] }) : [];
  return [...who.map((one) => one.id), ...leads, ...(tellsOffice ? await office() : [])];
}

/** The lead auditor of field work whose days are over, and of a report that waits for no answer any more. */
async function reports(): Promise<Reminder[]> {
  const past = { state: { $in: ['in_progress', 'signed'] as const }, until: { $lt: today() } };
  const found = await Audit.find(past).lean<AuditRecord[]>();
  const made = found.map(async (audit): Promise<Reminder[]> => {
    const { _id, code, state, until, origin } = audit;
    const isSigned = state === 'signed';
    const due = isSigned
      ? await reportDue(_id, until)
      : addWorkingDays(until, FINDINGS_WITHIN, closureDays());
    const day = reminderDay(due, today(), []);
    if (!day) return [];
    const lead = origin === 'external' ? await office() : leadsOf(audit);
    const to = told(due, today()).office ? [...lead, ...(await office())] : lead;
    return [{ what: isSigned ? 'report' : 'findings', code, path: `/auditorias/${code}`, due, day, to }];
  });
  return (await Promise.all(made)).flat();
}

/** The report waits for answers, and no longer than their term. */
async function reportDue(audit: AuditRecord['_id'], until: Day): Promise<Day> {
  const found = await Finding.find({ audit, withdrawn: null, answerBy: { $ne: null } }).lean<FindingRecord[]>();
  const awaited = found.flatMap(({ answer, answerBy }) => (answer || !answerBy ? [] : [answerBy]));
  return [addWorkingDays(until, REPORT_WITHIN, closureDays()), ...awaited].toSorted().at(-1) ?? until;
} // prettier-ignore

function leadsOf({ team }: Pick<AuditRecord, 'team'>): string[] {
  return team.filter((one) => one.role === 'lead').map((one) => one.person);
}

async function office(): Promise<string[]> {
  return (await peopleWithRole('quality')).map((one) => one.id);
}

async function remind(id: string, reminders: readonly Reminder[]): Promise<void> {
  const user = await findUser(id);
  if (user) await tellOnce(`audits ${id}`, reminders, keyOf, (fresh) => letterFor(user, fresh));
}

function keyOf({ what, code, due, day }: Reminder): string {
  return `${code} ${what} ${due} ${day}`;
}

function letterFor(user: User, reminders: readonly Reminder[]): Message {
  const say = sayTo(user, 'audits.mail.');
  const sorted = reminders.toSorted((a, b) => a.due.localeCompare(b.due) || a.code.localeCompare(b.code));
  const lines = sorted.map(({ what, code, due, path }) => {
    const when = due < today() ? 'late' : 'soon';
    return `• ${say(`${what}.${when}`, { code, day: formatDate(due) })}\n${publicAddress(path)}`;
  });
  return {
    to: user.email,
    subject: say('subject', { count: reminders.length }),
    text: [say('greeting', { name: user.name }), ...lines, say('foot', { entity: entity.get().name })].join('\n\n'), // prettier-ignore
  };
}
