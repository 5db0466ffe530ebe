// The words of mail about documents: plain, short, in the language of who receives it.
import type { User } from '../../platform/access/roles.ts';
import { today } from '../../platform/clock.ts';
import type { Task } from '../../platform/http/slice.ts';
import type { Message } from '../../platform/mail/message.ts';
import { sayTo } from '../../platform/mail/reminders.ts';
import { publicAddress } from '../../platform/settings/address.ts';
import { entity } from '../../platform/settings/settings.ts';
import { distance, formatDate, translate } from '../../platform/words/index.ts';

const MOST = 25;
const LAST = '9999-12-31';
const WORDS = 'documents.mail.';

/** Everything in document control that waits for a person, in one mail: what is due first stands first. */
export function reminderFor(user: User, tasks: readonly Task[]): Message {
  const say = sayTo(user, WORDS);
  const sorted = [...tasks].sort(byDue);
  const lines = sorted.slice(0, MOST).map((task) => lineOf(task, user));
  const rest = sorted.length - lines.length;
  return letter(user, say('reminder.subject', { count: sorted.length }), [
    say('reminder.intro', { entity: entity.get().name }),
    ...lines,
    ...(rest > 0 ? [say('reminder.more', { count: rest })] : []),
    `${say('reminder.all')}\n${publicAddress('/pendientes')}`,
  ]);
}

/** A version came to a person's step of its route. */
export function dueStepFor(user: User, about: { code: string; title: string; label: string; stage: 'review' | 'approval'; path: string }): Message {
  const say = sayTo(user, WORDS);
  const { code, title, label, stage, path } = about;
  const params = { code, title, label };
  return letter(user, say(`due_${stage}.subject`, params), [
    say(`due_${stage}.text`, params),
    publicAddress(path),
  ]);
} // prettier-ignore

/** A version came back to those who wrote it. */
export function returnedFor(user: User, about: { code: string; title: string; label: string; who: string; reason: string; path: string }): Message {
  const say = sayTo(user, WORDS);
  const { path, ...params } = about;
  return letter(user, say('returned.subject', params), [
    say('returned.text', params),
    params.reason,
    publicAddress(path),
  ]);
} // prettier-ignore

function lineOf({ word, params, due, href }: Task, user: User): string {
  const language = user.language ?? 'es';
  const when = due
    ? sayTo(user, WORDS)(due < today() ? 'reminder.overdue' : 'reminder.due', {
        day: formatDate(due),
        distance: distance(due, today(), language),
      })
    : '';
  return `• ${translate(language, word, params)}${when}\n${publicAddress(href)}`;
}

function letter(user: User, subject: string, paragraphs: readonly string[]): Message {
  const say = sayTo(user, WORDS);
  const text = [say('greeting', { name: user.name }), ...paragraphs, say('foot', { entity: entity.get().name })];
  // A title may hold what no header may: line ends and other signs without a shape.
  return { to: user.email, subject: subject.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' '), text: text.join('\n\n') };
} // prettier-ignore

function byDue(a: Task, b: Task): number {
  return (a.due ?? LAST).localeCompare(b.due ?? LAST) || a.since.getTime() - b.since.getTime();
}
