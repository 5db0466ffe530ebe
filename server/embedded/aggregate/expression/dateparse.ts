// Dates written as text: ISO 8601 and nothing else.
import { fail, unsupported } from '../../errors.ts';
import { wallOf } from './calendar.ts';
import { instantOf, type Zone, zoneOf } from './zones.ts';

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?)?\s*(Z|[+-]\d{2}:?\d{2}|[+-]\d{2})?$/;

/**
 * Reads a date. The server reads many more ways to write one; those are refused, not guessed.
 * @param zone where the clock hangs, when the text does not say
 */
export function parseDate(text: string, zone?: Zone): Date {
  const found = ISO.exec(text);
  if (found === null) {
    if (/\d/.test(text) && /[-/:. ]/.test(text)) return unsupported(`the date format of '${text}'`);
    return fail(241, `Error parsing date string '${text}'`);
  }
  const [, year, month, day, hour = 0, minute = 0, second = 0, fraction = '', where] = found;
  const wall = wallOf(
    Number(year),
    Number(month),
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
    Number(fraction.padEnd(3, '0')),
  );
  const date = new Date(wall);
  if (
    date.getUTCMonth() + 1 !== Number(month) ||
    date.getUTCDate() !== Number(day) ||
    Number(hour) > 23 ||
    Number(minute) > 59 ||
    Number(second) > 59
  )
    return fail(241, `Error parsing date string '${text}'`);
  if (where !== undefined && zone !== undefined)
    return fail(
      241,
      `you cannot pass in a date/time string with time zone information ('${where}') together with a timezone argument`,
    );
  return new Date(
    instantOf(wall, where === undefined ? (zone ?? zoneOf('UTC')) : zoneOf(where === 'Z' ? 'UTC' : where)),
  );
}
