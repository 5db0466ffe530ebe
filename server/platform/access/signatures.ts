// Electronic signatures: the password once more, then name, position, meaning and moment bound to the hash of what was signed.
import { currentOrigin } from '../audit/act.ts';
import { now } from '../clock.ts';
import { Invalid } from '../errors.ts';
import { forgetFailures, takeAttempt } from './lockout.ts';
import type { User } from './roles.ts';

/** What a signature says (21 CFR 11.50): made, reviewed or approved it, verified, received, took note, sent back, adopted. */
export const SIGNATURE_MEANINGS = [
  'elaboro',
  'reviso',
  'aprobo',
  'verifico',
  'recibio',
  'enterado',
  'devolvio',
  'adopto',
] as const;
export type SignatureMeaning = (typeof SIGNATURE_MEANINGS)[number];

/** A signature as it is stored, by value: renaming or removing a person changes no past page. */
export interface Signature {
  /** Id of the person. */
  person: string;
  name: string;
  position: string | null;
  /** True when the position was held by an acting post (encargo). */
  acting: boolean;
  meaning: SignatureMeaning;
  at: Date;
  /** SHA-256 of the signed content, 64 hex digits. */
  sha256: string;
}

/** The slice that knows passwords: true when it is this person's. */
export type VerifyPassword = (userId: string, password: string) => Promise<boolean>;
let verifyPassword: VerifyPassword = () => Promise.resolve(false);

export function declarePasswordCheck(check: VerifyPassword): void {
  verifyPassword = check;
}

/**
 * Signs: call it before the act's transaction opens, and store what it returns inside.
 * @param sha256 hash of the content that was on the page when the person decided
 * @param position id of the held position under which the person signs; the first one held by default
 * @throws Invalid for a wrong password (field `password`), TooMany after too many of them
 * Source: Decreto 2364 de 2012 art. 4 (data of the signer's own, changes detectable); 21 CFR 11.50, 11.200.
 */
export async function sign(
  user: User,
  password: string,
  meaning: SignatureMeaning,
  sha256: string,
  position?: string,
): Promise<Signature> {
  await confirmPassword(user, password);
  const held = user.positions.find((one) => one.id === position) ?? user.positions[0];
  return {
    person: user.id,
    name: user.name,
    position: held?.name ?? null,
    acting: held?.acting ?? false,
    meaning,
    at: now(),
    sha256,
  };
}

/** Asks for the password once more. @throws Invalid, TooMany */
export async function confirmPassword(user: User, password: string, field = 'password'): Promise<void> {
  const attempt = { account: user.email, address: currentOrigin()?.address ?? '' };
  await takeAttempt(attempt);
  if (!(await verifyPassword(user.id, password))) throw Invalid.field(field, 'people.password.wrong');
  await forgetFailures(attempt);
}
