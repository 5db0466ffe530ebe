// Applies a tree of operators to a document. Nothing is changed in place: what an update touches is copied, the rest is shared.
import { type Doc, getField, isDoc, setField } from '../bson/index.ts';
import { indexOf } from '../bson/path.ts';
import { fail } from '../errors.ts';
import { type Modifier, NOTHING, type Situation } from './modifier.ts';
import { type Branch, isBranch } from './tree.ts';

/** How many places an update may add to an array at once. */
const MOST_PADDING = 1_500_000;

/** The document after the update; the same one when nothing changes. */
export function applyTree(doc: Doc, tree: Branch, situation: Situation): Doc {
  let result = doc;
  for (const [name, node] of tree) {
    const value = getField(result, name);
    const changed =
      value === undefined ? created(node, situation) : changedValue(value, name, node, situation);
    if (changed === value || (changed === NOTHING && value === undefined)) continue;
    if (result === doc) result = copy(doc);
    if (changed === NOTHING) delete result[name];
    else setField(result, name, changed);
  }
  return result;
}

function copy(doc: Doc): Doc {
  const result: Doc = {};
  for (const key of Object.keys(doc)) setField(result, key, doc[key]);
  return result;
}

function changedValue(value: unknown, name: string, node: Branch | Modifier, situation: Situation): unknown {
  if (!isBranch(node)) return node.existing(value, situation);
  if (isDoc(value)) return applyTree(value, node, situation);
  if (Array.isArray(value)) return applyToArray(value, name, node, situation);
  return requireNone(node, name, situation) ?? value;
}

function applyToArray(items: readonly unknown[], name: string, tree: Branch, situation: Situation): unknown {
  let result: unknown[] | null = null;
  for (const [place, node] of tree) {
    const index = indexOf(place);
    if (index < 0) {
      requireNone(new Map([[place, node]]), name, situation);
      continue;
    }
    const current = result ?? items;
    const value = current[index];
    const changed =
      index < current.length ? changedValue(value, place, node, situation) : created(node, situation);
    if (changed === NOTHING && index >= current.length) continue;
    if (changed === value && index < current.length) continue;
    if (index - items.length > MOST_PADDING) fail(34, `can't backfill more than ${MOST_PADDING} elements`);
    result ??= [...items];
    while (result.length < index) result.push(null);
    // A removed element leaves a null, so that those after it keep their places.
    result[index] = changed === NOTHING ? null : changed;
  }
  return result ?? items;
}

/** What a path that is not there yet becomes: documents down to the new fields, or nothing when no operator creates one. */
function created(node: Branch | Modifier, situation: Situation): unknown {
  if (!isBranch(node)) return node.missing(situation);
  const doc: Doc = {};
  for (const [name, child] of node) {
    const value = created(child, situation);
    if (value !== NOTHING) setField(doc, name, value);
  }
  return Object.keys(doc).length === 0 ? NOTHING : doc;
}

/** Refuses when an operator wants a field where none can be: below a plain value, or by name in an array. */
function requireNone(tree: Branch, within: string, situation: Situation): undefined {
  for (const [name, node] of tree) {
    if (isBranch(node)) requireNone(node, within, situation);
    else if (node.needsPath(situation)) fail(28, `Cannot create field '${name}' in element {${within}: ...}`);
  }
  return undefined;
}
