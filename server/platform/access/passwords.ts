// Hashes of passwords: argon2id, made stronger on the next sign-in when the parameters have risen since.
import { hash, parseOptions, verify } from '@node-rs/argon2';
import { randomBytes } from 'node:crypto';

/** Argon2id with 46 MiB and two passes (OWASP Password Storage: m=47104 with t=1 is the floor): about 50 ms. */
const STRENGTH = { memoryCost: 47_104, timeCost: 2, parallelism: 1, algorithm: 2 } as const;

/** The PHC string (`$argon2id$...`) to store, with a salt of its own. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, STRENGTH);
}

/** What became of a check: `weak` asks for the hash to be made anew with the parameters of today. */
export interface PasswordCheck {
  right: boolean;
  weak: boolean;
}

/**
 * Compares a password with the stored hash. Without a hash (unknown account, invitation not yet used) it costs the
 * same time and is wrong: the answer does not tell who exists.
 */
export async function checkPassword(stored: string | null, password: string): Promise<PasswordCheck> {
  const right = await verify(stored ?? (await nobodysHash()), password);
  return { right: right && stored !== null, weak: right && stored !== null && isWeak(stored) };
}

let nobody: Promise<string> | undefined;

function nobodysHash(): Promise<string> {
  return (nobody ??= hashPassword(randomBytes(24).toString('base64')));
}

function isWeak(stored: string): boolean {
  const { algorithm, memoryCost, timeCost } = parseOptions(stored);
  const isArgon2id = (algorithm as number) === STRENGTH.algorithm;
  return !isArgon2id || memoryCost < STRENGTH.memoryCost || timeCost < STRENGTH.timeCost;
}
