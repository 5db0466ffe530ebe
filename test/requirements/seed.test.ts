// The example of the requirements holds together, and is quick to make.
import { expect } from 'chai';
import { people as peopleSlice } from '../../server/people/index.ts';
import { requirements, standingsOf } from '../../server/requirements/index.ts';
import { roundFaults } from '../../server/requirements/rounds/proving.ts';
import { listRounds } from '../../server/requirements/rounds/queries.ts';
import { testApp } from '../support/app.ts';
import { emptyDatabase } from '../support/database.ts';

describe('the example of the requirements', function () {
  this.timeout(30_000);
  it('has duties, a closed round and an open one with less to complain of', async () => {
    await testApp();
    await emptyDatabase();
    await peopleSlice.seed?.();
    await requirements.seed?.();
    const { rows } = await listRounds(1);
    expect(rows.map(({ state }) => state)).to.deep.equal(['open', 'closed']);
    expect(rows[0]?.tally.progress).to.be.within(0.4, 0.8);
    expect(rows[1]?.tally).to.include({ progress: 1, nonconforming: 5 });
    const standings = await standingsOf('technical-specification');
    expect(standings.get('G13')?.state).to.equal('nonconforming');
    expect(standings.get('G14.1')?.responsible).to.not.equal(null);
    expect(await Array.fromAsync(roundFaults())).to.deep.equal([]);
  });
});
