// A short round of kill -9 on the application while twenty people write; the long run is `npm run endure application-kill`.
import { expect } from 'chai';
import { runRound } from './office/round.ts';

describe('the application under kill -9', () => {
  it('loses no acknowledged act, leaves none half done and stays clean under verify (10 kills)', async () => {
    const round = await runRound({ kills: 10, seed: 20_260_101 });
    const { unexpected, lost, half, faults } = round;
    expect({ unexpected, lost, half, faults }).to.deep.equal({
      unexpected: [],
      lost: [],
      half: [],
      faults: [],
    });
    expect(round.acknowledged).to.be.greaterThan(20);
    expect(round.readyMs.p50).to.be.greaterThan(0);
  }).timeout(240_000);
});
