// Aggregation expressions, each with what MongoDB's documentation or source says it gives.
import { expect } from 'chai';
import { compileExpression, rootVariables } from '../../server/embedded/aggregate/expression/index.ts';
import { Decimal128, type Doc, Double, Long, ObjectId } from '../../server/embedded/bson/index.ts';
import { CommandError } from '../../server/embedded/errors.ts';
import { identical, shown } from './recorded.ts';

const DOC: Doc = {
  _id: 1,
  n: 7,
  s: 'Ñandú',
  list: [3, 1, 2],
  docs: [{ k: 'a', v: 1 }, { k: 'b' }, 5, [{ v: 9 }]],
  o: { p: { q: 'deep' } },
  day: new Date('2026-03-01T03:00:00.000Z'),
  none: null,
};

const decimal = (text: string) => Decimal128.fromString(text);
const long = (text: string) => Long.fromString(text);
const double = (value: number) => new Double(value);

const TABLES: Record<string, [expression: unknown, result: unknown][]> = {
  'paths and literals': [
    ['$n', 7],
    ['$o.p.q', 'deep'],
    ['$missing', undefined],
    ['$docs.v', [1]],
    ['$docs.0', []],
    ['$list.0', []],
    ['$$ROOT.n', 7],
    ['$$CURRENT.o.p', { q: 'deep' }],
    [{ $literal: '$n' }, '$n'],
    [
      { a: '$n', b: '$missing', c: ['$missing', 1] },
      { a: 7, c: [null, 1] },
    ],
    [{ $let: { vars: { x: '$n', y: 2 }, in: { $add: ['$$x', '$$y'] } } }, 9],
  ],
  arithmetic: [
    [{ $add: [1, 2] }, 3],
    [{ $add: [2147483647, 1] }, long('2147483648')],
    [{ $add: [2147483647, 1, -1] }, 2147483647],
    [{ $add: [1, double(2)] }, double(3)],
    [{ $add: [long('9223372036854775807'), 1] }, 9223372036854775808],
    [{ $add: [decimal('1.10'), 1] }, decimal('2.10')],
    [{ $add: ['$day', 1000] }, new Date('2026-03-01T03:00:01.000Z')],
    [{ $add: [1, '$none'] }, null],
    [{ $add: [] }, 0],
    [{ $subtract: ['$day', new Date('2026-03-01T00:00:00.000Z')] }, long('10800000')],
    [{ $subtract: [1, 3] }, -2],
    [{ $multiply: [100000, 100000] }, long('10000000000')],
    [{ $multiply: [decimal('1.5'), 2] }, decimal('3.0')],
    [{ $divide: [7, 2] }, 3.5],
    [{ $divide: [6, 2] }, double(3)],
    [{ $divide: [decimal('1'), 3] }, decimal('0.3333333333333333333333333333333333')],
    [{ $divide: [decimal('6'), 2] }, decimal('3')],
    [{ $mod: [-7, 3] }, -1],
    [{ $mod: [5.5, 2] }, 1.5],
    [{ $abs: -2147483648 }, long('2147483648')],
    [{ $abs: double(-2) }, double(2)],
    [{ $sqrt: 16 }, double(4)],
    [{ $round: [2.5] }, double(2)],
    [{ $round: [3.5] }, double(4)],
    [{ $round: [2.675, 2] }, 2.67],
    [{ $round: [1234, -2] }, 1200],
    [{ $round: [1250, -2] }, 1200],
    [{ $round: [decimal('1'), 2] }, decimal('1.00')],
    [{ $trunc: [-2.78, 1] }, -2.7],
    [{ $floor: -1.5 }, double(-2)],
    [{ $ceil: 1.2 }, double(2)],
    [{ $floor: 4 }, 4],
  ],
  'comparison and choice': [
    [{ $eq: ['$missing', null] }, false],
    [{ $gt: ['$none', '$missing'] }, true],
    [{ $lt: ['a', 1] }, false],
    [{ $eq: [1, double(1)] }, true],
    [
      {
        $eq: [
          { a: 1, b: 2 },
          { b: 2, a: 1 },
        ],
      },
      false,
    ],
    [{ $cmp: ['b', 'a'] }, 1],
    [{ $and: [1, 'x', []] }, true],
    [{ $or: [0, null, '$missing'] }, false],
    [{ $not: ['$n'] }, false],
    [{ $cond: ['$n', 'yes', 'no'] }, 'yes'],
    [{ $cond: { if: 0, then: 1, else: '$missing' } }, undefined],
    [{ $ifNull: ['$missing', '$none', 'last'] }, 'last'],
    [{ $switch: { branches: [{ case: { $gt: ['$n', 9] }, then: 'big' }], default: 'small' } }, 'small'],
  ],
  text: [
    [{ $concat: ['a', '$s'] }, 'aÑandú'],
    [{ $concat: ['a', '$missing'] }, null],
    [{ $toUpper: '$s' }, 'ÑANDú'],
    [{ $toLower: 'ABCÑ' }, 'abcÑ'],
    [{ $toUpper: '$none' }, ''],
    [{ $strLenCP: '$s' }, 5],
    [{ $strLenBytes: '$s' }, 7],
    [{ $substrCP: ['$s', 1, 3] }, 'and'],
    [{ $substrBytes: ['$s', 0, 2] }, 'Ñ'],
    [{ $substr: ['hello', 1, -1] }, 'ello'],
    [{ $indexOfCP: ['$s', 'a'] }, 1],
    [{ $indexOfBytes: ['$s', 'a'] }, 2],
    [{ $indexOfCP: ['abc', '', 2] }, 2],
    [{ $split: ['a-b--c', '-'] }, ['a', 'b', '', 'c']],
    [{ $trim: { input: ' \t a b \n' } }, 'a b'],
    [{ $ltrim: { input: 'xxaxx', chars: 'x' } }, 'axx'],
    [{ $replaceOne: { input: 'a.b.c', find: '.', replacement: '$&' } }, null],
    [{ $replaceAll: { input: 'a.b.c', find: '.', replacement: { $literal: '$&' } } }, 'a$&b$&c'],
    [{ $strcasecmp: ['ABC', 'abd'] }, -1],
    [{ $regexMatch: { input: '$s', regex: '^ñ', options: 'i' } }, true],
    [{ $regexFind: { input: 'xáby', regex: '(a|b)(z)?' } }, { match: 'b', idx: 2, captures: ['b', null] }],
    [
      { $regexFindAll: { input: 'abab', regex: 'a.' } },
      [
        { match: 'ab', idx: 0, captures: [] },
        { match: 'ab', idx: 2, captures: [] },
      ],
    ],
  ],
  arrays: [
    [{ $size: '$list' }, 3],
    [{ $arrayElemAt: ['$list', -1] }, 2],
    [{ $arrayElemAt: ['$list', 9] }, undefined],
    [{ $first: '$list' }, 3],
    [{ $last: '$list' }, 2],
    [{ $concatArrays: ['$list', [4]] }, [3, 1, 2, 4]],
    [{ $slice: ['$list', -2] }, [1, 2]],
    [{ $slice: ['$list', 1, 5] }, [1, 2]],
    [{ $in: [double(3), '$list'] }, true],
    [{ $indexOfArray: ['$list', 2] }, 2],
    [{ $reverseArray: '$list' }, [2, 1, 3]],
    [{ $filter: { input: '$list', cond: { $gt: ['$$this', 1] } } }, [3, 2]],
    [{ $map: { input: '$list', as: 'x', in: { $multiply: ['$$x', '$n'] } } }, [21, 7, 14]],
    [{ $reduce: { input: '$list', initialValue: 0, in: { $add: ['$$value', '$$this'] } } }, 6],
    [{ $range: [0, 5, 2] }, [0, 2, 4]],
    [
      { $zip: { inputs: [[1, 2], [3]], useLongestLength: true, defaults: [0, 9] } },
      [
        [1, 3],
        [2, 9],
      ],
    ],
    [
      {
        $arrayToObject: [
          [
            ['a', 1],
            ['b', 2],
          ],
        ],
      },
      { a: 1, b: 2 },
    ],
    [{ $objectToArray: '$o' }, [{ k: 'p', v: { q: 'deep' } }]],
    [{ $sortArray: { input: '$list', sortBy: -1 } }, [3, 2, 1]],
    [{ $isArray: ['$list'] }, true],
    [{ $sum: '$list' }, 6],
    [{ $avg: ['$n', 8, 'x'] }, 7.5],
    [{ $max: ['$list', 1] }, [3, 1, 2]],
    [{ $min: '$list' }, 1],
    [
      {
        $setUnion: [
          [1, 2],
          [2, 3],
        ],
      },
      [1, 2, 3],
    ],
    [
      {
        $setIntersection: [
          [1, 2],
          [2.0, 3],
        ],
      },
      [2],
    ],
    [{ $setDifference: [[1, 2, 1], [2]] }, [1]],
    [{ $setIsSubset: [[1], '$list'] }, true],
    [
      {
        $setEquals: [
          [1, 2],
          [2, 1, 1],
        ],
      },
      true,
    ],
    [{ $anyElementTrue: [[0, null]] }, false],
    [{ $allElementsTrue: [[]] }, true],
    [{ $mergeObjects: [{ a: 1 }, '$none', { a: 2, b: 3 }] }, { a: 2, b: 3 }],
  ],
  types: [
    [{ $type: '$missing' }, 'missing'],
    [{ $type: double(1) }, 'double'],
    [{ $toString: 2.5 }, '2.5'],
    [{ $toString: double(3) }, '3'],
    [{ $toString: 0.30000000000000004 }, '0.3'],
    [{ $toString: 1e21 }, '1e+21'],
    [{ $toString: true }, 'true'],
    [{ $toString: new ObjectId('0000000000000000000000ff') }, '0000000000000000000000ff'],
    [{ $toString: '$day' }, '2026-03-01T03:00:00.000Z'],
    [{ $toInt: '12' }, 12],
    [{ $toInt: 2.9 }, 2],
    [{ $toLong: 5 }, long('5')],
    [{ $toDouble: '1.5' }, 1.5],
    [{ $toDecimal: '1.50' }, decimal('1.50')],
    [{ $toDecimal: 0.1 }, decimal('0.100000000000000')],
    [{ $toBool: 'false' }, true],
    [{ $toObjectId: '0000000000000000000000ff' }, new ObjectId('0000000000000000000000ff')],
    [{ $toDate: '2026-03-01T00:00:00-05:00' }, new Date('2026-03-01T05:00:00.000Z')],
    [{ $convert: { input: 'x', to: 'int', onError: 'bad', onNull: 0 } }, 'bad'],
    [{ $convert: { input: null, to: 'int', onNull: 0 } }, 0],
    [{ $isNumber: long('1') }, true],
  ],
  dates: [
    [{ $year: '$day' }, 2026],
    [{ $dayOfMonth: { date: '$day', timezone: 'America/Bogota' } }, 28],
    [{ $month: { date: '$day', timezone: '-05:00' } }, 2],
    [{ $dayOfWeek: '$day' }, 1],
    [{ $isoDayOfWeek: '$day' }, 7],
    [{ $dayOfYear: '$day' }, 60],
    [{ $isoWeek: '$day' }, 9],
    [{ $week: '$day' }, 9],
    [{ $isoWeekYear: new Date('2027-01-01T00:00:00Z') }, long('2026')],
    [{ $dateToString: { date: '$day' } }, '2026-03-01T03:00:00.000Z'],
    [
      { $dateToString: { date: '$day', format: '%d/%m/%Y %H:%M %z', timezone: 'America/Bogota' } },
      '28/02/2026 22:00 -0500',
    ],
    [{ $dateToString: { date: '$none', onNull: '-' } }, '-'],
    [
      { $dateFromString: { dateString: '2026-03-01', timezone: 'America/Bogota' } },
      new Date('2026-03-01T05:00:00.000Z'),
    ],
    [{ $dateFromParts: { year: 2026, month: 14, day: 0 } }, new Date('2027-01-31T00:00:00.000Z')],
    [
      { $dateToParts: { date: '$day' } },
      { year: 2026, month: 3, day: 1, hour: 3, minute: 0, second: 0, millisecond: 0 },
    ],
    [
      { $dateAdd: { startDate: new Date('2026-01-31T10:00:00Z'), unit: 'month', amount: 1 } },
      new Date('2026-02-28T10:00:00.000Z'),
    ],
    [{ $dateSubtract: { startDate: '$day', unit: 'day', amount: 1 } }, new Date('2026-02-28T03:00:00.000Z')],
    [
      { $dateDiff: { startDate: new Date('2025-12-31T23:00:00Z'), endDate: '$day', unit: 'month' } },
      long('3'),
    ],
    [
      { $dateTrunc: { date: '$day', unit: 'week', startOfWeek: 'monday' } },
      new Date('2026-02-23T00:00:00.000Z'),
    ],
    [
      { $dateTrunc: { date: '$day', unit: 'month', timezone: 'America/Bogota' } },
      new Date('2026-02-01T05:00:00.000Z'),
    ],
  ],
};

describe('aggregation expressions', () => {
  for (const [title, cases] of Object.entries(TABLES)) {
    it(`give what MongoDB gives: ${title}`, () => {
      for (const [expression, wanted] of cases) expectValue(expression, wanted);
    });
  }

  const refused: [unknown, number][] = [
    [{ $foo: 1 }, 168],
    [{ $pow: [2, 3] }, 238],
    [{ $function: {} }, 238],
    ['$$unknown', 17276],
    ['$$USER_ROLES', 238],
    ['$a..b', 15998],
    ['$', 40352],
    [{ $add: ['a', 1] }, 16554],
    [{ $divide: [1, 0] }, 16608],
    [{ $size: 5 }, 17124],
    [{ $in: [1, 2] }, 40081],
    [{ $eq: [1] }, 16020],
    [{ $cond: [1, 2] }, 16020],
    [{ $toInt: 'x' }, 241],
    [{ $toDate: 'next friday' }, 241],
    [{ $year: { date: '$day', timezone: 'Nowhere/Land' } }, 40485],
    [{ $add: 1, $subtract: [1, 2] }, 15983],
    [{ $regexMatch: { input: 'a', regex: '(?>a)' } }, 238],
  ];
  it('refuse with MongoDB’s code, or by name', () => {
    for (const [expression, code] of refused) {
      expect(
        codeOf(() => evaluate(expression)),
        shown(expression),
      ).to.equal(code);
    }
  });
});

function evaluate(expression: unknown): unknown {
  return compileExpression(expression)(DOC, rootVariables(new Date(0)));
}

function expectValue(expression: unknown, wanted: unknown): void {
  const given = evaluate(expression);
  if (wanted === undefined) expect(given, shown(expression)).to.equal(undefined);
  else
    expect(
      identical(given, wanted),
      `${shown(expression)} gave ${shown(given)}, not ${shown(wanted)}`,
    ).to.equal(true);
}

function codeOf(work: () => unknown): number | null {
  try {
    work();
    return null;
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return error.code;
  }
}
