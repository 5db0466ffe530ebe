// Numbers are promises: a series is held against the records that bear its numbers (G13).
import type { FaultWord, Params } from '../errors.ts';
import type { Fault } from '../http/slice.ts';
import { lastNumbers } from '../numbering/numbering.ts';

/**
 * Names gaps, duplicates and a counter that lags or runs ahead. Slices call it from their `checks`, once per series.
 * @param series `register/year`, as the counter is called
 * @param numbers the numbers of the records, in ascending order
 */
export async function* seriesFaults(
  series: string,
  numbers: AsyncIterable<number> | Iterable<number>,
): AsyncGenerator<Fault> {
  const fault = (says: FaultWord, params: Params): Fault => ({
    check: 'numbering',
    subject: series,
    says,
    params,
  });
  let last = 0;
  for await (const number of numbers) {
    if (number === last) yield fault('integrity.number_twice', { number });
    else if (number > last + 2)
      yield fault('integrity.numbers_missing', { first: last + 1, last: number - 1 });
    else if (number > last + 1) yield fault('integrity.number_missing', { number: last + 1 });
    last = Math.max(last, number);
  }
  const counter = (await lastNumbers()).get(series) ?? 0;
  if (counter < last) yield fault('integrity.counter_lags', { counter, last });
  if (counter > last) yield fault('integrity.counter_ahead', { counter, last });
}
