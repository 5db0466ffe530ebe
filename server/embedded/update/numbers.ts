// Operators on numbers: `$inc`, `$mul` and `$bit`.
import { add, integerOf, multiply, numericType, sameNumber, toBigInt, wider } from '../bson/arithmetic.ts';
import { isDoc, isNumber, type Num, typeOf } from '../bson/index.ts';
import { fail } from '../errors.ts';
import { always, type MakeModifier, type Modifier } from './modifier.ts';

export const inc: MakeModifier = (argument, path) =>
  arithmetic('$inc', path, operand('increment', argument, path), add, (by) => by);

export const mul: MakeModifier = (argument, path) =>
  arithmetic('$mul', path, operand('multiply', argument, path), multiply, (by) => multiply(0, by)!);

function operand(verb: string, argument: unknown, path: string): Num {
  return isNumber(argument)
    ? argument
    : fail(14, `Cannot ${verb} with non-numeric argument: {${path}: ${typeOf(argument)}}`);
}

function arithmetic(
  name: string,
  path: string,
  by: Num,
  apply: (a: Num, b: Num) => Num | null,
  start: (by: Num) => Num,
): Modifier {
  return {
    existing: (value) => {
      if (!isNumber(value))
        return fail(
          14,
          `Cannot apply ${name} to a value of non-numeric type. The field '${path}' is of type ${typeOf(value)}`,
        );
      const result = apply(value, by);
      if (result === null)
        return fail(2, `Failed to apply ${name} operations to current value of '${path}': it would overflow`);
      return sameNumber(result, value) ? value : result;
    },
    missing: () => start(by),
    needsPath: always,
  };
}

type BitOperation = (a: bigint, b: bigint) => bigint;

const BITS: Record<string, BitOperation | undefined> = {
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
};

export const bit: MakeModifier = (argument, path) => {
  if (!isDoc(argument))
    return fail(2, 'The $bit modifier is not compatible with a value that is not a document');
  const steps = Object.keys(argument).map((name) => ({
    apply:
      (Object.hasOwn(BITS, name) ? BITS[name] : undefined) ??
      fail(2, `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}'`),
    by: integer(argument[name]),
  }));
  if (steps.length === 0)
    fail(
      2,
      'You must pass in at least one bitwise operation. The format is: {$bit: {field: {and/or/xor: #}}',
    );
  const run = (start: Num) =>
    steps.reduce<Num>(
      (value, { apply, by }) =>
        integerOf(apply(toBigInt(value), toBigInt(by)), wider(numericType(value), numericType(by)))!,
      start,
    );
  return {
    existing: (value) => {
      if (!isInteger(value))
        return fail(
          2,
          `Cannot apply $bit to a value of non-integral type. The field '${path}' is of type ${typeOf(value)}`,
        );
      const result = run(value);
      return sameNumber(result, value) ? value : result;
    },
    missing: () => run(0),
    needsPath: always,
  };
};

function integer(value: unknown): Num {
  return isInteger(value) ? value : fail(2, 'The $bit modifier field must be an Integer(32/64 bit)');
}

function isInteger(value: unknown): value is Num {
  return isNumber(value) && (numericType(value) === 'int' || numericType(value) === 'long');
}
