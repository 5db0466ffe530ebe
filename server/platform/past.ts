// Acts of the example that lie in the past: made by the same verbs, under a clock set back.
import { addDays, setClock, startOf, today, type Day } from './clock.ts';

const TEN_IN_THE_MORNING_MS = 10 * 3_600_000;

/** Lets a piece of the example happen so many days ago, at ten; `work` gets that day. The clock is put back whatever happens. */
export async function happened<T>(days: number, work: (day: Day) => Promise<T>): Promise<T> {
  const day = addDays(today(), -days);
  const from = startOf(day).getTime() + TEN_IN_THE_MORNING_MS;
  const began = Date.now();
  setClock(() => new Date(from + Date.now() - began));
  try {
    return await work(day);
  } finally {
    setClock(null);
  }
}
