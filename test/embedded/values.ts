// Random BSON values and documents, with the values that tend to be confused over-represented.
import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  type Doc,
  Double,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from '../../server/embedded/bson/index.ts';
import { pick, type Random, upTo } from './random.ts';

const NUMBERS: readonly unknown[] = [
  0,
  -0,
  1,
  -1,
  7,
  10,
  2147483647,
  -2147483648,
  new Double(1),
  new Double(7),
  1.5,
  0.1,
  -0.25,
  1e300,
  5e-324,
  NaN,
  Infinity,
  -Infinity,
  Number.MAX_VALUE,
  9007199254740992,
  9007199254740994,
  18014398509481984,
  ...[
    '1',
    '7',
    '0',
    '9007199254740993',
    '-9007199254740993',
    '9223372036854775807',
    '-9223372036854775808',
  ].map((text) => Long.fromString(text)),
  ...[
    '1',
    '1.0',
    '1.50',
    '10',
    '-0.25',
    '0.1',
    '0.10',
    '0',
    '-0',
    '0E+3',
    '1E-400',
    '-1E-400',
    '1E+400',
    '-1E+400',
    '1E-6176',
    '9.999999999999999999999999999999999E+6144',
    'NaN',
    'Infinity',
    '-Infinity',
    '9007199254740993',
    '9007199254740992.5',
    '0.1000000000000000055511151231257827',
    '1.797693134862315708145274237317044E+308',
  ].map((text) => Decimal128.fromString(text)),
];

const TEXTS = [
  '',
  'a',
  'A',
  'á',
  'ab',
  'abc',
  'a\0',
  'a\0b',
  'a\x01',
  'a\x01b',
  'a\x02',
  'ñandú',
  'z',
  '\uffee',
  '\u{1f600}',
  '10',
  '$x',
];

const OTHERS: readonly unknown[] = [
  null,
  true,
  false,
  new MinKey(),
  new MaxKey(),
  new Date(0),
  new Date(-1),
  new Date(1767225600000),
  new ObjectId('000000000000000000000001'),
  new ObjectId('0000000000000000000000ff'),
  new ObjectId('ff0000000000000000000000'),
  new Binary(Buffer.from([0xff]), 0),
  new Binary(Buffer.from([0xfe]), 0),
  new Binary(Buffer.from([1, 2]), 0),
  new Binary(Buffer.from([1]), 4),
  new Timestamp({ t: 5, i: 1 }),
  new Timestamp({ t: 4294967295, i: 4294967295 }),
  new Timestamp({ t: 5, i: 2 }),
  new BSONRegExp('a', 'i'),
  new BSONRegExp('a', ''),
  new BSONRegExp('b', ''),
  new Code('x'),
  new Code('x', { a: 1 }),
  new Code('x', { a: 2 }),
  new BSONSymbol('a'),
];

/** Any value; documents and arrays nest at most `depth` deep. */
export function randomValue(next: Random, depth = 2): unknown {
  const kind = next();
  if (kind < 0.35) return pick(next, NUMBERS);
  if (kind < 0.55) return pick(next, TEXTS);
  if (kind < 0.75 || depth === 0) return pick(next, OTHERS);
  if (kind < 0.87) return Array.from({ length: upTo(next, 4) }, () => randomValue(next, depth - 1));
  return randomDoc(next, depth - 1);
}

/** A document with up to four fields of short names. */
export function randomDoc(next: Random, depth = 2): Doc {
  const doc: Doc = {};
  for (let i = upTo(next, 5); i > 0; i--)
    doc[pick(next, ['a', 'b', 'c', 'aa', 'á'])] = randomValue(next, depth);
  return doc;
}
