// The store against a second opinion, on random documents, filters, sorts and updates.
import { expect } from 'chai';
import { type Doc, encode } from '../../server/embedded/bson/index.ts';
import { CommandError } from '../../server/embedded/errors.ts';
import { compileFilter } from '../../server/embedded/match/index.ts';
import { sortDocs } from '../../server/embedded/sort.ts';
import { compileUpdate } from '../../server/embedded/update/index.ts';
import { modelDoc, modelFilter, modelSort, modelUpdate, opinion } from './model.ts';
import { Wrong } from './opinion.ts';
import { random } from './random.ts';
import { shown } from './recorded.ts';

describe('the store and a second opinion agree', () => {
  const next = random(2026);
  const docs = Array.from({ length: 400 }, (_, id) => modelDoc(next, id));

  it('on filters', () => {
    let found = 0;
    for (let i = 0; i < 4000; i++) {
      const filter = modelFilter(next);
      const matcher = compileFilter(filter);
      for (const doc of docs.slice(i % 10, (i % 10) + 60)) {
        const matches = matcher.matches(doc);
        if (matches) found++;
        expect(matches, shown([filter, doc])).to.equal(opinion.matches(doc, filter));
      }
    }
    expect(found).to.be.above(10000);
  });

  it('on filters that read only the fields they need', () => {
    for (let i = 0; i < 1000; i++) {
      const matcher = compileFilter(modelFilter(next));
      const doc = docs[i % docs.length]!;
      expect(matcher.matchesBytes(encode(doc)), shown([matcher.node, doc])).to.equal(matcher.matches(doc));
    }
  });

  it('on sorts', () => {
    let sorts = 0;
    for (let i = 0; i < 1500; i++) {
      const sort = modelSort(next);
      // The second opinion knows no positions in arrays.
      if (Object.keys(sort).some((path) => path.includes('0'))) continue;
      const some = docs.slice(i % 300, (i % 300) + 25);
      const ids = (work: () => Doc[]) => outcome(() => work().map((doc) => doc._id));
      const wanted = ids(() => opinion.sorted(some, sort));
      expect(
        ids(() => sortDocs(some, sort)),
        shown(sort),
      ).to.deep.equal(wanted);
      sorts++;
    }
    expect(sorts).to.be.above(500);
  });

  it('on updates', () => {
    let done = 0;
    for (let i = 0; i < 20000; i++) {
      const doc = docs[i % docs.length]!;
      const update = modelUpdate(next);
      const before = shown(doc);
      const given = outcome(() => shown(compileUpdate(update).apply(doc)));
      expect(given, shown([doc, update])).to.equal(outcome(() => shown(opinion.updated(doc, update))));
      expect(shown(doc)).to.equal(before);
      if (!given.startsWith('code')) done++;
    }
    expect(done).to.be.above(5000);
  });
});

/** A result, or the code of the error as text. */
function outcome<T>(work: () => T): T | string {
  try {
    return work();
  } catch (error) {
    if (error instanceof CommandError || error instanceof Wrong) return `code ${error.code}`;
    throw error;
  }
}
