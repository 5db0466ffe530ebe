// Three short rounds of kill -9 in the middle of writes; the long run is in test/endure.
import { expect } from 'chai';
import { run } from '../endure/embedded-kill.ts';

describe('embedded: kill -9', () => {
  it('loses nothing that was acknowledged, and leaves no half transaction (3 rounds)', async function () {
    this.timeout(60_000);
    const report = await run({ rounds: 3 });
    expect(report.acknowledged).to.be.greaterThan(0);
    const { lost, halves, inconsistencies } = report;
    expect({ lost, halves, inconsistencies }).to.deep.equal({ lost: [], halves: [], inconsistencies: [] });
  });
});
