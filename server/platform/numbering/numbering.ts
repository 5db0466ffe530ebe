// Gapless consecutive numbers per register and year: taken in the transaction of the record that bears them (G13).
import { currentAct } from '../audit/act.ts';
import { yearOf } from '../clock.ts';
import { currentSession, nativeCollection } from '../db/connection.ts';

interface Counter {
  _id: string;
  value: number;
}

const counters = () => nativeCollection<Counter>('counters');

/** The queue to pass to `act` around a verb that takes a number: callers then wait in turn instead of colliding. */
export function queueOf(register: string): { queue: string } {
  return { queue: `number:${register}` };
}

/**
 * Takes the next number of a register for the year (Bogotá) of the open act. Make it the transaction's first write.
 * An aborted act gives its number back; a committed one never loses it.
 */
export async function takeNumber(register: string): Promise<{ year: number; number: number }> {
  const year = yearOf(currentAct().at);
  return { year, number: await takeSerial(`${register}/${year}`) };
}

/** Takes the next number of a series that does not restart by year. */
export async function takeSerial(series: string): Promise<number> {
  const session = currentSession();
  if (!session) throw new Error('A number is taken inside an act');
  const counter = await counters().findOneAndUpdate(
    { _id: series },
    { $inc: { value: 1 } },
    { session, upsert: true, returnDocument: 'after' },
  );
  if (!counter) throw new Error(`The counter ${series} gave no number`);
  return counter.value;
}

/** Last number given in each series, for `verify`. */
export async function lastNumbers(): Promise<Map<string, number>> {
  const all = await counters().find().toArray();
  return new Map(all.map((counter) => [counter._id, counter.value]));
}

/** Raises a counter that lags behind the records that bear its numbers (a restored or damaged counter). Never lowers one. */
export async function raiseCounter(series: string, atLeast: number): Promise<void> {
  await counters().updateOne({ _id: series }, { $max: { value: atLeast } }, { upsert: true });
}
