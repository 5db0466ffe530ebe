// The canonical form: vectors that must never change, because hashes printed years ago depend on them.
import { expect } from 'chai';
import { Binary, Decimal128, Long, ObjectId, UUID, deserialize, serialize } from 'bson';
import { canonical, hashOf } from '../../server/platform/audit/canonical.ts';

describe('the canonical form (C30)', () => {
  const vectors: [string, unknown, string][] = [
    ['null', null, 'null'],
    ['undefined', undefined, 'null'],
    ['minus zero', -0, '0'],
    ['big integer', 2 ** 53, '9007199254740992'],
    ['bigint', 9007199254740993n, '9007199254740993'],
    ['fraction', 0.1 + 0.2, '0.30000000000000004'],
    ['exponent', 1e21, '1e+21'],
    ['ñ composed', 'ñ', '"ñ"'],
    ['ñ decomposed', 'n\u0303', '"ñ"'],
    ['line ends and quotes', 'a"\n\u0001', '"a\\"\\n\\u0001"'],
    ['keys in code unit order', { b: 1, a: 2, Z: 3, á: 4 }, '{"Z":3,"a":2,"b":1,"á":4}'],
    ['undefined left out', { b: undefined, a: 1 }, '{"a":1}'],
    ['undefined in a list', [undefined, 1], '[null,1]'],
    ['nested', { a: [{ c: 1, b: [] }] }, '{"a":[{"b":[],"c":1}]}'],
    ['date', new Date('2026-11-20T15:42:00.007Z'), '"2026-11-20T15:42:00.007Z"'],
    ['bytes', new Uint8Array([0, 255]), '"AP8="'],
    ['binary', new Binary(Buffer.from([0, 255])), '"AP8="'],
    ['object id', new ObjectId('0123456789abcdef01234567'), '"0123456789abcdef01234567"'],
    ['decimal', Decimal128.fromString('1.50'), '"1.50"'],
    ['long', Long.fromString('9007199254740993'), '9007199254740993'],
    ['map', new Map([['b', 1], ['a', 2]]), '{"a":2,"b":1}'], // prettier-ignore
    ['lone surrogate', 'a\ud800', '"a\ufffd"'],
  ];
  for (const [name, value, text] of vectors) it(name, () => expect(canonical(value)).to.equal(text));

  it('has one known hash', () => {
    expect(hashOf({ at: new Date(0), who: 'Peña', n: [1, -0, null] })).to.equal(
      'dc50ee8149dd5872cbbc19a9d457eef9231c558cb6d138d4d18930d84b964768',
    );
  });

  it('is the same before and after the database, for every type', () => {
    for (const [name, value] of vectors) {
      if (name === 'undefined' || name === 'map') continue;
      const back = deserialize(serialize({ value }, { ignoreUndefined: true })) as { value: unknown };
      expect(canonical(back.value), name).to.equal(canonical(value));
    }
    const uuid = new UUID();
    expect(canonical(deserialize(serialize({ uuid })).uuid)).to.equal(canonical(uuid));
  });

  it('refuses what has no canonical form', () => {
    for (const bad of [NaN, Infinity, () => 1, Symbol('x'), { a: [NaN] }])
      expect(() => canonical(bad)).to.throw(TypeError);
  });
});
