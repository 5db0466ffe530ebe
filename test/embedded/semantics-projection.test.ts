// Projections of `find`, by what each answers of one document.
import { expect } from 'chai';
import { type Doc } from '../../server/embedded/bson/index.ts';
import { compileProjection } from '../../server/embedded/projection.ts';
import { identical, shown } from './recorded.ts';

const DOC: Doc = {
  _id: 1,
  games: [
    { game: 'abc', score: 8 },
    { game: 'xyz', score: 5 },
  ],
  name: 'Ana',
  sizes: { small: [1, 2, 3], large: 4 },
  joined: 2020,
};

describe('projections', () => {
  const cases: [spec: Doc, answer: Doc][] = [
    [{}, DOC],
    [{ name: 1 }, { _id: 1, name: 'Ana' }],
    [
      { joined: 1, name: 1, _id: 0 },
      { name: 'Ana', joined: 2020 },
    ],
    [{ _id: 1 }, { _id: 1 }],
    [
      { games: 0, sizes: 0 },
      { _id: 1, name: 'Ana', joined: 2020 },
    ],
    [{ _id: 0, games: 0, sizes: 0, joined: 0 }, { name: 'Ana' }],
    [{ 'sizes.large': 1 }, { _id: 1, sizes: { large: 4 } }],
    [{ sizes: { large: 1 } }, { _id: 1, sizes: { large: 4 } }],
    [{ 'games.score': 1 }, { _id: 1, games: [{ score: 8 }, { score: 5 }] }],
    [
      { 'games.score': 0, sizes: 0 },
      { _id: 1, games: [{ game: 'abc' }, { game: 'xyz' }], name: 'Ana', joined: 2020 },
    ],
    [{ 'name.first': 1 }, { _id: 1 }],
    [
      { games: { $elemMatch: { score: { $lt: 8 } } }, joined: 1 },
      { _id: 1, joined: 2020, games: [{ game: 'xyz', score: 5 }] },
    ],
    [{ games: { $elemMatch: { score: 99 } } }, { _id: 1 }],
    [{ _id: 0, games: { $elemMatch: { score: 8 } } }, { games: [{ game: 'abc', score: 8 }] }],
    [
      { 'sizes.small': { $slice: 1 }, games: 0 },
      { _id: 1, name: 'Ana', sizes: { small: [1], large: 4 }, joined: 2020 },
    ],
    [
      { name: 1, 'sizes.small': { $slice: -2 } },
      { _id: 1, name: 'Ana', sizes: { small: [2, 3] } },
    ],
    [
      { _id: 1, 'sizes.small': { $slice: [1, 1] } },
      { _id: 1, sizes: { small: [2] } },
    ],
    [
      { name: { $toUpper: '$name' }, n: { $size: '$games' } },
      { _id: 1, name: 'ANA', n: 2 },
    ],
    [
      { label: 'fixed', copy: '$joined' },
      { _id: 1, label: 'fixed', copy: 2020 },
    ],
  ];
  for (const [spec, answer] of cases) {
    it(shown(spec), () => {
      const given = compileProjection(spec)(DOC);
      expect(identical(given, answer), shown(given)).to.equal(true);
    });
  }

  it('tell which fields must be read', () => {
    const needs = (spec: Doc) => [...(compileProjection(spec).needs ?? ['all'])].sort();
    expect(needs({ name: 1, 'sizes.large': 1 })).to.deep.equal(['_id', 'name', 'sizes']);
    expect(needs({ name: 0 })).to.deep.equal(['all']);
    expect(needs({ name: { $toUpper: '$joined' } })).to.deep.equal(['all']);
  });

  it('tell whether an index holds all that is answered', () => {
    const covered = (spec: Doc) => compileProjection(spec).coveredBy({ name: 1, joined: -1 });
    expect(covered({ name: 1, _id: 0 })).to.equal(true);
    expect(covered({ name: 1 })).to.equal(false);
    expect(covered({ games: 1, _id: 0 })).to.equal(false);
    expect(covered({ name: 0, _id: 0 })).to.equal(false);
    expect(covered({ 'name.first': 1, _id: 0 })).to.equal(false);
  });

  it('leave the document as it was', () => {
    const before = shown(DOC);
    for (const [spec] of cases) compileProjection(spec)(DOC);
    expect(shown(DOC)).to.equal(before);
  });
});
