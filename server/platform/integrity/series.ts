// Numbers are promises: a series is held against the records that bear its numbers (G13).
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
  const fault = (says: string): Fault => ({ check: 'numbering', subject: series, says });
  let last = 0;
  for await (const number of numbers) {
    if (number === last) yield fault(`${number} was given twice`);
    else if (number > last + 2) yield fault(`${last + 1} to ${number - 1} are missing`);
    else if (number > last + 1) yield fault(`${last + 1} is missing`);
    last = Math.max(last, number);
  }
  const counter = (await lastNumbers()).get(series) ?? 0;
  if (counter < last) yield fault(`the counter says ${counter}, the records reach ${last}`);
  if (counter > last) yield fault(`the counter says ${counter}, the records end at ${last}`);
}
