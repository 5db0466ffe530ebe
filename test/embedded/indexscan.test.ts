// Random writes, indexes and queries: what an index answers is what reading everything answers.
import { expect } from 'chai';
import { agree } from './indexscan.ts';
import { opened, type Opened } from './opened.ts';

describe('embedded: index against scan', () => {
  let store: Opened;
  before(async () => (store = await opened()));
  after(() => store.close());

  for (const seed of [1, 20261121])
    it(`agrees over 2,500 random operations (seed ${seed})`, async function () {
      this.timeout(60_000);
      const report = await agree(store.db, 2500, seed);
      expect(report.differences).to.deep.equal([]);
      expect(report.indexed, 'queries that an index served').to.be.greaterThan(report.queries / 5);
    });
});
