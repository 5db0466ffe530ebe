// Remind of what is owed and carry a delay upwards: noted in the trail first, then written to those concerned.
import { findUser, holdersOf, peopleWithRole } from '../people/index.ts';
import type { User } from '../platform/access/roles.ts';
import { act, type Actor } from '../platform/audit/act.ts';
import { today, type Day } from '../platform/clock.ts';
import { addDays } from '../platform/clock.ts';
import type { Message } from '../platform/mail/message.ts';
import { mailer } from '../platform/mail/current.ts';
import { sayTo } from '../platform/mail/reminders.ts';
import { publicAddress } from '../platform/settings/address.ts';
import { entity } from '../platform/settings/settings.ts';
import { formatDate } from '../platform/words/index.ts';
import { processesByIds } from '../processes/index.ts';
import { ImprovementAction, type ActionRecord } from './action.ts';
import { Nonconformity, type NonconformityRecord, type Reminded } from './nonconformity.ts';
import { OPEN } from './rules/states.ts';
import { BEFORE, reminderOn, type Height } from './rules/reminding.ts';

interface Owed {
  code: string;
  text: string;
  path: string;
  due: Day;
  responsible: string;
  process: string | null;
  word: 'action' | 'step';
}

const AHEAD = Math.max(...BEFORE);

/** Everything owed of which today reminds. Run twice on a day, it writes once. @throws AggregateError after the others were told */
export async function remindWhereOwed(actor: Actor): Promise<void> {
  const failures: unknown[] = [];
  for (const owed of await owedSoon())
    await remind(owed, actor).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} reminders failed`);
}

async function owedSoon(): Promise<Owed[]> {
  const until = addDays(today(), AHEAD);
  const [actions, records] = await Promise.all([
    ImprovementAction.find({ state: 'planned', due: { $lte: until } }).lean<ActionRecord[]>(),
    Nonconformity.find({
      state: { $in: OPEN.filter((one) => one !== 'acting') },
      nextDue: { $gt: '', $lte: until },
    }).lean<NonconformityRecord[]>(),
  ]);
  return [
    ...actions.map(({ code, what, due, responsible, process }) => ({
      code,
      text: what,
      path: `/acciones/${code}`,
      due,
      responsible,
      process,
      word: 'action' as const,
    })),
    ...records.map(({ code, description, nextDue, responsible, process }) => ({
      code,
      text: description,
      path: `/no-conformidades/${code}`,
      due: nextDue ?? '',
      responsible,
      process,
      word: 'step' as const,
    })),
  ];
}

/** Notes it inside an act, so that two processes do not both write; the mail goes out afterwards. */
async function remind(owed: Owed, actor: Actor): Promise<void> {
  const told = await act('actions.remind', actor, async () => {
    const found =
      owed.word === 'action'
        ? await ImprovementAction.findOne({ code: owed.code, due: owed.due, state: 'planned' })
        : await Nonconformity.findOne({ code: owed.code, nextDue: owed.due });
    if (!found) return null;
    const { last, times }: Reminded = found.reminded;
    const due = reminderOn(owed.due, last, today());
    if (!due) return null;
    found.set('reminded', { last: today(), times: times + 1, level: due.height });
    await found.save();
    return due;
  });
  if (!told) return;
  for (const person of await concerned(owed, told.height)) await mailer().send(letterTo(person, owed, told));
}

/** Who owes it; from the second height who leads the process too, from the third the quality office. */
async function concerned(owed: Owed, height: Height): Promise<User[]> {
  const [process] = owed.process ? await processesByIds([owed.process]) : [];
  const positions = [owed.responsible, ...(height >= 2 && process?.leader ? [process.leader] : [])];
  const holders = await Promise.all(positions.map((one) => holdersOf(one)));
  const office = height >= 3 ? await peopleWithRole('quality') : [];
  const ids = [...new Set([...holders.flat(), ...office].map((one) => one.id))];
  return (await Promise.all(ids.map((id) => findUser(id)))).filter((one) => one !== null);
}

function letterTo(user: User, owed: Owed, { overdue, height }: { overdue: number; height: Height }): Message {
  const say = sayTo(user, 'actions.mail.');
  const about = { code: owed.code, day: formatDate(owed.due), count: Math.abs(overdue) };
  const what = overdue < 1 ? 'soon' : height === 1 ? 'late' : 'higher';
  const brief = owed.text.length > 300 ? `${owed.text.slice(0, 300)}…` : owed.text;
  const parts = [
    say('greeting', { name: user.name }),
    say(`${what}.text`, about),
    brief,
    publicAddress(owed.path),
    say('foot', { entity: entity.get().name }),
  ];
  return { to: user.email, subject: say(`${what}.subject`, about), text: parts.join('\n\n') };
}
