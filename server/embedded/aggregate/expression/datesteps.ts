// `$dateAdd`, `$dateSubtract`, `$dateDiff` and `$dateTrunc`: calendar steps on the clock of a zone.
import { Long } from '../../bson/index.ts';
import { fail } from '../../errors.ts';
import { named } from './arguments.ts';
import { wallOf } from './calendar.ts';
import { instantFrom, zoneFrom } from './dates.ts';
import { type Compile, type Evaluate, isNullish, type Operators, wholeOf } from './values.ts';
import { instantOf } from './zones.ts';

export const dateSteps: Operators = {
  $dateAdd: step(1),
  $dateSubtract: step(-1),
  $dateDiff: distance,
  $dateTrunc: truncate,
};

const MONTHS: Record<string, number | undefined> = { year: 12, quarter: 3, month: 1 };
const MILLISECONDS: Record<string, number | undefined> = {
  week: 604_800_000,
  day: 86_400_000,
  hour: 3_600_000,
  minute: 60_000,
  second: 1000,
  millisecond: 1,
};

function unitOf(value: unknown): string {
  if (typeof value === 'string' && (Object.hasOwn(MONTHS, value) || Object.hasOwn(MILLISECONDS, value)))
    return value;
  return fail(9, `unknown time unit value: ${String(value)}`);
}

function step(sign: 1 | -1) {
  return (argument: unknown, compile: Compile, name: string): Evaluate => {
    const spec = named(name, argument, ['startDate', 'unit', 'amount'], ['timezone']);
    const parts = [compile(spec.startDate), compile(spec.unit), compile(spec.amount)];
    const zone = zoneFrom(spec.timezone, compile);
    return (root, variables) => {
      const [start, unit, amount] = parts.map((part) => part(root, variables));
      const where = zone(root, variables);
      if (isNullish(start) || isNullish(unit) || isNullish(amount) || where === null) return null;
      const count = wholeOf(amount) ?? fail(5166405, `${name} expects integer amount of time units`);
      const instant = instantFrom(start);
      const known = unitOf(unit);
      // Up to the hour a step is a length of time; from the day on it is a step of the calendar.
      if (MONTHS[known] === undefined && MILLISECONDS[known]! <= 3_600_000)
        return new Date(instant + sign * count * MILLISECONDS[known]!);
      return new Date(instantOf(moved(instant + where(instant) * 60_000, known, sign * count), where));
    };
  };
}

/** A day that the target month does not have becomes its last. */
function moved(wall: number, unit: string, count: number): number {
  const months = MONTHS[unit];
  if (months === undefined) return wall + count * MILLISECONDS[unit]!;
  const date = new Date(wall);
  const target = wallOf(date.getUTCFullYear(), date.getUTCMonth() + 1 + months * count, 1, 0, 0, 0, 0);
  const first = new Date(target);
  const lastDay = new Date(
    wallOf(first.getUTCFullYear(), first.getUTCMonth() + 2, 0, 0, 0, 0, 0),
  ).getUTCDate();
  return (
    target +
    (Math.min(date.getUTCDate(), lastDay) - 1) * 86_400_000 +
    (((wall % 86_400_000) + 86_400_000) % 86_400_000)
  );
}

function distance(argument: unknown, compile: Compile): Evaluate {
  const spec = named('$dateDiff', argument, ['startDate', 'endDate', 'unit'], ['timezone', 'startOfWeek']);
  const parts = [
    compile(spec.startDate),
    compile(spec.endDate),
    compile(spec.unit),
    compile(spec.startOfWeek ?? 'sunday'),
  ];
  const zone = zoneFrom(spec.timezone, compile);
  return (root, variables) => {
    const [start, end, unit, weekStart] = parts.map((part) => part(root, variables));
    const where = zone(root, variables);
    if (isNullish(start) || isNullish(end) || isNullish(unit) || where === null) return null;
    const [from, to] = [instantFrom(start), instantFrom(end)].map(
      (instant) => instant + where(instant) * 60_000,
    );
    const known = unitOf(unit);
    return Long.fromNumber(bin(to!, known, weekdayOf(weekStart)) - bin(from!, known, weekdayOf(weekStart)));
  };
}

/** The number of the unit in which a moment lies; the difference of two is how many boundaries lie between. */
function bin(wall: number, unit: string, weekStart: number): number {
  const months = MONTHS[unit];
  const date = new Date(wall);
  if (months !== undefined) return Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / months);
  if (unit === 'week') return Math.floor((Math.floor(wall / 86_400_000) + 4 - weekStart) / 7);
  return Math.floor(wall / MILLISECONDS[unit]!);
}

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

function weekdayOf(value: unknown): number {
  const name = typeof value === 'string' ? value.toLowerCase() : '';
  const index = WEEKDAYS.findIndex((day) => day === name || day.slice(0, 3) === name);
  return index < 0 ? fail(9, `unknown day of week value: ${String(value)}`) : index;
}

/** Bins are counted from the year 2000, as on the server. */
function truncate(argument: unknown, compile: Compile): Evaluate {
  const spec = named('$dateTrunc', argument, ['date', 'unit'], ['binSize', 'timezone', 'startOfWeek']);
  const parts = [
    compile(spec.date),
    compile(spec.unit),
    compile(spec.binSize ?? 1),
    compile(spec.startOfWeek ?? 'sunday'),
  ];
  const zone = zoneFrom(spec.timezone, compile);
  return (root, variables) => {
    const [date, unit, size, weekStart] = parts.map((part) => part(root, variables));
    const where = zone(root, variables);
    if (isNullish(date) || isNullish(unit) || isNullish(size) || where === null) return null;
    const count = wholeOf(size) ?? 0;
    if (count < 1) return fail(5439017, '$dateTrunc requires binSize to be greater than 0');
    const instant = instantFrom(date);
    return new Date(
      instantOf(floorTo(instant + where(instant) * 60_000, unitOf(unit), count, weekdayOf(weekStart)), where),
    );
  };
}

const ORIGIN = 946_684_800_000;

function floorTo(wall: number, unit: string, count: number, weekStart: number): number {
  const months = MONTHS[unit];
  if (months !== undefined) {
    const date = new Date(wall);
    const span = months * count;
    const since = (date.getUTCFullYear() - 2000) * 12 + date.getUTCMonth();
    return wallOf(2000, 1 + Math.floor(since / span) * span, 1, 0, 0, 0, 0);
  }
  // The first of January 2000 was a Saturday; weeks are counted from the first day of a week on or after it.
  const origin = unit === 'week' ? ORIGIN + ((weekStart - 6 + 7) % 7) * 86_400_000 : ORIGIN;
  const span = MILLISECONDS[unit]! * count;
  return origin + Math.floor((wall - origin) / span) * span;
}
