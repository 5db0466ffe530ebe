// BSON: bytes in and out unchanged, one order over all values, and keys that keep it.
import { expect } from 'chai';
import { serialize } from 'bson';
import {
  compare,
  compareKeys,
  decode,
  decodeFields,
  type Doc,
  encode,
  equal,
  keyString,
  Long,
  Decimal128,
  Double,
} from '../../server/embedded/bson/index.ts';
import { randomDoc, randomValue } from './values.ts';
import { random } from './random.ts';

describe('BSON', () => {
  it('gives the same bytes after reading and writing', () => {
    const next = random(1);
    for (let i = 0; i < 2000; i++) {
      const bytes = serialize(randomDoc(next), { ignoreUndefined: true });
      expect(Buffer.compare(encode(decode(bytes)), bytes)).to.equal(0);
    }
  });

  it('reads chosen fields and skips the others', () => {
    const next = random(2);
    for (let i = 0; i < 500; i++) {
      const doc: Doc = { first: randomValue(next), second: randomValue(next), third: randomValue(next) };
      const some = decodeFields(encode(doc), new Set(['second']));
      expect(Object.keys(some)).to.deep.equal(['second']);
      expect(compare(some.second, doc.second)).to.equal(0);
    }
  });

  it('keeps apart the numbers that JavaScript takes for one', () => {
    const bytes = serialize({ a: 1, b: new Double(1), c: Long.fromNumber(1), d: -0, e: 1.5, f: 2 ** 40 });
    expect(Buffer.compare(encode(decode(bytes)), bytes)).to.equal(0);
  });

  it('refuses bytes that are no document', () => {
    const whole = serialize({ a: 'text', b: { c: [1, 2] } });
    for (let cut = 0; cut < whole.length; cut++)
      expect(() => decode(whole.subarray(0, cut)), `cut at ${cut}`).to.throw();
    const longer = Buffer.from(whole);
    longer.writeInt32LE(whole.length + 5, 0);
    expect(() => decode(longer)).to.throw('not a valid BSON document');
  });

  it('refuses a document nested without end', () => {
    let doc: Doc = {};
    for (let i = 0; i < 250; i++) doc = { a: doc };
    expect(() => encode(doc)).to.throw('nested object depth');
    expect(() => decode(serialize(doc))).to.throw('nested object depth');
  });

  it('keeps a field called __proto__ a field', () => {
    const doc = decode(serialize(JSON.parse('{"__proto__":{"x":1},"a":1}') as Doc));
    expect(Object.keys(doc)).to.deep.equal(['__proto__', 'a']);
    expect(doc.x).to.equal(undefined);
  });
});

describe('the order of values', () => {
  it('is a total order', () => {
    const next = random(3);
    for (let i = 0; i < 5000; i++) {
      const [a, b, c] = [randomValue(next), randomValue(next), randomValue(next)];
      expect(Math.sign(compare(a, b))).to.equal(-Math.sign(compare(b, a)) + 0);
      if (compare(a, b) <= 0 && compare(b, c) <= 0) expect(compare(a, c)).to.be.at.most(0);
      expect(equal(a, b)).to.equal(compare(a, b) === 0);
    }
  });

  it('compares numbers of different types exactly', () => {
    const large = Long.fromString('9007199254740993');
    expect(compare(large, 9007199254740992)).to.be.above(0);
    expect(compare(Decimal128.fromString('0.1'), 0.1)).to.be.below(0);
    expect(compare(Decimal128.fromString('1.50'), 1.5)).to.equal(0);
    expect(compare(Decimal128.fromString('1E+400'), Infinity)).to.be.below(0);
    expect(compare(Decimal128.fromString('1E+400'), Number.MAX_VALUE)).to.be.above(0);
    expect(compare(NaN, Decimal128.fromString('NaN'))).to.equal(0);
    expect(compare(NaN, -Infinity)).to.be.below(0);
  });

  it('compares text by UTF-8 bytes', () => {
    expect(compare('\u{1f600}', '\uffee')).to.be.above(0);
    expect(compare('z', 'á')).to.be.below(0);
  });
});

describe('index keys', () => {
  it('order as the values do, and are equal when the values are', () => {
    const next = random(4);
    for (let i = 0; i < 30000; i++) {
      const directions: (1 | -1)[] = [next() < 0.5 ? 1 : -1, next() < 0.5 ? 1 : -1];
      const a = [randomValue(next), randomValue(next)];
      const b = [next() < 0.3 ? a[0] : randomValue(next), randomValue(next)];
      const order = compare(a[0], b[0]) * directions[0]! || compare(a[1], b[1]) * directions[1]!;
      const keys = compareKeys(keyString(a, directions), keyString(b, directions));
      expect(Math.sign(keys), JSON.stringify([a, b])).to.equal(Math.sign(order) + 0);
    }
  });

  it('begin with the key of their first values', () => {
    const next = random(5);
    for (let i = 0; i < 2000; i++) {
      const values = [randomValue(next), randomValue(next)];
      const whole = keyString(values);
      const first = keyString(values.slice(0, 1));
      expect(Buffer.compare(whole.subarray(0, first.length), first)).to.equal(0);
    }
  });
});
