// Verbs that send a one-time link by mail: an invitation, or the recovery that somebody asked for.
import type { Actor } from '../platform/audit/act.ts';
import { entity } from '../platform/settings/settings.ts';
import { translate, type Language } from '../platform/words/index.ts';
import { addressOf, isMailOn, post } from './delivery.ts';
import { createUser, type NewUser } from './enrolling.ts';
import type { LinkPurpose } from './one-time-link.ts';
import { makeLink } from './renewing.ts';
import { UserModel } from './user.ts';

/** Sends a recovery link when the address is that of an active account; does nothing otherwise. */
export async function sendRecovery(email: string, language: Language): Promise<void> {
  const user = await UserModel.findOne({ email, active: true }, { name: 1, email: 1, language: 1 }).lean();
  if (!user || !isMailOn()) return;
  const path = await makeLink(String(user._id), 'recovery', { kind: 'system', job: 'people.recovery' });
  await postLink({
    to: user.email,
    name: user.name,
    purpose: 'recovery',
    path,
    language: user.language ?? language,
  });
}

/** Opens an account and makes its invitation. Returns the id, and the address to hand over unless it was mailed. @throws as `createUser` */
export async function invite(
  input: NewUser,
  actor: Actor,
  language: Language,
): Promise<{ id: string; address: string | null }> {
  const id = await createUser(input, actor);
  return {
    id,
    address: await giveLink({ id, name: input.name, email: input.email }, 'invitation', actor, language),
  };
}

/**
 * Makes a link for a person and mails it if mail is configured.
 * @returns the whole address when an administrator must hand it over; null when it was mailed
 */
export async function giveLink(
  user: { id: string; name: string; email: string },
  purpose: LinkPurpose,
  actor: Actor,
  language: Language,
): Promise<string | null> {
  const path = await makeLink(user.id, purpose, actor);
  if (!isMailOn()) return addressOf(path);
  await postLink({ to: user.email, name: user.name, purpose, path, language });
  return null;
}

async function postLink(letter: {
  to: string;
  name: string;
  purpose: LinkPurpose;
  path: string;
  language: Language;
}): Promise<void> {
  const { to, name, purpose, path, language } = letter;
  const office = entity.get().name;
  const params = { name, entity: office, link: addressOf(path) };
  await post({
    to,
    subject: translate(language, `people.mail.${purpose}.subject`, params),
    text: translate(language, `people.mail.${purpose}.text`, params),
  });
}
