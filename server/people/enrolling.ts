// Verbs on accounts: open one, correct its data, change its roles, disable and enable it, choose its language.
import { ROLES, type Role } from '../platform/access/roles.ts';
import { hashPassword } from '../platform/access/passwords.ts';
import { endSessionsOf } from '../platform/access/sessions.ts';
import { act, type Actor } from '../platform/audit/act.ts';
import { currentAct } from '../platform/audit/act.ts';
import { Invalid, NotFound, Refusal } from '../platform/errors.ts';
import { takeSerial } from '../platform/numbering/numbering.ts';
import type { Language } from '../platform/words/index.ts';
import { fold, mustBeSomeoneElse, mustLeaveAnAdmin, tidyRoles } from './rules.ts';
import { UserModel, type UserDocument } from './user.ts';

export interface NewUser {
  name: string;
  email: string;
  roles: readonly Role[];
  areas?: readonly string[];
  language?: Language | null;
  /** Given by set-up, the demo and tests; people get an invitation instead. */
  password?: string;
  /** A hash made before, in place of `password`: many people at once need not wait for many hashes. */
  passwordHash?: string;
}

/** Opens an account. Without a password nobody can enter it until an invitation is used. @throws Invalid when the address is taken. Returns its id. */
export async function createUser(input: NewUser, actor: Actor): Promise<string> {
  const hash =
    input.passwordHash ?? (input.password === undefined ? null : await hashPassword(input.password));
  return act('people.create_user', actor, async () => {
    await mustBeFree(input.email);
    const user = new UserModel({
      name: input.name,
      sortName: fold(input.name),
      email: input.email,
      roles: tidyRoles(input.roles, ROLES),
      areas: input.areas ?? [],
      language: input.language ?? null,
      active: true,
      passwordHash: hash,
      passwordSetAt: hash ? currentAct().at : null,
    });
    await user.save();
    return user.id;
  });
}

/** Corrects name, address and areas. @throws Invalid when the address is taken */
export async function editUser(
  id: string,
  input: { name: string; email: string; areas: readonly string[] },
  actor: Actor,
): Promise<void> {
  await act('people.edit_user', actor, async () => {
    const user = await theUser(id);
    if (user.email !== input.email) await mustBeFree(input.email);
    user.set({ name: input.name, sortName: fold(input.name), email: input.email, areas: input.areas });
    await user.save();
  });
}

/** Sets the roles of somebody else; they count from that person's next request. @throws Refusal for one's own, or for the last administrator's */
export async function setRoles(
  id: string,
  roles: readonly Role[],
  actor: Actor,
  reason?: string,
): Promise<void> {
  const change = async (): Promise<void> => {
    mustBeSomeoneElse(idOf(actor), id, 'own_roles');
    const user = await theUser(id);
    if (user.active && user.roles.includes('admin') && !roles.includes('admin')) await mustNotBeLastAdmin(id);
    user.set({ roles: tidyRoles(roles, ROLES) });
    await user.save();
  };
  await act('people.set_roles', actor, change, { reason, queue: 'people/admins' });
}

/** Shuts the account, with the reason, and ends its sessions. @throws Refusal for one's own, or for the last administrator's */
export async function disableUser(id: string, reason: string, actor: Actor): Promise<void> {
  const change = async (): Promise<void> => {
    mustBeSomeoneElse(idOf(actor), id, 'own_account');
    const user = await theUser(id);
    if (!user.active) throw new Refusal('people.refusal.already_disabled');
    if (user.roles.includes('admin')) await mustNotBeLastAdmin(id);
    user.set({ active: false, disabledReason: reason });
    await user.save();
  };
  await act('people.disable_user', actor, change, { reason, queue: 'people/admins' });
  await endSessionsOf(id);
}

/** Opens a disabled account again. */
export async function enableUser(id: string, reason: string, actor: Actor): Promise<void> {
  await act('people.enable_user', actor, async () => {
    const user = await theUser(id);
    if (user.active) throw new Refusal('people.refusal.already_active');
    user.set({ active: true, disabledReason: null });
    await user.save();
  }, { reason }); // prettier-ignore
}

/** Keeps the language that a person chose. */
export async function chooseLanguage(id: string, language: Language, actor: Actor): Promise<void> {
  await act('people.choose_language', actor, async () => {
    const user = await theUser(id);
    user.language = language;
    await user.save();
  });
}

/** The account inside the open act. @throws NotFound */
export async function theUser(id: string): Promise<UserDocument> {
  const user = await UserModel.findById(id);
  if (!user) throw new NotFound();
  return user;
}

async function mustBeFree(email: string): Promise<void> {
  if (await UserModel.exists({ email })) throw Invalid.field('email', 'people.form.email_taken');
}

async function mustNotBeLastAdmin(id: string): Promise<void> {
  // Two administrators who take each other away at the same time see each other still there: this write makes them collide.
  await takeSerial('people/admins-removed');
  mustLeaveAnAdmin(await UserModel.countDocuments({ roles: 'admin', active: true, _id: { $ne: id } }));
}

function idOf(actor: Actor): string | null {
  return actor.kind === 'person' ? actor.id : null;
}
