// All operators of an update in one tree by path, so that paths that get in each other's way are found before anything is changed.
import { compareStrings } from '../bson/compare.ts';
import { fail, unsupported } from '../errors.ts';
import type { Modifier } from './modifier.ts';

/** The names under one path, or the operator that works there. */
export type Branch = Map<string, Branch | Modifier>;

export function isBranch(node: Branch | Modifier): node is Branch {
  return node instanceof Map;
}

/**
 * Adds an operator.
 * @throws CommandError 40 when another operator works on the same path or on one that contains it
 */
export function plant(root: Branch, path: string, modifier: Modifier): void {
  const names = namesOf(path);
  const last = names.pop()!;
  let branch = root;
  for (const [i, name] of names.entries()) {
    const next = branch.get(name) ?? new Map<string, Branch | Modifier>();
    if (!isBranch(next)) return conflict(path, names.slice(0, i + 1).join('.'));
    branch.set(name, next);
    branch = next;
  }
  if (branch.has(last)) conflict(path, path);
  branch.set(last, modifier);
}

function conflict(path: string, at: string): never {
  return fail(40, `Updating the path '${path}' would create a conflict at '${at}'`);
}

/** Splits an update path and refuses what cannot be a field's path. */
export function namesOf(path: string): string[] {
  const names = path.split('.');
  for (const name of names) {
    if (name === '')
      fail(56, `The update path '${path}' contains an empty field name, which is not allowed.`);
    if (name === '$' || /^\$\[.*\]$/.test(name))
      unsupported(`the positional operator ${name} in the update path '${path}'`);
    if (name.startsWith('$') && !['$ref', '$id', '$db'].includes(name))
      fail(52, `The dollar ($) prefixed field '${name}' in '${path}' is not valid for storage.`);
  }
  return names;
}

/** New fields are created in the order of their names, whatever the order of the operators. */
export function sorted(branch: Branch): Branch {
  const entries = [...branch].sort(([a], [b]) => compareStrings(a, b));
  return new Map(entries.map(([name, node]) => [name, isBranch(node) ? sorted(node) : node]));
}
