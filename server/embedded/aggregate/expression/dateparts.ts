// Operators that take dates apart and put them together.
import { type Doc, isDoc, Long } from '../../bson/index.ts';
import { fail } from '../../errors.ts';
import { named } from './arguments.ts';
import { dayOfYear, isoDay, isoWeek, isoYearStart, wallOf, week } from './calendar.ts';
import { wallClock, zoneFrom } from './dates.ts';
import { type Compile, type Evaluate, isNullish, type Operator, type Operators, wholeOf } from './values.ts';
import { instantOf } from './zones.ts';

export const dateParts: Operators = {
  $year: part((wall) => wall.getUTCFullYear()),
  $month: part((wall) => wall.getUTCMonth() + 1),
  $dayOfMonth: part((wall) => wall.getUTCDate()),
  $dayOfWeek: part((wall) => wall.getUTCDay() + 1),
  $dayOfYear: part(dayOfYear),
  $hour: part((wall) => wall.getUTCHours()),
  $minute: part((wall) => wall.getUTCMinutes()),
  $second: part((wall) => wall.getUTCSeconds()),
  $millisecond: part((wall) => wall.getUTCMilliseconds()),
  $week: part(week),
  $isoWeek: part((wall) => isoWeek(wall).week),
  $isoWeekYear: part((wall) => Long.fromNumber(isoWeek(wall).year)),
  $isoDayOfWeek: part(isoDay),
  $dateToParts: toParts,
  $dateFromParts: fromParts,
};

function part(take: (wall: Date) => unknown): Operator {
  return (argument, compile) => {
    const clock = wallClock(argument, compile);
    return (root, variables) => {
      const wall = clock(root, variables);
      return wall === null ? null : take(wall);
    };
  };
}

function toParts(argument: unknown, compile: Compile): Evaluate {
  const { date, timezone, iso8601 } = named('$dateToParts', argument, ['date'], ['timezone', 'iso8601']);
  const clock = wallClock(timezone === undefined ? { date } : { date, timezone }, compile);
  const iso = compile(iso8601 ?? false);
  return (root, variables) => {
    const wall = clock(root, variables);
    if (wall === null) return null;
    return { ...(iso(root, variables) === true ? isoDayParts(wall) : dayParts(wall)), ...timeParts(wall) };
  };
}

function dayParts(wall: Date): Doc {
  return { year: wall.getUTCFullYear(), month: wall.getUTCMonth() + 1, day: wall.getUTCDate() };
}

function isoDayParts(wall: Date): Doc {
  const { year, week: isoWeekNumber } = isoWeek(wall);
  return { isoWeekYear: year, isoWeek: isoWeekNumber, isoDayOfWeek: isoDay(wall) };
}

function timeParts(wall: Date): Doc {
  return {
    hour: wall.getUTCHours(),
    minute: wall.getUTCMinutes(),
    second: wall.getUTCSeconds(),
    millisecond: wall.getUTCMilliseconds(),
  };
}

const TIME = ['hour', 'minute', 'second', 'millisecond'];
const DAYS = ['year', 'month', 'day'];
const WEEKS = ['isoWeekYear', 'isoWeek', 'isoDayOfWeek'];

function fromParts(argument: unknown, compile: Compile): Evaluate {
  const spec = named('$dateFromParts', argument, [], [...DAYS, ...WEEKS, ...TIME, 'timezone']);
  const byWeek = isDoc(argument) && 'isoWeekYear' in argument;
  if (!byWeek && !('year' in spec))
    return fail(40516, "$dateFromParts requires either 'year' or 'isoWeekYear' to be present");
  const names = [...(byWeek ? WEEKS : DAYS), ...TIME];
  const parts = names.map((name, i) => compile(spec[name] ?? (i === 1 || i === 2 ? 1 : 0)));
  const zone = zoneFrom(spec.timezone, compile);
  return (root, variables) => {
    const values = parts.map((value) => value(root, variables));
    const where = zone(root, variables);
    if (values.some(isNullish) || where === null) return null;
    const [first = 0, second = 0, third = 0, ...time] = values.map(
      (value, i) => wholeOf(value) ?? fail(40515, `'${names[i]}' must evaluate to an integer`),
    );
    if (first < 1 || first > 9999)
      return fail(40523, `'${names[0]}' must evaluate to a value between 1 and 9999`);
    const [hour = 0, minute = 0, seconds = 0, milliseconds = 0] = time;
    const day = byWeek
      ? isoYearStart(first) + ((second - 1) * 7 + third - 1) * 86_400_000
      : wallOf(first, second, third, 0, 0, 0, 0);
    return new Date(
      instantOf(day + hour * 3_600_000 + minute * 60_000 + seconds * 1000 + milliseconds, where),
    );
  };
}
