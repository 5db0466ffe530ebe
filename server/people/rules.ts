// Pure rules about people: passwords, holding a position on a day, who may be taken away.
import { BadShape, Invalid, Refusal } from '../platform/errors.ts';
import type { Day } from '../platform/clock.ts';
import type { Role } from '../platform/access/roles.ts';

/** A stretch of days, both inclusive; an open end is null. */
export interface Stretch {
  from: Day;
  until: Day | null;
}

export function isInForce(stretch: Stretch, day: Day): boolean {
  return stretch.from <= day && (stretch.until === null || stretch.until >= day);
}

export function overlaps(a: Stretch, b: Stretch): boolean {
  return (b.until === null || a.from <= b.until) && (a.until === null || b.from <= a.until);
}

export type HoldingState = 'current' | 'coming' | 'past';

/** Where a stretch stands on a day. */
export function stateOn(stretch: Stretch, day: Day): HoldingState {
  if (isInForce(stretch, day)) return 'current';
  return stretch.from > day ? 'coming' : 'past';
}

/** The last day of a stretch that is cut on `day`: never before its first. @throws Invalid */
export function mustEndWithin(stretch: Stretch, last: Day): void {
  if (last < stretch.from) throw Invalid.field('until', 'people.assignment.ends_before');
  if (stretch.until !== null && last > stretch.until)
    throw Invalid.field('until', 'people.assignment.ends_after');
}

/**
 * Nobody may take the administration away from everyone.
 * @param otherAdmins how many other active administrators there are, counted inside the transaction
 * @throws Refusal
 */
export function mustLeaveAnAdmin(otherAdmins: number): void {
  if (otherAdmins === 0) throw new Refusal('people.refusal.last_admin');
}

/** Nobody sets their own roles, disables themselves or gives themselves a position. @throws Refusal */
export function mustBeSomeoneElse(
  actorId: string | null,
  personId: string,
  key: 'own_roles' | 'own_account' | 'own_position',
): void {
  if (actorId === personId) throw new Refusal(`people.refusal.${key}`);
}

/** Roles without doubles, in the order in which they are listed everywhere. */
export function tidyRoles(given: readonly Role[], all: readonly Role[]): Role[] {
  return all.filter((role) => given.includes(role));
}

/** Text as lists are ordered and searched by it: lower case, no accents. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}

/** What finds a typed part inside folded text: every sign stands for itself. */
export function searchFor(typed: string): RegExp {
  return new RegExp(fold(typed).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
}

export const PASSWORD_MIN = 8;
export const PASSWORD_MAX = 128;

/**
 * Length, and nothing that others would try first; no composition rule (ASVS 5.0, 6.2.1 to 6.2.12).
 * @param words of the context that must not be the password: entity, municipality, name, e-mail address
 * @throws BadShape above the cap, Invalid (field `password`) otherwise
 */
export function mustBeGoodPassword(
  password: string,
  context: { common: ReadonlySet<string>; words: readonly string[] },
): void {
  const length = [...password].length;
  if (length > PASSWORD_MAX) throw new BadShape('people.password.too_long', { max: PASSWORD_MAX });
  if (length < PASSWORD_MIN)
    throw Invalid.field('password', 'people.password.too_short', { min: PASSWORD_MIN });
  const plain = fold(password);
  if (context.common.has(plain) || isPattern(plain))
    throw Invalid.field('password', 'people.password.common');
  if (context.words.some((word) => isWordWithTail(plain, word)))
    throw Invalid.field('password', 'people.password.context');
}

/** One sign over and over, or a run such as `12345678` or `abcdefgh`. */
function isPattern(plain: string): boolean {
  if (/^(.{1,3})\1+$/.test(plain)) return true;
  const steps = [...plain]
    .slice(1)
    .map((sign, index) => (sign.codePointAt(0) ?? 0) - ([...plain][index]?.codePointAt(0) ?? 0));
  return steps.every((step) => step === 1) || steps.every((step) => step === -1);
}

/** The word alone, or with a few digits and signs around it: `vallealto2026*`. */
function isWordWithTail(plain: string, word: string): boolean {
  const bare = (text: string): string => text.replace(/[^\p{L}]/gu, '');
  const folded = bare(fold(word));
  return folded.length >= 4 && bare(plain) === folded;
}
