// Moments of the example: acts that lie in the past, made by the verbs under a clock set back.
import { addDays, setClock, startOf, today } from '../../platform/clock.ts';

const NINE_IN_THE_MORNING_MS = 9 * 3_600_000;

/** Lets a piece of the example happen so many days ago. The clock is put back whatever happens. */
export async function happened<T>(days: number, work: () => Promise<T>): Promise<T> {
  const from = startOf(addDays(today(), -days)).getTime() + NINE_IN_THE_MORNING_MS;
  const began = Date.now();
  setClock(() => new Date(from + Date.now() - began));
  try {
    return await work();
  } finally {
    setClock(null);
  }
}
