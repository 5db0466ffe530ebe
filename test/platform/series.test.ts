// Series of numbers held against the records that bear them (G13).
import { expect } from 'chai';
import { seriesFaults } from '../../server/platform/integrity/series.ts';
import { sayFault } from '../../server/platform/integrity/saying.ts';
import { raiseCounter } from '../../server/platform/numbering/numbering.ts';
import { emptyDatabase } from '../support/database.ts';

describe('a series of numbers', () => {
  beforeEach(emptyDatabase);

  const said = async (numbers: number[], counter: number) => {
    if (counter > 0) await raiseCounter('Q/2026', counter);
    const found: string[] = [];
    for await (const fault of seriesFaults('Q/2026', numbers)) found.push(sayFault(fault, 'en'));
    return found;
  };

  it('G13: is sound without gap and duplicate, and when it is empty', async () => {
    expect(await said([], 0)).to.deep.equal([]);
    expect(await said([1, 2, 3], 3)).to.deep.equal([]);
  });
  it('G13: names one gap and several', async () =>
    expect(await said([1, 3, 7], 7)).to.deep.equal(['2 is missing', '4 to 6 are missing']));
  it('G13: names a duplicate', async () =>
    expect(await said([1, 2, 2, 3], 3)).to.deep.equal(['2 was given twice']));
  it('C15: names a counter that lags', async () =>
    expect(await said([1, 2], 1)).to.deep.equal(['the counter says 1, the records reach 2']));
  it('C13: names records that are gone from the end', async () =>
    expect(await said([1, 2], 4)).to.deep.equal(['the counter says 4, the records end at 2']));
});
