// Operators that evaluate an expression for each element of an array, or within names of their own.
import { isDoc, typeOf } from '../../bson/index.ts';
import { fail } from '../../errors.ts';
import { array, between, named } from './arguments.ts';
import { type Compile, type Evaluate, isNullish, isTruthy, type Operators, wholeOf } from './values.ts';

export const sequences: Operators = {
  $map: mapped,
  $filter: filtered,
  $reduce: reduced,
  $let: within,
  $range: between(2, 3, range),
  $zip: zipped,
};

function mapped(argument: unknown, compile: Compile): Evaluate {
  const { input, as, in: body } = named('$map', argument, ['input', 'in'], ['as']);
  const name = variableName(as ?? 'this');
  const items = compile(input);
  const each = compile(body, [name]);
  return (root, variables) => {
    const value = items(root, variables);
    if (isNullish(value)) return null;
    return array('$map', value, 16883).map((item) => each(root, { ...variables, [name]: item }) ?? null);
  };
}

function filtered(argument: unknown, compile: Compile): Evaluate {
  const { input, as, cond, limit } = named('$filter', argument, ['input', 'cond'], ['as', 'limit']);
  const name = variableName(as ?? 'this');
  const items = compile(input);
  const test = compile(cond, [name]);
  const most = limit === undefined ? null : compile(limit);
  return (root, variables) => {
    const value = items(root, variables);
    if (isNullish(value)) return null;
    const kept = array('$filter', value, 28651).filter((item) =>
      isTruthy(test(root, { ...variables, [name]: item })),
    );
    return most === null ? kept : kept.slice(0, limitOf(most(root, variables)));
  };
}

function limitOf(value: unknown): number | undefined {
  if (isNullish(value)) return undefined;
  const limit = wholeOf(value);
  return limit === null || limit <= 0
    ? fail(327392, '$filter: limit must be a positive 32-bit integer')
    : limit;
}

function reduced(argument: unknown, compile: Compile): Evaluate {
  const { input, initialValue, in: body } = named('$reduce', argument, ['input', 'initialValue', 'in']);
  const items = compile(input);
  const start = compile(initialValue);
  const step = compile(body, ['this', 'value']);
  return (root, variables) => {
    const value = items(root, variables);
    if (isNullish(value)) return null;
    return array('$reduce', value, 40080).reduce(
      (total: unknown, item) => step(root, { ...variables, this: item, value: total }),
      start(root, variables),
    );
  };
}

function within(argument: unknown, compile: Compile): Evaluate {
  const { vars, in: body } = named('$let', argument, ['vars', 'in']);
  if (!isDoc(vars)) return fail(16874, 'invalid parameter: expected an object (vars)');
  const names = Object.keys(vars).map(variableName);
  const values = names.map((name) => ({ name, value: compile(vars[name]) }));
  const inner = compile(body, names);
  return (root, variables) => {
    const own: Record<string, unknown> = { ...variables };
    for (const { name, value } of values) own[name] = value(root, variables);
    return inner(root, own);
  };
}

/** Names of one's own begin with a small letter, so that they never hide `ROOT` or `NOW`. */
export function variableName(name: unknown): string {
  if (typeof name === 'string' && /^[a-z\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*$/.test(name)) return name;
  return fail(16867, `'${String(name)}' starts with an invalid character for a user variable name`);
}

function range(values: readonly unknown[]): number[] {
  const [start, end, step] = [values[0], values[1], values[2] ?? 1].map(
    (value) =>
      wholeOf(value) ??
      fail(
        34444,
        `$range requires values that can be represented as a 32-bit integer, found ${typeOf(value)}`,
      ),
  );
  if (step === 0) return fail(34449, '$range requires a non-zero step value');
  const numbers: number[] = [];
  for (let i = start!; step! > 0 ? i < end! : i > end!; i += step!) numbers.push(i);
  return numbers;
}

function zipped(argument: unknown, compile: Compile): Evaluate {
  const { inputs, useLongestLength, defaults } = named(
    '$zip',
    argument,
    ['inputs'],
    ['useLongestLength', 'defaults'],
  );
  if (!Array.isArray(inputs) || inputs.length === 0)
    return fail(34465, '$zip requires at least one input array');
  if (defaults !== undefined && useLongestLength !== true)
    return fail(34466, 'cannot specify defaults unless useLongestLength is true');
  const lists = inputs.map((input: unknown) => compile(input));
  const fillers = compile(defaults ?? null);
  return (root, variables) => {
    const values = lists.map((list) => list(root, variables));
    if (values.some(isNullish)) return null;
    const rows = values.map((value) => array('$zip', value, 34468));
    const lengths = rows.map((row) => row.length);
    const count = useLongestLength === true ? Math.max(...lengths) : Math.min(...lengths);
    const filler = fillers(root, variables);
    const fill = Array.isArray(filler) ? (filler as unknown[]) : [];
    return Array.from({ length: count }, (_, i) =>
      rows.map((row, j) => (i < row.length ? row[i] : (fill[j] ?? null))),
    );
  };
}
