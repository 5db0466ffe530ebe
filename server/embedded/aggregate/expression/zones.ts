// Time zones: from an instant to the clock on the wall and back.
import { fail, unsupported } from '../../errors.ts';

/** Minutes east of UTC at an instant. */
export type Zone = (instant: number) => number;

/**
 * A time zone by its Olson name (`America/Bogota`) or by its distance (`+05:30`, `-0500`, `+03`).
 * @throws CommandError 40485 when there is no such zone
 */
export function zoneOf(name: unknown): Zone {
  if (typeof name !== 'string') return fail(40517, 'timezone must evaluate to a string');
  const known = zones.get(name);
  if (known !== undefined) return known;
  const zone = makeZone(name);
  zones.set(name, zone);
  return zone;
}

const zones = new Map<string, Zone>([
  ['UTC', () => 0],
  ['GMT', () => 0],
]);

function makeZone(name: string): Zone {
  const distance = /^([+-])(\d{2}):?(\d{2})?$/.exec(name);
  if (distance !== null) {
    const minutes = Number(distance[2]) * 60 + Number(distance[3] ?? 0);
    return () => (distance[1] === '-' ? -minutes : minutes);
  }
  if (/^[+-]/.test(name)) return fail(40485, `unrecognized time zone identifier: "${name}"`);
  return namedZone(name);
}

const QUARTER = 15 * 60_000;

/** Zones change only at full quarters of an hour, so one answer serves a quarter. */
function namedZone(name: string): Zone {
  const format = formatOf(name);
  const answers = new Map<number, number>();
  return (instant) => {
    const quarter = Math.floor(instant / QUARTER);
    const known = answers.get(quarter);
    if (known !== undefined) return known;
    const minutes = distanceAt(format, instant);
    if (answers.size > 20_000) answers.clear();
    answers.set(quarter, minutes);
    return minutes;
  };
}

function formatOf(name: string): Intl.DateTimeFormat {
  try {
    const options = {
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      era: 'short',
    } as const;
    return new Intl.DateTimeFormat('en-US', { ...options, timeZone: name });
  } catch {
    return fail(40485, `unrecognized time zone identifier: "${name}"`);
  }
}

function distanceAt(format: Intl.DateTimeFormat, instant: number): number {
  const parts: Record<string, string> = {};
  for (const part of format.formatToParts(instant)) parts[part.type] = part.value;
  if (parts.era !== 'AD') return unsupported('a date before the year 1 in a named time zone');
  const wall = new Date(0);
  wall.setUTCFullYear(Number(parts.year), Number(parts.month) - 1, Number(parts.day));
  wall.setUTCHours(Number(parts.hour), Number(parts.minute), Number(parts.second));
  return Math.round((wall.getTime() - Math.floor(instant / 1000) * 1000) / 60_000);
}

/** The instant at which the clock of a zone shows `wall` (milliseconds as if the clock were UTC). */
export function instantOf(wall: number, zone: Zone): number {
  const guess = wall - zone(wall) * 60_000;
  const better = wall - zone(guess) * 60_000;
  return better;
}
