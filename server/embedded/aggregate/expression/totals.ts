// `$sum`, `$avg`, `$min` and `$max` within one document.
import { accumulatorOf } from '../accumulators.ts';
import { listOf } from './arguments.ts';
import type { Compile, Evaluate, Operators } from './values.ts';

export const totals: Operators = { $sum: overOne, $avg: overOne, $min: overOne, $max: overOne };

/** With a single argument that is an array, its elements are taken; otherwise the arguments themselves. */
function overOne(argument: unknown, compile: Compile, name: string): Evaluate {
  const parts = listOf(argument).map((part) => compile(part));
  const start = accumulatorOf(name)!;
  return (root, variables) => {
    const values = parts.map((part) => part(root, variables));
    const [only] = values;
    const accumulator = start();
    for (const value of parts.length === 1 && Array.isArray(only) ? (only as unknown[]) : values)
      accumulator.add(value);
    return accumulator.result();
  };
}
