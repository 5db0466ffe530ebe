// Tell: a mail to the members of a body when it is convened or its date changes, and to the two who sign when the minutes are closed.
import { findUser } from '../people/index.ts';
import type { User } from '../platform/access/roles.ts';
import type { Message } from '../platform/mail/message.ts';
import { sendSoon } from '../platform/mail/soon.ts';
import { publicAddress } from '../platform/settings/address.ts';
import { entity } from '../platform/settings/settings.ts';
import { formatLongDate, translate } from '../platform/words/index.ts';
import { Body, type BodyRecord } from './body.ts';
import { actaCode, isMemberOn } from './rules.ts';
import { BodySession, type SessionRecord } from './session.ts';

/** The members in office on the day of the session. Goes out while the page answers. */
export function tellConvened(code: string): void {
  sendSoon(async () => {
    const session = await BodySession.findOne({ code }).lean<SessionRecord>();
    const body = session && (await Body.findById(session.body).lean<BodyRecord>());
    if (!session || !body || session.state !== 'convened') return [];
    const members = body.members.filter((one) => isMemberOn(one, session.date));
    return letters(session, members.map((one) => one.person), 'convened', ''); // prettier-ignore
  });
}

/** Who presided and who kept the minutes, once they are closed. */
export function tellToSign(code: string): void {
  sendSoon(async () => {
    const session = await BodySession.findOne({ code }).lean<SessionRecord>();
    if (session?.state !== 'closed') return [];
    const signers = [session.presiding, session.secretary].filter((one) => one !== null);
    return letters(session, signers, 'sign', '/firma');
  });
}

async function letters(
  session: SessionRecord,
  people: readonly string[],
  what: 'convened' | 'sign',
  page: string,
): Promise<Message[]> {
  const users = await Promise.all([...new Set(people)].map((one) => findUser(one)));
  return users.filter((one) => one !== null).map((user) => letterTo(user, session, what, page));
}

function letterTo(user: User, session: SessionRecord, what: 'convened' | 'sign', page: string): Message {
  const language = user.language ?? 'es';
  const { code, bodyName, date, time, place, agenda } = session;
  const params = { code, acta: actaCode(code), body: bodyName, day: formatLongDate(date, language), time, place };
  const say = (key: string): string => translate(language, `meetings.mail.${key}`, params);
  const points = agenda.map(({ number, title }) => `${number}. ${title}`).join('\n');
  const parts = [
    translate(language, 'meetings.mail.greeting', { name: user.name }),
    say(`${what}.text`),
    what === 'convened' ? points : '',
    publicAddress(`/sesiones/${code}${page}`),
    translate(language, 'meetings.mail.foot', { entity: entity.get().name }),
  ];
  return { to: user.email, subject: say(`${what}.subject`), text: parts.filter(Boolean).join('\n\n') };
} // prettier-ignore
