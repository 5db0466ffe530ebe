// Tell: letters to petitioners who gave an e-mail address, and to those who treat; never the words that somebody typed into the public form.
import { findUser, holdersOf } from '../people/index.ts';
import type { User } from '../platform/access/roles.ts';
import type { Params } from '../platform/errors.ts';
import type { Message } from '../platform/mail/message.ts';
import { sendSoon } from '../platform/mail/soon.ts';
import { publicAddress } from '../platform/settings/address.ts';
import { entity } from '../platform/settings/settings.ts';
import { formatLongDate, translate } from '../platform/words/index.ts';
import { Complaint, type ComplaintRecord } from './complaint.ts';
import { lastCount } from './changing.ts';

type Letter = 'received' | 'ask' | 'extend' | 'transfer' | 'withdraw' | 'reply';

/** To the petitioner, in Spanish, after the act; nothing when no address was given. */
export function tellPetitioner(letter: Letter, code: string): void {
  sendSoon(async () => {
    const complaint = await Complaint.findOne({ code }).lean<ComplaintRecord>();
    const to = complaint?.petitioner?.email;
    return complaint && to ? [petitionerLetter(letter, complaint, to)] : [];
  });
}

export function tellReceived(code: string): void {
  tellPetitioner('received', code);
}

/** To whom it was assigned. */
export function tellAssigned(code: string): void {
  sendSoon(async () => {
    const complaint = await Complaint.findOne({ code }).lean<ComplaintRecord>();
    if (!complaint) return [];
    return (await assigned(complaint)).map((user) => assignedLetter(complaint, user));
  });
}

/** The active people who treat it today. */
export async function assigned({ assignee }: Pick<ComplaintRecord, 'assignee'>): Promise<User[]> {
  if (!assignee) return [];
  const ids = assignee.kind === 'person' ? [assignee.id] : (await holdersOf(assignee.id)).map((one) => one.id);
  return (await Promise.all(ids.map((id) => findUser(id)))).filter((one) => one !== null);
} // prettier-ignore

function petitionerLetter(letter: Letter, complaint: ComplaintRecord, to: string): Message {
  const { code, completion, extension, transfer, withdrawal, reply } = complaint;
  const due = lastCount(complaint).due;
  const params: Params = {
    code,
    due: due ? formatLongDate(due, 'es') : '—',
    missing: completion?.missing ?? '',
    deadline: formatLongDate(completion?.deadline ?? null, 'es'),
    reason: (letter === 'withdraw' ? withdrawal?.reason : extension?.reason) ?? '',
    authority: transfer?.authority ?? '',
    letter: transfer?.letter ?? '',
    reply: reply?.text ?? '',
  };
  const isWithoutTerm = letter === 'received' && due === null;
  const say = (part: string): string => translate('es', `complaints.mail.${letter}.${part}`, params);
  const text = [
    translate('es', 'complaints.mail.greeting'),
    say(isWithoutTerm ? 'text_without_term' : 'text'),
    `${translate('es', 'complaints.mail.follow')}\n${publicAddress('/solicitudes/consulta')}`,
    translate('es', 'complaints.mail.foot', { entity: entity.get().name }),
  ].join('\n\n');
  return { to, subject: say('subject'), text };
}

function assignedLetter({ code, due }: ComplaintRecord, user: User): Message {
  const language = user.language ?? 'es';
  const params = { code, name: user.name, due: due ? formatLongDate(due, language) : '—' };
  const say = (part: string): string => translate(language, `complaints.mail.assigned.${part}`, params);
  return {
    to: user.email,
    subject: say('subject'),
    text: [say('text'), publicAddress(`/pqrsd/${code}`)].join('\n\n'),
  };
}
