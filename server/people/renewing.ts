// Verbs on passwords: make a one-time link, set a password with it, change one's own.
import { hashPassword } from '../platform/access/passwords.ts';
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { confirmPassword } from '../platform/access/signatures.ts';
import { endSessionsOf } from '../platform/access/sessions.ts';
import { act, currentAct, type Actor } from '../platform/audit/act.ts';
import { NotFound, Refusal } from '../platform/errors.ts';
import { entity } from '../platform/settings/settings.ts';
import { commonPasswords } from './common-passwords.ts';
import { theUser } from './enrolling.ts';
import { dropTokens, findToken, issueToken, type LinkPurpose } from './one-time-link.ts';
import { findUser } from './queries/index.ts';
import { mustBeGoodPassword } from './rules.ts';

/** Makes a link with which this person sets a password; earlier ones stop working. Returns its path. @throws Refusal for a disabled account */
export function makeLink(userId: string, purpose: LinkPurpose, actor: Actor): Promise<string> {
  return act('people.make_link', actor, async () => {
    const user = await theUser(userId);
    if (!user.active) throw new Refusal('people.refusal.already_disabled');
    user.linkMadeAt = currentAct().at;
    await user.save();
    return `/enlace/${await issueToken(userId, purpose)}`;
  });
}

/** The person whom a link lets in. @throws NotFound when it is unknown, used or too old */
export async function personOfLink(token: string): Promise<User> {
  const link = await findToken(token);
  const user = link && (await findUser(link.user));
  if (!user) throw new NotFound('people.link.gone');
  return user;
}

/** Sets the password with a link, which is used up, and ends the person's sessions. @throws NotFound, Invalid, BadShape */
export async function setPasswordByLink(token: string, password: string): Promise<void> {
  const user = await personOfLink(token);
  mustBeAcceptable(user, password);
  const passwordHash = await hashPassword(password);
  await act('people.set_password', actorOf(user), async () => {
    if (!(await findToken(token))) throw new NotFound('people.link.gone');
    await dropTokens(user.id);
    await store(user.id, passwordHash);
  }, { queue: `people/password/${user.id}` }); // prettier-ignore
  await endSessionsOf(user.id);
}

/**
 * Changes one's own password and ends one's other sessions.
 * @param session id of the session that goes on
 * @throws Invalid for a wrong current password (field `current`) or a new one that is too weak
 */
export async function changePassword(
  user: User,
  input: { current: string; password: string },
  session: string,
): Promise<void> {
  await confirmPassword(user, input.current, 'current');
  mustBeAcceptable(user, input.password);
  const passwordHash = await hashPassword(input.password);
  await act('people.change_password', actorOf(user), async () => {
    await dropTokens(user.id);
    await store(user.id, passwordHash);
  });
  await endSessionsOf(user.id, session);
}

async function store(userId: string, passwordHash: string): Promise<void> {
  const user = await theUser(userId);
  user.set({ passwordHash, passwordSetAt: currentAct().at });
  await user.save();
}

function mustBeAcceptable(user: User, password: string): void {
  const office = entity.get().name;
  const [mailbox = '', host = ''] = user.email.split('@');
  const words = [
    office,
    ...office.split(/\s+/),
    office.replace(/^.* de(l| la)? /i, ''),
    user.name,
    ...user.name.split(/\s+/),
    mailbox,
    host,
    'vigente',
  ];
  mustBeGoodPassword(password, { common: commonPasswords(), words });
}
