// The mailer of this process, chosen once at start.
import type { Mailer } from './mailer.ts';

let current: Mailer | undefined;

export function useMailer(mailer: Mailer): Mailer {
  return (current = mailer);
}

/** @throws Error before `useMailer` */
export function mailer(): Mailer {
  if (!current) throw new Error('no mailer: call useMailer() at start');
  return current;
}
