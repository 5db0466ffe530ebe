// Operators on documents.
import { type Doc, getField, isDoc, setField, typeOf } from '../../bson/index.ts';
import { fail, unsupported } from '../../errors.ts';
import { variadic } from './arguments.ts';
import { type Compile, type Evaluate, isNullish, type Operators } from './values.ts';

export const objects: Operators = {
  $mergeObjects: variadic((values) =>
    mergeObjects(values.length === 1 && Array.isArray(values[0]) ? (values[0] as unknown[]) : values),
  ),
  $getField: fieldOf,
};

/** Later documents win, field by field; nothing counts as an empty document. */
export function mergeObjects(values: readonly unknown[]): Doc {
  const merged: Doc = {};
  for (const value of values) {
    if (isNullish(value)) continue;
    if (!isDoc(value))
      return fail(40400, `$mergeObjects requires object inputs, but input is of type ${typeOf(value)}`);
    for (const key of Object.keys(value)) setField(merged, key, value[key]);
  }
  return merged;
}

/** `$getField` with a constant name, for names that a path cannot hold. */
function fieldOf(argument: unknown, compile: Compile): Evaluate {
  const spec =
    isDoc(argument) && ('field' in argument || 'input' in argument) ? argument : { field: argument };
  const { field, input = '$$CURRENT' } = spec;
  const name = isDoc(field) && '$literal' in field ? field.$literal : field;
  if (typeof name !== 'string')
    return fail(5654602, "$getField requires 'field' to evaluate to a constant string");
  if (name.startsWith('$') && name === field) return unsupported('$getField with a computed name');
  const source = compile(input);
  return (root, variables) => {
    const value = source(root, variables);
    return isDoc(value) ? getField(value, name) : isNullish(value) ? value : undefined;
  };
}
