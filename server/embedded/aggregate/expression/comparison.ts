// Comparison and boolean operators. Comparisons hold across types here, unlike in filters.
import { compare } from '../../bson/index.ts';
import { binary, listOf, unary } from './arguments.ts';
import { isTruthy, type Operators } from './values.ts';

export const comparisons: Operators = {
  $eq: binary((a, b) => compare(a, b) === 0),
  $ne: binary((a, b) => compare(a, b) !== 0),
  $gt: binary((a, b) => compare(a, b) > 0),
  $gte: binary((a, b) => compare(a, b) >= 0),
  $lt: binary((a, b) => compare(a, b) < 0),
  $lte: binary((a, b) => compare(a, b) <= 0),
  $cmp: binary((a, b) => {
    const order = compare(a, b);
    return order === 0 ? 0 : order < 0 ? -1 : 1;
  }),
  $and: (argument, compile) => {
    const parts = listOf(argument).map((part) => compile(part));
    return (root, variables) => parts.every((part) => isTruthy(part(root, variables)));
  },
  $or: (argument, compile) => {
    const parts = listOf(argument).map((part) => compile(part));
    return (root, variables) => parts.some((part) => isTruthy(part(root, variables)));
  },
  $not: unary((value) => !isTruthy(value)),
};
