// String operators. Positions count bytes or code points, never JavaScript's units.
import { isNumber, typeOf } from '../../bson/index.ts';
import { toDouble } from '../../bson/numbers.ts';
import { compareStrings } from '../../bson/compare.ts';
import { fail } from '../../errors.ts';
import { between, binary, named, text, unary, variadic } from './arguments.ts';
import { writtenOut } from './written.ts';
import { type Compile, type Evaluate, isNullish, type Operators, wholeOf } from './values.ts';

export const texts: Operators = {
  $concat: variadic(concatenated),
  $toLower: unary((value) => asText(value).replace(/[A-Z]+/g, (upper) => upper.toLowerCase())),
  $toUpper: unary((value) => upper(asText(value))),
  $strcasecmp: binary((a, b) => Math.sign(compareStrings(upper(asText(a)), upper(asText(b))))),
  $strLenBytes: unary((value) => Buffer.byteLength(text('$strLenBytes', value, 34473))),
  $strLenCP: unary((value) => [...text('$strLenCP', value, 34471)].length),
  $substr: between(3, 3, ([value, from, count]) => bytes(asText(value), from, count)),
  $substrBytes: between(3, 3, ([value, from, count]) => bytes(asText(value), from, count)),
  $substrCP: between(3, 3, ([value, from, count]) => codePoints(asText(value), from, count)),
  $indexOfBytes: between(2, 4, (values) =>
    position('$indexOfBytes', values, (part) => [...Buffer.from(part)]),
  ),
  $indexOfCP: between(2, 4, (values) => position('$indexOfCP', values, (part) => [...part])),
  $split: binary((value, separator) => {
    if (isNullish(value) || isNullish(separator)) return null;
    const by = text('$split', separator, 40086);
    return by === ''
      ? fail(40087, '$split requires a non-empty separator')
      : text('$split', value, 40085).split(by);
  }),
  $trim: trimming(true, true),
  $ltrim: trimming(true, false),
  $rtrim: trimming(false, true),
  $replaceOne: replacing((input, find, replacement) => input.replace(find, () => replacement)),
  $replaceAll: replacing((input, find, replacement) => input.split(find).join(replacement)),
};

function concatenated(values: readonly unknown[]): string | null {
  let result = '';
  for (const value of values) {
    if (isNullish(value)) return null;
    result += text('$concat', value, 16702);
  }
  return result;
}

/** Nothing counts as empty text; numbers and dates are written out; other types are refused. */
function asText(value: unknown): string {
  if (isNullish(value)) return '';
  if (typeof value === 'string') return value;
  const written = typeof value === 'boolean' ? null : writtenOut(value);
  return written ?? fail(16007, `can't convert from BSON type ${typeOf(value)} to String`);
}

/** The server changes the case of ASCII letters only. */
function upper(value: string): string {
  return value.replace(/[a-z]+/g, (lower) => lower.toUpperCase());
}

function bytes(value: string, from: unknown, count: unknown): string {
  const whole = Buffer.from(value);
  const start = truncatedOf(from) ?? fail(16034, '$substrBytes: starting index must be a numeric type');
  const length = truncatedOf(count) ?? fail(16035, '$substrBytes: length must be a numeric type');
  if (start < 0) return fail(50752, '$substrBytes: starting index must be non-negative');
  const end = length < 0 ? whole.length : Math.min(start + length, whole.length);
  if (isInside(whole, start))
    return fail(28656, '$substrBytes: Invalid range, starting index is a UTF-8 continuation byte.');
  if (isInside(whole, end))
    return fail(28657, '$substrBytes: Invalid range, ending index is in the middle of a UTF-8 character.');
  return whole.toString('utf8', Math.min(start, whole.length), Math.max(end, start));
}

function truncatedOf(value: unknown): number | null {
  return isNumber(value) ? Math.trunc(toDouble(value)) : null;
}

function isInside(bytesOfText: Buffer, place: number): boolean {
  return place < bytesOfText.length && (bytesOfText[place]! & 0xc0) === 0x80;
}

function codePoints(value: string, from: unknown, count: unknown): string {
  const start = wholeOf(from) ?? fail(34450, '$substrCP: starting index must be a numeric type');
  const length = wholeOf(count) ?? fail(34452, '$substrCP: length must be a numeric type');
  if (start < 0) return fail(34455, '$substrCP: the starting index must be nonnegative integer.');
  if (length < 0) return fail(34454, '$substrCP: length must be a nonnegative integer.');
  return [...value].slice(start, start + length).join('');
}

/** The first place at which a text stands in another, -1 when nowhere. */
function position<T>(name: string, values: readonly unknown[], split: (text: string) => T[]): unknown {
  const [value, sought, from = 0, to] = values;
  if (isNullish(value)) return null;
  const whole = split(text(name, value, 40091));
  const part = split(text(name, sought, 40092));
  const start = wholeOf(from) ?? fail(40096, `${name} requires an integral starting index`);
  const end =
    to === undefined
      ? whole.length
      : (wholeOf(to) ?? fail(40096, `${name} requires an integral ending index`));
  if (start < 0 || end < 0) return fail(40097, `${name} requires a nonnegative index`);
  const last = Math.min(end, whole.length) - part.length;
  for (let i = start; i <= last; i++) if (part.every((unit, j) => whole[i + j] === unit)) return i;
  return -1;
}

/** What the server trims unless told otherwise. */
const BLANKS = '\0\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a';

function trimming(left: boolean, right: boolean) {
  return (argument: unknown, compile: Compile, name: string): Evaluate => {
    const { input, chars } = named(name, argument, ['input'], ['chars']);
    const subject = compile(input);
    const which = chars === undefined ? null : compile(chars);
    return (root, variables) => {
      const value = subject(root, variables);
      const set = which === null ? BLANKS : which(root, variables);
      if (isNullish(value) || isNullish(set)) return null;
      const trimmed = new Set(text(name, set, 50700));
      return trim([...text(name, value, 50699)], trimmed, left, right);
    };
  };
}

function trim(units: readonly string[], blanks: ReadonlySet<string>, left: boolean, right: boolean): string {
  let start = 0;
  let end = units.length;
  while (left && start < end && blanks.has(units[start]!)) start++;
  while (right && end > start && blanks.has(units[end - 1]!)) end--;
  return units.slice(start, end).join('');
}

function replacing(replace: (input: string, find: string, replacement: string) => string) {
  return (argument: unknown, compile: Compile, name: string): Evaluate => {
    const { input, find, replacement } = named(name, argument, ['input', 'find', 'replacement']);
    const parts = [compile(input), compile(find), compile(replacement)];
    return (root, variables) => {
      const values = parts.map((part) => part(root, variables));
      for (const value of values)
        if (!isNullish(value) && typeof value !== 'string')
          fail(51746, `${name} requires that all arguments be strings, found: ${typeOf(value)}`);
      if (values.some(isNullish)) return null;
      const [subject = '', sought = '', by = ''] = values as string[];
      return replace(subject, sought, by);
    };
  };
}
