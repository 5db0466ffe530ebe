// 300 complaints by two application processes on one database, with failing acts and kill -9; the long run is `npm run endure complaints-numbering`.
import { expect } from 'chai';
import { run, wrongIn } from './complaints-numbering.ts';

describe('the numbers of complaints across processes', () => {
  it('G13: 300 filed through two processes, some failing and one process killed, are numbered 1 to 300', async () => {
    const report = await run({ complaints: 300, processes: 2, kills: 1 });
    expect(report.faults).to.deep.equal([]);
    expect(report).to.include({ complaints: 300, first: 1, last: 300, kills: 1 });
    expect(report.failed).to.be.greaterThan(10);
  }).timeout(180_000);

  it('names a gap, a duplicate and a complaint that was lost or doubled', () => {
    expect(wrongIn([1, 2, 3], 3)).to.deep.equal([]);
    expect(wrongIn([1, 3], 2)).to.deep.equal(['place 2 has number 3']);
    expect(wrongIn([1, 1, 2], 3)).to.deep.equal(['place 2 has number 1', 'place 3 has number 2']);
    expect(wrongIn([1, 2], 3)).to.have.length(1);
  });
});
