// Operators that choose between values.
import { type Doc, isDoc } from '../../bson/index.ts';
import { fail } from '../../errors.ts';
import { exactly, named } from './arguments.ts';
import { type Compile, type Evaluate, isNullish, isTruthy, type Operators } from './values.ts';

export const conditionals: Operators = { $cond: either, $ifNull: firstGiven, $switch: chosen };

function either(argument: unknown, compile: Compile): Evaluate {
  const [test, yes, no] = isDoc(argument)
    ? namedBranches(argument).map((part) => compile(part))
    : exactly(3, 3, argument, compile, '$cond');
  return (root, variables) => (isTruthy(test!(root, variables)) ? yes! : no!)(root, variables);
}

function namedBranches(argument: Doc): unknown[] {
  for (const key of Object.keys(argument))
    if (key !== 'if' && key !== 'then' && key !== 'else')
      fail(17083, `Unrecognized parameter to $cond: ${key}`);
  if (!('if' in argument)) fail(17080, "Missing 'if' parameter to $cond");
  if (!('then' in argument)) fail(17081, "Missing 'then' parameter to $cond");
  if (!('else' in argument)) fail(17082, "Missing 'else' parameter to $cond");
  return [argument.if, argument.then, argument.else];
}

function firstGiven(argument: unknown, compile: Compile): Evaluate {
  if (!Array.isArray(argument) || argument.length < 2)
    return fail(1257300, '$ifNull needs at least two arguments');
  const parts = argument.map((part: unknown) => compile(part));
  const last = parts.pop()!;
  return (root, variables) => {
    for (const part of parts) {
      const value = part(root, variables);
      if (!isNullish(value)) return value;
    }
    return last(root, variables);
  };
}

function chosen(argument: unknown, compile: Compile): Evaluate {
  const { branches, default: fallback } = named('$switch', argument, ['branches'], ['default']);
  if (!Array.isArray(branches)) return fail(40061, '$switch expected an array for branches');
  if (branches.length === 0) return fail(40068, '$switch requires at least one branch');
  const cases = branches.map((branch: unknown) => {
    const { case: test, then } = named('$switch', branch, ['case', 'then']);
    return { test: compile(test), then: compile(then) };
  });
  const otherwise = isDoc(argument) && 'default' in argument ? compile(fallback) : null;
  return (root, variables) => {
    const hit = cases.find(({ test }) => isTruthy(test(root, variables)));
    if (hit !== undefined) return hit.then(root, variables);
    if (otherwise !== null) return otherwise(root, variables);
    return fail(
      40066,
      '$switch could not find a matching branch for an input, and no default was specified.',
    );
  };
}
