// What waits for a person because of a session: to sign its minutes, to write them, to hold it.
import { has, type User } from '../platform/access/roles.ts';
import { addDays, startOf, today } from '../platform/clock.ts';
import type { Task } from '../platform/http/slice.ts';
import type { DeskPanelSource } from '../platform/http/desk.ts';
import { formatDate } from '../platform/words/index.ts';
import { comingFor } from './queries.ts';
import { actaCode } from './rules.ts';
import { BodySession, type SessionRecord } from './session.ts';

const MOST = 50;
/** Calendar days that minutes may take, and their signature after it. */
const DAYS_TO_SIGN = 8;

export async function tasksOf(user: User): Promise<Task[]> {
  if (has(user, 'certifier')) return [];
  const mine = [{ presiding: user.id }, { secretary: user.id }];
  const [toSign, toWrite, toHold] = await Promise.all([
    found({ state: 'closed', $or: mine }),
    found({ state: 'open', secretary: user.id }),
    has(user, 'quality') ? found({ state: 'convened', date: { $lte: today() } }) : [],
  ]);
  return [
    ...toSign.filter((one) => !one.signatures.some(({ person }) => person === user.id)).map(signTask),
    ...toWrite.map((one) => task(one, 'meetings.task.write', 'acta')),
    ...toHold.map((one) => task(one, 'meetings.task.attend', 'asistencia')),
  ];
}

function found(filter: Record<string, unknown>): Promise<SessionRecord[]> {
  return BodySession.find(filter).sort({ date: 1 }).limit(MOST).lean<SessionRecord[]>();
}

function signTask(session: SessionRecord): Task {
  const since = session.closed?.at ?? startOf(session.date);
  return { ...task(session, 'meetings.task.sign', 'firma'), since };
}

function task(session: SessionRecord, word: string, noun: string): Task {
  return {
    href: `/sesiones/${session.code}/${noun}`,
    word,
    params: { acta: actaCode(session.code), code: session.code, body: session.bodyName },
    since: startOf(session.date),
    due: addDays(session.date, DAYS_TO_SIGN),
  };
}

const SHOWN = 5;

/** The sessions that come, on the start page of their members. */
export const sessionsComing: DeskPanelSource = async (user, t) => {
  const coming = await comingFor(user, SHOWN);
  if (coming.length === 0) return null;
  return {
    title: 'meetings.coming',
    lines: coming.map(({ code, bodyName, date, time }) => ({
      href: `/sesiones/${code}`,
      label: `${bodyName} · ${formatDate(date)}, ${time}`,
      due: date,
    })),
    more: { href: '/sesiones', label: t('meetings.sessions.all') },
  };
};
