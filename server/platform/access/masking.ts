// Personal data of people who are not here to speak for themselves: hidden from whoever needs the evidence but not the person (Ley 1581 de 2012).
import { has, type User } from './roles.ts';

const MASK = '•••••';

/**
 * True for whoever sees personal data masked: readers, certifying bodies and visitors. A certifier account masks whatever else it may be.
 * Names of staff in their signatures and posts are public data of public servants and are not masked.
 */
export function masksPersonal(user: User | null): boolean {
  if (!user || has(user, 'certifier')) return true;
  return !has(user, 'quality', 'auditor', 'leader', 'committee', 'school', 'admin');
}

/** What is shown in place of a personal value: the same for every value, so that not even its length is told. */
export function masked(text: string | null | undefined): string {
  return text ? MASK : '';
}

/** The value, or its mask for whoever must not see it. */
export function personalFor(user: User | null, text: string | null | undefined): string {
  return masksPersonal(user) ? masked(text) : (text ?? '');
}
