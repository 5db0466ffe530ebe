// Permissions: each slice declares who may do what; everything that was not declared is denied.
import type { Actor } from '../audit/act.ts';
import { Forbidden } from '../errors.ts';
import type { User } from './roles.ts';

/** `slice.verb`, e.g. `documents.approve`. */
export type Permission = `${string}.${string}`;

/** A rule of who may; the subject is what the route loaded (undefined for lists and blank forms). */
// `never`: each slice narrows the subject to its own type, and `may` hands over what the route loaded.
export type Rule = (user: User, subject: never) => boolean;
export type Policy = Readonly<Record<Permission, Rule>>;

const rules = new Map<Permission, (user: User, subject: unknown) => boolean>();

/** Adds a slice's policy. @throws Error when a permission is declared twice. */
export function declarePolicy(policy: Policy): void {
  for (const [permission, rule] of Object.entries(policy) as [Permission, Rule][]) {
    const known = rules.get(permission);
    const declared = rule as (user: User, subject: unknown) => boolean;
    if (known && known !== declared) throw new Error(`The permission ${permission} is declared twice`);
    rules.set(permission, declared);
  }
}

export function declaredPermissions(): Permission[] {
  return [...rules.keys()];
}

/** True when the rule of the permission says yes. An undeclared permission is denied. */
export function may(user: User | null, permission: Permission, subject?: unknown): boolean {
  return user !== null && (rules.get(permission)?.(user, subject) ?? false);
}

/** @throws Forbidden unless `may`. */
export function must(user: User | null, permission: Permission, subject?: unknown): void {
  if (!may(user, permission, subject)) throw new Forbidden();
}

/** What a page asks instead of roles: `can.approve` for `documents.approve`. */
export function abilities(
  user: User | null,
  subject: unknown,
  permissions: readonly Permission[],
): Record<string, boolean> {
  return Object.fromEntries(
    permissions.map((permission) => [
      permission.slice(permission.indexOf('.') + 1),
      may(user, permission, subject),
    ]),
  );
}

/** The person as the trail keeps it: name and position by value, so that renaming changes no past entry. */
export function actorOf(user: User): Actor {
  return { kind: 'person', id: user.id, name: user.name, position: user.positions[0]?.name ?? null };
}
