// Calendar arithmetic on the clock of a zone, with dates as if that clock were UTC.

const DAY = 86_400_000;

/** 1 for the first of January. */
export function dayOfYear(wall: Date): number {
  return Math.floor((wall.getTime() - startOfYear(wall.getUTCFullYear())) / DAY) + 1;
}

/** 1 for Monday up to 7 for Sunday. */
export function isoDay(wall: Date): number {
  return wall.getUTCDay() === 0 ? 7 : wall.getUTCDay();
}

/** Week 0 to 53; week 1 begins with the first Sunday. */
export function week(wall: Date): number {
  return Math.floor((dayOfYear(wall) - 1 + 7 - wall.getUTCDay()) / 7);
}

/** ISO 8601 year and week: the week belongs to the year that has its Thursday. */
export function isoWeek(wall: Date): { year: number; week: number } {
  const thursday = new Date(wall.getTime() + (4 - isoDay(wall)) * DAY);
  return { year: thursday.getUTCFullYear(), week: Math.floor((dayOfYear(thursday) - 1) / 7) + 1 };
}

/** Parts may lie outside of their usual ranges and carry over. */
export function wallOf(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  millisecond: number,
): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, millisecond);
  return date.getTime();
}

/** The Monday on which an ISO year begins. */
export function isoYearStart(year: number): number {
  const fourth = new Date(wallOf(year, 1, 4, 0, 0, 0, 0));
  return fourth.getTime() - (isoDay(fourth) - 1) * DAY;
}

function startOfYear(year: number): number {
  return wallOf(year, 1, 1, 0, 0, 0, 0);
}
