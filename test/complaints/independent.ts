// Due days computed another way than the product's: a calendar written out day by day, with Easter by Gauss. Run alone, it prints what both say.
import { addDays, addWorkingDays, dayOf } from '../../server/platform/clock.ts';
import { begun, legalDay } from '../../server/complaints/rules/clock.ts';

/** `YYYY-MM-DD` of every business day from 2025 to the end of 2031, by its place. */
export function businessDays(): string[] {
  const off = new Set<string>();
  for (let year = 2025; year <= 2031; year += 1) for (const day of holidaysOf(year)) off.add(day);
  const days: string[] = [];
  for (let at = Date.UTC(2025, 0, 1); at < Date.UTC(2032, 0, 1); at += 86_400_000) {
    const date = new Date(at);
    const text = date.toISOString().slice(0, 10);
    if (date.getUTCDay() % 6 !== 0 && !off.has(text)) days.push(text);
  }
  return days;
}

function holidaysOf(year: number): string[] {
  const [month, day] = easterByGauss(year);
  const easter = Date.UTC(year, month - 1, day);
  const fromEaster = [-3, -2, 43, 64, 71].map((offset) => easter + offset * 86_400_000);
  const fixed = ['01-01', '05-01', '07-20', '08-07', '12-08', '12-25'].map((one) => Date.parse(`${year}-${one}T00:00:00Z`)); // prettier-ignore
  const emiliani = ['01-06', '03-19', '06-29', '08-15', '10-12', '11-01', '11-11'].map((one) => {
    let at = Date.parse(`${year}-${one}T00:00:00Z`);
    while (new Date(at).getUTCDay() !== 1) at += 86_400_000;
    return at;
  });
  return [...fromEaster, ...fixed, ...emiliani].map((at) => new Date(at).toISOString().slice(0, 10));
}

/** Carl Friedrich Gauss, with his two exceptions; M = 24 and N = 5 hold from 1900 to 2099. */
function easterByGauss(year: number): [month: number, day: number] {
  const [a, b, c] = [year % 19, year % 4, year % 7];
  const d = (19 * a + 24) % 30;
  const e = (2 * b + 4 * c + 6 * d + 5) % 7;
  const day = 22 + d + e;
  if (day <= 31) return [3, day];
  if (d === 29 && e === 6) return [4, 19];
  if (d === 28 && e === 6 && (11 * 24 + 11) % 30 < 19) return [4, 18];
  return [4, day - 31];
}

/** What the product says of every day of 2025 to 2030 for the terms of the law, as one line each. */
export function* said(): Generator<string> {
  for (let day = '2025-01-01'; day <= '2030-12-31'; day = addDays(day, 1)) {
    const dues = [5, 10, 15, 30, 60].map((days) => begun(day, days, new Set()).due);
    const evening = new Date(`${day}T22:30:00Z`);
    yield [day, ...dues, legalDay(evening, { closesAt: '17:00', moves: true }, new Set()), dayOf(evening), addWorkingDays(day, 1)].join(' ');
  }
} // prettier-ignore

if (process.argv[1] === import.meta.filename) process.stdout.write([...said()].join('\n'));
