// What a filter says about a document that does not exist yet: the fields that it fixes to one value.
import { compareStrings } from '../bson/compare.ts';
import { type Doc, getField, isDoc, setField } from '../bson/index.ts';
import { fail } from '../errors.ts';
import { type FilterNode, parseFilter } from '../match/index.ts';

/**
 * The document that an upsert starts from, before the update is applied to it. With a replacement only `_id` counts.
 * @throws CommandError 54 when the filter fixes a field, or a field and a part of it, twice
 */
export function seedForUpsert(filter: Doc, update: Doc): Doc {
  const fixed = new Map<string, unknown>();
  gather(parseFilter(filter), fixed, !Object.keys(update)[0]?.startsWith('$'));
  const seed: Doc = {};
  for (const path of [...fixed.keys()].sort(compareStrings)) put(seed, path, fixed.get(path));
  return seed;
}

function gather(node: FilterNode, fixed: Map<string, unknown>, idOnly: boolean): void {
  if (node.kind === 'and') for (const child of node.nodes) gather(child, fixed, idOnly);
  else if (node.kind === 'or' && node.nodes.length === 1) gather(node.nodes[0]!, fixed, idOnly);
  else if (node.kind === 'cmp' && node.op === 'eq') fix(fixed, node.path, node.value, idOnly);
  else if (node.kind === 'in' && node.values.length === 1 && node.regexes.length === 0)
    fix(fixed, node.path, node.values[0], idOnly);
}

function fix(fixed: Map<string, unknown>, path: string, value: unknown, idOnly: boolean): void {
  if (idOnly && path !== '_id') return;
  for (const other of fixed.keys()) {
    if (other === path) fail(54, `cannot infer query fields to set, path '${path}' is matched twice`);
    if (other.startsWith(`${path}.`) || path.startsWith(`${other}.`))
      fail(54, `cannot infer query fields to set, both paths '${path}' and '${other}' are matched`);
  }
  fixed.set(path, value);
}

function put(seed: Doc, path: string, value: unknown): void {
  const names = path.split('.');
  const last = names.pop()!;
  let here = seed;
  for (const name of names) {
    const known = getField(here, name);
    const next: Doc = isDoc(known) ? known : {};
    if (next !== known) setField(here, name, next);
    here = next;
  }
  setField(here, last, value);
}
