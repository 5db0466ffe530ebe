// Verbs at the door: sign in with address and password, and confirm a password.
import { forgetFailures, takeAttempt, type Attempt } from '../platform/access/lockout.ts';
import { checkPassword, hashPassword } from '../platform/access/passwords.ts';
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { act, currentAct } from '../platform/audit/act.ts';
import { Invalid } from '../platform/errors.ts';
import { theUser } from './enrolling.ts';
import { findUser } from './queries/index.ts';
import { UserModel } from './user.ts';

/**
 * Finds the person behind an address and password and notes the sign-in. An unknown address, a disabled account and a wrong
 * password cost the same and say the same.
 * @throws Invalid when they do not fit; TooMany when there are no tries left
 */
export async function enter(attempt: Attempt, password: string): Promise<User> {
  await takeAttempt(attempt);
  const record = await UserModel.findOne(
    { email: attempt.account, active: true },
    { passwordHash: 1 },
  ).lean();
  const { right, weak } = await checkPassword(record?.passwordHash ?? null, password);
  const user = right && record ? await findUser(String(record._id)) : null;
  if (!user) throw Invalid.field('', 'people.sign_in.wrong');
  await forgetFailures(attempt);
  await noteSignIn(user, weak ? await hashPassword(password) : null);
  return user;
}

/** True when it is the password of this active person: what signing asks. */
export async function isPasswordOf(userId: string, password: string): Promise<boolean> {
  const record = await UserModel.findOne({ _id: userId, active: true }, { passwordHash: 1 }).lean();
  return (await checkPassword(record?.passwordHash ?? null, password)).right;
}

async function noteSignIn(user: User, strongerHash: string | null): Promise<void> {
  const note = async (): Promise<void> => {
    const record = await theUser(user.id);
    record.lastSignInAt = currentAct().at;
    if (strongerHash) record.passwordHash = strongerHash;
    await record.save();
  };
  await act('people.sign_in', actorOf(user), note, { queue: `people/sign-in/${user.id}` });
}
