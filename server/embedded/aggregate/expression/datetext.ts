// `$dateToString` and `$dateFromString`.
import { fail, unsupported } from '../../errors.ts';
import { named, text } from './arguments.ts';
import { dayOfYear, isoDay, isoWeek, week } from './calendar.ts';
import { parseDate } from './dateparse.ts';
import { instantFrom, zoneFrom } from './dates.ts';
import { type Compile, type Evaluate, isNullish, type Operators } from './values.ts';
import { CommandError } from '../../errors.ts';

export const dateTexts: Operators = { $dateToString: toText, $dateFromString: fromText };

function toText(argument: unknown, compile: Compile): Evaluate {
  const spec = named('$dateToString', argument, ['date'], ['format', 'timezone', 'onNull']);
  const date = compile(spec.date);
  const format = 'format' in spec ? compile(spec.format) : null;
  const zone = zoneFrom(spec.timezone, compile);
  const zoneName = spec.timezone === undefined ? () => '+00' : compile(spec.timezone);
  const onNull = 'onNull' in spec ? compile(spec.onNull) : () => null;
  return (root, variables) => {
    const value = date(root, variables);
    const where = zone(root, variables);
    const pattern = format === null ? usualFormat(zoneName(root, variables)) : format(root, variables);
    if (isNullish(value)) return onNull(root, variables);
    if (where === null || isNullish(pattern)) return null;
    const instant = instantFrom(value);
    const minutes = where(instant);
    return formatted(new Date(instant + minutes * 60_000), minutes, text('$dateToString', pattern, 18533));
  };
}

/** The format when none is given: UTC is marked with a Z, other zones are not marked at all. */
function usualFormat(zone: unknown): string {
  const iso = '%Y-%m-%dT%H:%M:%S.%L';
  if (typeof zone !== 'string') return iso;
  if (/^[+-]/.test(zone)) return /[1-9]/.test(zone) ? iso : `${iso}Z`;
  if (/^(UTC|GMT|UCT|Zulu|Universal|Greenwich|Etc\/.*)$/i.test(zone))
    return unsupported(`$dateToString without a format in the time zone ${zone}`);
  return iso;
}

function formatted(wall: Date, minutes: number, pattern: string): string {
  return pattern.replace(/%(.?)/gs, (_whole, letter: string) => {
    const write = WRITERS[letter];
    return write === undefined
      ? fail(18536, `Invalid format character '%${letter}' in format string`)
      : write(wall, minutes);
  });
}

const WRITERS: Record<string, ((wall: Date, minutes: number) => string) | undefined> = {
  Y: (wall) => pad(wall.getUTCFullYear(), 4),
  m: (wall) => pad(wall.getUTCMonth() + 1, 2),
  d: (wall) => pad(wall.getUTCDate(), 2),
  H: (wall) => pad(wall.getUTCHours(), 2),
  M: (wall) => pad(wall.getUTCMinutes(), 2),
  S: (wall) => pad(wall.getUTCSeconds(), 2),
  L: (wall) => pad(wall.getUTCMilliseconds(), 3),
  j: (wall) => pad(dayOfYear(wall), 3),
  U: (wall) => pad(week(wall), 2),
  w: (wall) => String(wall.getUTCDay() + 1),
  u: (wall) => String(isoDay(wall)),
  G: (wall) => pad(isoWeek(wall).year, 4),
  V: (wall) => pad(isoWeek(wall).week, 2),
  z: (_wall, minutes) =>
    `${minutes < 0 ? '-' : '+'}${pad(Math.floor(Math.abs(minutes) / 60), 2)}${pad(Math.abs(minutes) % 60, 2)}`,
  Z: (_wall, minutes) => (minutes < 0 ? '' : '+') + String(minutes),
  '%': () => '%',
};

function pad(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}

function fromText(argument: unknown, compile: Compile): Evaluate {
  const spec = named(
    '$dateFromString',
    argument,
    ['dateString'],
    ['format', 'timezone', 'onNull', 'onError'],
  );
  if ('format' in spec) return unsupported('the format of $dateFromString');
  const written = compile(spec.dateString);
  const zone = zoneFrom(spec.timezone, compile);
  const onNull = 'onNull' in spec ? compile(spec.onNull) : () => null;
  const onError = 'onError' in spec ? compile(spec.onError) : null;
  return (root, variables) => {
    const value = written(root, variables);
    const where = zone(root, variables);
    if (isNullish(value)) return onNull(root, variables);
    if (where === null) return null;
    try {
      return parseDate(text('$dateFromString', value, 241), spec.timezone === undefined ? undefined : where);
    } catch (error) {
      if (onError === null || !(error instanceof CommandError) || error.code !== 241) throw error;
      return onError(root, variables);
    }
  };
}
