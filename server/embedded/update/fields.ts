// Operators on a field as a whole: `$set`, `$setOnInsert`, `$unset`, `$min`, `$max`, `$currentDate`.
import { compare, identical, isDoc, Timestamp } from '../bson/index.ts';
import { fail } from '../errors.ts';
import { always, type MakeModifier, never, NOTHING } from './modifier.ts';

export const set: MakeModifier = (argument) => ({
  existing: (value) => (identical(value, argument) ? value : argument),
  missing: () => argument,
  needsPath: always,
});

export const setOnInsert: MakeModifier = (argument) => ({
  existing: (value, { insert }) => (insert && !identical(value, argument) ? argument : value),
  missing: ({ insert }) => (insert ? argument : NOTHING),
  needsPath: ({ insert }) => insert,
});

export const unset: MakeModifier = () => ({
  existing: () => NOTHING,
  missing: () => NOTHING,
  needsPath: never,
});

export const min: MakeModifier = (argument) => extreme(argument, -1);
export const max: MakeModifier = (argument) => extreme(argument, 1);

function extreme(argument: unknown, sign: 1 | -1) {
  return {
    existing: (value: unknown) => (compare(argument, value) * sign > 0 ? argument : value),
    missing: () => argument,
    needsPath: always,
  };
}

export const currentDate: MakeModifier = (argument) => {
  const asTimestamp = isTimestamp(argument);
  const value = (now: Date) =>
    asTimestamp ? new Timestamp({ t: Math.floor(now.getTime() / 1000), i: 1 }) : now;
  return {
    existing: (_value, { now }) => value(now),
    missing: ({ now }) => value(now),
    needsPath: always,
  };
};

function isTimestamp(argument: unknown): boolean {
  if (typeof argument === 'boolean') return false;
  const type = isDoc(argument) && Object.keys(argument).length === 1 ? argument.$type : undefined;
  if (type !== 'date' && type !== 'timestamp')
    return fail(2, "$currentDate takes a boolean (true) or a $type expression ({$type: 'timestamp/date'})");
  return type === 'timestamp';
}
