// What the date operators share: which date, and which zone.
import { type Doc, isDoc, ObjectId, Timestamp, typeOf } from '../../bson/index.ts';
import { fail } from '../../errors.ts';
import { type Compile, type Evaluate, isNullish, type Variables } from './values.ts';
import { type Zone, zoneOf } from './zones.ts';

/** A date as milliseconds since 1970, from any of the types that hold one. */
export function instantFrom(value: unknown): number {
  if (value instanceof Date) return value.getTime();
  if (value instanceof Timestamp) return value.t * 1000;
  if (value instanceof ObjectId) return value.getTimestamp().getTime();
  return fail(16006, `can't convert from BSON type ${typeOf(value)} to Date`);
}

/** Prepares an optional time zone; it gives null when the zone is null, which makes the whole result null. */
export function zoneFrom(
  expression: unknown,
  compile: Compile,
): (root: Doc, variables: Variables) => Zone | null {
  if (expression === undefined) return () => UTC;
  const name = compile(expression);
  return (root, variables) => {
    const value = name(root, variables);
    return isNullish(value) ? null : zoneOf(value);
  };
}

const UTC: Zone = () => 0;

/** Prepares `<date>` or `{ date, timezone }`, and gives the clock on the wall, or null. */
export function wallClock(
  argument: unknown,
  compile: Compile,
): (root: Doc, variables: Variables) => Date | null {
  const single: unknown = Array.isArray(argument) && argument.length === 1 ? argument[0] : argument;
  const withZone = isDoc(single) && 'date' in single ? single : { date: single };
  for (const key of Object.keys(withZone))
    if (key !== 'date' && key !== 'timezone')
      fail(40535, `unrecognized option to a date expression: "${key}"`);
  const date: Evaluate = compile(withZone.date);
  const zone = zoneFrom(withZone.timezone, compile);
  return (root, variables) => {
    const value = date(root, variables);
    const where = zone(root, variables);
    if (isNullish(value) || where === null) return null;
    const instant = instantFrom(value);
    return new Date(instant + where(instant) * 60_000);
  };
}
