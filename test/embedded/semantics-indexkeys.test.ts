// The keys of an index and the filters that use it must agree: a document that matches is found under the key, or the index would hide it.
import { inspect } from 'node:util';
import { expect } from 'chai';
import {
  clone,
  compare,
  compareKeys,
  type Doc,
  isRegex,
  keyString,
  MaxKey,
  MinKey,
  typeOrder,
} from '../../server/embedded/bson/index.ts';
import { indexKeysOf } from '../../server/embedded/bson/path.ts';
import { CommandError } from '../../server/embedded/errors.ts';
import { compileFilter } from '../../server/embedded/match/index.ts';
import { compileSort, sortDocs } from '../../server/embedded/sort.ts';
import { pick, random } from './random.ts';
import { randomDoc, randomValue } from './values.ts';

const PATHS = ['a', 'b', 'a.b', 'a.a', 'a.b.c', 'b.a'];

describe('index keys of documents', () => {
  it('hold every value by which a filter finds the document', () => {
    const next = random(11);
    let matched = 0;
    for (let i = 0; i < 40000; i++) {
      const doc = randomDoc(next, 3);
      const path = pick(next, PATHS);
      const value =
        next() < 0.7 ? (pick(next, indexKeysOf(doc, { [path]: 1 }))[0] ?? null) : randomValue(next, 1);
      // An array as a whole is above MinKey and below MaxKey but no key of its own, so these bounds are not for an index.
      if (Array.isArray(value) || isRegex(value) || value instanceof MinKey || value instanceof MaxKey)
        continue;
      const keys = indexKeysOf(doc, { [path]: 1 }).map((key) => key[0]);
      for (const [operator, holds] of COMPARISONS) {
        if (!compileFilter({ [path]: { [operator]: value } }).matches(doc)) continue;
        matched++;
        const found = keys.some((key) => holds(key, value));
        expect(found, inspect([path, operator, value, doc], { depth: 6 })).to.equal(true);
      }
    }
    expect(matched).to.be.above(5000);
  });

  it('follow the rules for arrays', () => {
    const keys = (doc: Doc, pattern: Doc) => indexKeysOf(doc, pattern);
    expect(keys({}, { a: 1 })).to.deep.equal([[null]]);
    expect(keys({ a: [] }, { a: 1 })).to.deep.equal([[undefined]]);
    expect(keys({ a: [] }, { 'a.b': 1 })).to.deep.equal([[null]]);
    expect(keys({ a: [1, 2, 1] }, { a: 1 })).to.deep.equal([[1], [2]]);
    expect(keys({ a: [[1, 2], 3] }, { a: 1 })).to.deep.equal([[[1, 2]], [3]]);
    expect(keys({ a: [{ b: 1, c: 2 }, { b: 3 }, 4] }, { 'a.b': 1, 'a.c': 1, d: 1 })).to.deep.equal([
      [1, 2, null],
      [3, null, null],
      [null, null, null],
    ]);
    expect(keys({ a: ['x', 'y'] }, { 'a.0': 1 })).to.deep.equal([['x']]);
    expect(keys({ a: [{ b: [1, 2] }] }, { 'a.b': 1 })).to.deep.equal([[1], [2]]);
  });

  it('leave out of a sparse index only documents that have none of its fields', () => {
    expect(indexKeysOf({ c: 1 }, { a: 1, b: 1 }, true)).to.deep.equal([]);
    expect(indexKeysOf({ a: null }, { a: 1, b: 1 }, true)).to.deep.equal([[null, null]]);
    expect(indexKeysOf({ a: [1] }, { 'a.b': 1 }, true)).to.deep.equal([]);
    expect(indexKeysOf({ a: [] }, { a: 1 }, true)).to.deep.equal([[undefined]]);
  });

  it('refuse two arrays side by side', () => {
    expect(codeOf(() => indexKeysOf({ a: [1], b: [2] }, { a: 1, b: 1 }))).to.equal(171);
    expect(codeOf(() => compileSort({ a: 1, b: 1 })({ a: [1], b: [2] }, {}))).to.equal(2);
    expect(codeOf(() => indexKeysOf({ a: [{ 0: 1 }] }, { 'a.0': 1 }))).to.equal(16746);
  });
});

describe('sorting', () => {
  it('gives the order of the index, read from its least key', () => {
    const next = random(12);
    for (let i = 0; i < 300; i++) {
      const path = pick(next, PATHS);
      const direction = next() < 0.5 ? 1 : -1;
      const docs = Array.from({ length: 12 }, () => randomDoc(next, 3));
      const least = (doc: Doc) => keysInOrder(doc, path, direction)[0]!;
      const sorted = sortDocs(docs, { [path]: direction });
      for (let j = 1; j < sorted.length; j++)
        expect(compareKeys(least(sorted[j - 1]!), least(sorted[j]!))).to.be.at.most(0);
      expect(sortDocs(docs, { [path]: direction }, 5)).to.deep.equal(sorted.slice(0, 5));
    }
  });

  it('keeps documents that compare equal in their order', () => {
    const next = random(13);
    const docs = Array.from({ length: 3000 }, (_, place) => ({ a: Math.floor(next() * 5), place }));
    const sorted = sortDocs(docs, { a: -1 });
    for (let i = 1; i < sorted.length; i++) {
      const [before, after] = [sorted[i - 1]!, sorted[i]!] as { a: number; place: number }[];
      expect(before!.a > after!.a || (before!.a === after!.a && before!.place < after!.place)).to.equal(true);
    }
    expect(sortDocs(docs, { a: -1 }, 10)).to.deep.equal(sorted.slice(0, 10));
  });

  it('changes none of the documents', () => {
    const docs = [{ a: [3, 1] }, { a: { b: 1 } }];
    const before = clone(docs);
    sortDocs(docs, { a: 1 });
    expect(docs).to.deep.equal(before);
  });
});

const sameType = (key: unknown, value: unknown) => typeOrder(key) === typeOrder(value);
const isNullish = (key: unknown) => key === null || key === undefined;

/** What an index scan looks for: within the bracket of the value's type. */
const COMPARISONS: [string, (key: unknown, value: unknown) => boolean][] = [
  ['$eq', (key, value) => compare(key, value) === 0 || (isNullish(value) && isNullish(key))],
  ['$gt', (key, value) => compare(key, value) > 0 && sameType(key, value)],
  [
    '$gte',
    (key, value) =>
      (compare(key, value) >= 0 && sameType(key, value)) || (isNullish(value) && isNullish(key)),
  ],
  ['$lt', (key, value) => compare(key, value) < 0 && sameType(key, value)],
  [
    '$lte',
    (key, value) =>
      (compare(key, value) <= 0 && sameType(key, value)) || (isNullish(value) && isNullish(key)),
  ],
];

function keysInOrder(doc: Doc, path: string, direction: 1 | -1): Uint8Array[] {
  return indexKeysOf(doc, { [path]: direction })
    .map((key) => keyString(key, [direction]))
    .sort(compareKeys);
}

function codeOf(work: () => unknown): number | null {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof CommandError ? error.code : null;
  }
}
