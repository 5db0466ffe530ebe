// From an expression as written to its evaluation.
import { type Doc, getField, isDoc, setField } from '../../bson/index.ts';
import { fail, unsupported } from '../../errors.ts';
import { arithmetic } from './arithmetic.ts';
import { arrays } from './arrays.ts';
import { comparisons } from './comparison.ts';
import { conditionals } from './conditional.ts';
import { conversions } from './convert.ts';
import { dateParts } from './dateparts.ts';
import { dateSteps } from './datesteps.ts';
import { dateTexts } from './datetext.ts';
import { objects } from './objects.ts';
import { regexes } from './regexes.ts';
import { rounding } from './rounding.ts';
import { sequences } from './sequences.ts';
import { sets } from './sets.ts';
import { texts } from './text.ts';
import { totals } from './totals.ts';
import type { Compile, Evaluate, Operators } from './values.ts';
import { OUT_OF_SCOPE } from './outofscope.ts';

const OPERATORS: Operators = {
  ...arithmetic,
  ...rounding,
  ...comparisons,
  ...conditionals,
  ...texts,
  ...regexes,
  ...arrays,
  ...sequences,
  ...sets,
  ...objects,
  ...conversions,
  ...dateParts,
  ...dateSteps,
  ...dateTexts,
  ...totals,
};

/**
 * Prepares an expression.
 * @param names the variables known besides `ROOT`, `CURRENT`, `NOW` and `REMOVE`
 * @throws CommandError 168 for an unknown operator, 17276 for an unknown variable, 238 for an operator outside of the scope
 */
export function compileExpression(expression: unknown, names: readonly string[] = []): Evaluate {
  const compile: Compile = (part, extra) =>
    compileExpression(part, extra === undefined ? names : [...names, ...extra]);
  if (typeof expression === 'string' && expression.startsWith('$')) return reference(expression, names);
  if (Array.isArray(expression)) return list(expression, compile);
  if (!isDoc(expression)) return constant(expression);
  const keys = Object.keys(expression);
  if (!keys.some((key) => key.startsWith('$'))) return object(expression, compile);
  if (keys.length !== 1)
    return fail(
      15983,
      'an expression specification must contain exactly one field, the name of the expression',
    );
  return operator(keys[0]!, expression[keys[0]!], compile);
}

function operator(name: string, argument: unknown, compile: Compile): Evaluate {
  if (name === '$literal' || name === '$const') return constant(argument);
  const prepare = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined;
  if (prepare !== undefined) return prepare(argument, compile, name);
  if (OUT_OF_SCOPE.has(name)) return unsupported(`the expression ${name}`);
  return fail(168, `Unrecognized expression '${name}'`);
}

function constant(value: unknown): Evaluate {
  return () => value;
}

function list(items: readonly unknown[], compile: Compile): Evaluate {
  const parts = items.map((item) => compile(item));
  return (root, variables) => parts.map((part) => part(root, variables) ?? null);
}

function object(spec: Doc, compile: Compile): Evaluate {
  const fields = Object.keys(spec).map((key) => {
    if (key.includes('.'))
      fail(16412, `FieldPath field names may not contain '.'. Consider using $getField or $setField.`);
    return { key, value: compile(spec[key]) };
  });
  return (root, variables) => {
    const doc: Doc = {};
    for (const { key, value } of fields) {
      const given = value(root, variables);
      if (given !== undefined) setField(doc, key, given);
    }
    return doc;
  };
}

/** `$field.path`, or `$$variable.path`. */
function reference(text: string, names: readonly string[]): Evaluate {
  if (!text.startsWith('$$')) {
    const path = fieldNames(text.slice(1));
    if (path.length === 1) return (root) => getField(root, path[0]!);
    return (root) => follow(root, path, 0);
  }
  const [name = '', ...path] = fieldNames(text.slice(2));
  const start = variable(name, names);
  if (path.length === 0) return start;
  return (root, variables) => {
    const value = start(root, variables);
    return isDoc(value)
      ? follow(value, path, 0)
      : Array.isArray(value)
        ? followAll(value, path, 0)
        : undefined;
  };
}

function variable(name: string, names: readonly string[]): Evaluate {
  if (names.includes(name)) return (_root, variables) => variables[name];
  if (name === 'ROOT' || name === 'CURRENT') return (root) => root;
  if (name === 'REMOVE') return () => undefined;
  if (name === 'NOW') return (_root, variables) => variables.NOW;
  if (/^[A-Z]/.test(name)) return unsupported(`the variable $$${name}`);
  return fail(17276, `Use of undefined variable: ${name}`);
}

/** Splits a path and refuses names that no field of a pipeline can have. */
export function fieldNames(path: string): string[] {
  if (path === '') fail(40352, 'FieldPath cannot be constructed with empty string');
  if (path.endsWith('.')) fail(40353, "FieldPath must not end with a '.'.");
  return path.split('.').map((name) => {
    if (name === '') fail(15998, 'FieldPath field names may not be empty strings.');
    if (name.startsWith('$'))
      fail(16410, `FieldPath field names may not start with '$'. Consider using $getField or $setField.`);
    return name;
  });
}

/** Arrays on the way give an array of what their documents hold; names are never positions here. */
export function follow(doc: Doc, path: readonly string[], from: number): unknown {
  const value = getField(doc, path[from]!);
  if (from === path.length - 1) return value;
  if (isDoc(value)) return follow(value, path, from + 1);
  return Array.isArray(value) ? followAll(value, path, from + 1) : undefined;
}

function followAll(items: readonly unknown[], path: readonly string[], from: number): unknown[] {
  const found: unknown[] = [];
  for (const item of items) {
    const value = isDoc(item) ? follow(item, path, from) : undefined;
    if (value !== undefined) found.push(value);
  }
  return found;
}
