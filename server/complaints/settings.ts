// What the office sets for its complaints: tables of terms, when it receives, and the notice on personal data, each with its versions.
import { createHash } from 'node:crypto';
import { act, currentAct } from '../platform/audit/act.ts';
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { dayOf, type Day } from '../platform/clock.ts';
import { Invalid } from '../platform/errors.ts';
import { readSettings, setting } from '../platform/settings/settings.ts';
import type { Reception } from './rules/clock.ts';
import { FIRST_TABLE, mustBeSound, tableOn, type Term, type TermTable } from './rules/terms.ts';

/** The notice that a petitioner reads before giving personal data (Ley 1581 de 2012 art. 12). */
export interface Notice {
  version: number;
  from: Day;
  text: string;
}

const FIRST_NOTICE: Notice = {
  version: 1,
  from: '2015-06-30',
  text:
    'La entidad trata los datos que usted da aquí solo para tramitar y responder su solicitud, y para medir la calidad del servicio. ' +
    'Puede conocerlos, corregirlos y pedir que se supriman por este mismo medio, y acudir a la Superintendencia de Industria y Comercio. ' +
    'Si pide reserva, solo quienes tramitan su solicitud sabrán quién es usted. Si prefiere no dar sus datos, puede presentarla de forma anónima.',
};

const laterTables = setting<TermTable[]>('complaints.terms', []);
const laterNotices = setting<Notice[]>('complaints.notices', []);
/** Filing after hours or on a day without work counts from the next business day, unless the office reads it strictly. */
export const reception = setting<Reception>('complaints.reception', { closesAt: '17:00', moves: true });

/** Every table, the newest first. */
export function termTables(): TermTable[] {
  return [FIRST_TABLE, ...laterTables.get()].sort((a, b) => b.version - a.version);
}

export function tableFor(day: Day): TermTable {
  return tableOn(termTables(), day);
}

/** @throws Error for a version that never was */
export function tableVersion(version: number): TermTable {
  const table = termTables().find((one) => one.version === version);
  if (!table) throw new Error(`There is no table of terms ${version}`);
  return table;
}

export function notices(): Notice[] {
  return [FIRST_NOTICE, ...laterNotices.get()].sort((a, b) => b.version - a.version);
}

/** The notice that a form shows today. */
export function currentNotice(): Notice {
  return notices()[0] ?? FIRST_NOTICE;
}

export function noticeHash({ text }: Notice): string {
  return createHash('sha256').update(text).digest('hex');
}

const QUEUE = { queue: 'complaints/settings' };

/** Puts a new table in place from a day on; what was received before keeps its own. @throws Invalid, Refusal */
export async function publishTable(
  input: { from: Day; reason: string; rows: readonly Term[] },
  user: User,
): Promise<void> {
  await act(
    'complaints.publish_terms',
    actorOf(user),
    async () => {
      await readSettings();
      mustBeSound(input, dayOf(currentAct().at));
      await laterTables.set([
        ...laterTables.get(),
        { ...input, version: termTables().length + 1, by: user.name },
      ]);
    },
    { ...QUEUE, reason: input.reason },
  );
  await readSettings();
}

/** Puts a new notice in place; who accepted an earlier one accepted that one. @throws Invalid when its words are the same */
export async function publishNotice(text: string, user: User): Promise<void> {
  await act(
    'complaints.publish_notice',
    actorOf(user),
    async () => {
      await readSettings();
      if (currentNotice().text === text) throw Invalid.field('text', 'complaints.form.notice_same');
      const notice = { version: notices().length + 1, from: dayOf(currentAct().at), text };
      await laterNotices.set([...laterNotices.get(), notice]);
    },
    QUEUE,
  );
  await readSettings();
}

export async function setReception(input: Reception & { reason: string }, user: User): Promise<void> {
  const { reason, ...value } = input;
  await act('complaints.set_reception', actorOf(user), () => reception.set(value), { ...QUEUE, reason });
  await readSettings();
}
