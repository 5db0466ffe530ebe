// Consecutive numbers: gapless, without duplicates, restarting with the year of Bogotá (G13, C12-C15).
import { expect } from 'chai';
import { act } from '../../server/platform/audit/act.ts';
import { setClock } from '../../server/platform/clock.ts';
import { nativeCollection } from '../../server/platform/db/connection.ts';
import {
  lastNumbers,
  queueOf,
  raiseCounter,
  takeNumber,
  takeSerial,
} from '../../server/platform/numbering/numbering.ts';
import { emptyDatabase } from '../support/database.ts';
import { ana, Ledger } from './ledger.ts';

const file = (fails = false, register = 'Q') =>
  act(
    'ledgers.file',
    ana,
    async () => {
      const taken = await takeNumber(register);
      await new Ledger({ title: `${taken.year}-${taken.number}` }).save();
      if (fails) throw new Error('stop');
      return taken.number;
    },
    queueOf(register),
  );

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('consecutive numbers', () => {
  beforeEach(emptyDatabase);
  afterEach(() => setClock(null));

  it('G13: 200 parallel takings give 1 to 200, none twice', async () => {
    const numbers = await Promise.all(upTo(200).map(() => file()));
    expect(numbers.sort((a, b) => a - b)).to.deep.equal(upTo(200));
    expect(await Ledger.countDocuments()).to.equal(200);
  });

  it('G13: an aborted act gives its number back, so that no gap remains', async () => {
    const results = await Promise.allSettled(upTo(60).map((turn) => file(turn % 3 === 0)));
    const numbers = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(numbers.sort((a, b) => a - b)).to.deep.equal(upTo(40));
    expect((await lastNumbers()).size).to.equal(1);
  });

  it('stays gapless without the queue, when transactions collide', async () => {
    const take = () => act('ledgers.file', ana, async () => (await takeNumber('SIN-COLA')).number);
    const numbers = await Promise.all(upTo(25).map(take));
    expect(numbers.sort((a, b) => a - b)).to.deep.equal(upTo(25));
  });

  it('C14: restarts when the year changes in Bogotá, not in UTC', async () => {
    const at = async (instant: string) => {
      setClock(() => new Date(instant));
      return file();
    };
    expect(await at('2026-12-31T23:00:00Z')).to.equal(1);
    expect(await at('2027-01-01T04:59:59.999Z')).to.equal(2);
    expect(await at('2027-01-01T05:00:00Z')).to.equal(1);
    expect([...(await lastNumbers()).entries()].sort()).to.deep.equal([['Q/2026', 2], ['Q/2027', 1]]); // prettier-ignore
  });

  it('keeps registers apart, and series that never restart', async () => {
    expect([await file(false, 'A'), await file(false, 'B'), await file(false, 'A')]).to.deep.equal([1, 1, 2]);
    const serials = await act('ledgers.file', ana, async () => [
      await takeSerial('s'),
      await takeSerial('s'),
    ]);
    expect(serials).to.deep.equal([1, 2]);
  });

  it('C15: raises a counter that lags, and never lowers one', async () => {
    await file();
    await nativeCollection<{ _id: string; value: number }>('counters').deleteMany({});
    const year = new Date(Date.now() - 5 * 3_600_000).getUTCFullYear();
    await raiseCounter(`Q/${year}`, 7);
    await raiseCounter(`Q/${year}`, 3);
    expect(await file()).to.equal(8);
  });

  it('is taken inside an act or not at all', async () => {
    expect(await takeSerial('s').catch((error: Error) => error.message)).to.contain('inside an act');
  });
});
