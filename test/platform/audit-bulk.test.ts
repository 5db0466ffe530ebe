// The bulk door: many records at once, as valid and as well recorded as one by one.
import { expect } from 'chai';
import { act } from '../../server/platform/audit/act.ts';
import { bulkInsert } from '../../server/platform/audit/bulk.ts';
import { entries, hashOfEntry, heads } from '../../server/platform/audit/trail.ts';
import { emptyDatabase } from '../support/database.ts';
import { ana, Ledger } from './ledger.ts';

const rows = (count: number, more: Record<string, unknown> = {}) =>
  Array.from({ length: count }, (_, index) => ({
    title: `Fila ${index + 1}`,
    password: 'secreta',
    citizen: 'Reservada',
    ...more,
  }));
const load = (records: Iterable<Record<string, unknown>>, batch?: number) =>
  act('ledgers.load', ana, () => bulkInsert(Ledger, records, batch ? { batch } : {}));

describe('the bulk door', () => {
  beforeEach(emptyDatabase);

  it('inserts records with defaults, dates, version, entry and head', async () => {
    expect(await load(rows(25), 10)).to.equal(25);
    const [ledger] = await Ledger.find({ title: 'Fila 25' }).lean();
    expect(ledger).to.include({ amount: 0, __v: 0 });
    expect(ledger?.createdAt).to.be.instanceOf(Date);
    const all = await entries().find().toArray();
    expect(all.length).to.equal(25);
    expect(
      all.every(
        (entry) => entry.hash === hashOfEntry(entry) && entry.act === 'ledgers.load' && entry.seq === 1,
      ),
    ).to.equal(true);
    expect(await heads().countDocuments({ open: true, seq: 1, sealed: 0 })).to.equal(25);
  });

  it('keeps secrets out and chains digests of personal values', async () => {
    await load(rows(1));
    const [entry] = await entries().find().toArray();
    expect(JSON.stringify(entry)).not.to.contain('secreta');
    expect(JSON.stringify(entry?.changes)).not.to.contain('Reservada');
    expect(JSON.stringify(entry?.personal)).to.contain('Reservada');
  });

  it('continues the chain of a subject that has one, and chains batch behind batch', async () => {
    await act('ledgers.open', ana, () => new Ledger({ title: 'Antes', owner: 'A' }).save());
    await load(rows(6, { owner: 'A' }), 3);
    await act('ledgers.open', ana, () => new Ledger({ title: 'Después', owner: 'A' }).save());
    const chain = await entries().find({ subject: 'ledger:A' }).sort({ seq: 1 }).toArray();
    expect(chain.map((entry) => entry.seq)).to.deep.equal([1, 2, 3, 4]);
    expect(chain.slice(1).every((entry, index) => entry.prev === chain[index]?.hash)).to.equal(true);
    expect(await heads().findOne({ _id: 'ledger:A' })).to.include({ seq: 4, hash: chain[3]?.hash });
  });

  it('yields records that change afterwards like any other', async () => {
    await load(rows(1));
    await act('ledgers.change', ana, async () => {
      const ledger = await Ledger.findOne().orFail();
      ledger.amount = 3;
      await ledger.save();
    });
    expect((await Ledger.findOne().lean())?.amount).to.equal(3);
  });

  it('inserts nothing when one record is not valid', async () => {
    const error = await load([...rows(12), { title: '' }], 5).catch((thrown: Error) => thrown.name);
    expect(error).to.equal('ValidationError');
    expect([
      await Ledger.countDocuments(),
      await entries().countDocuments(),
      await heads().countDocuments(),
    ]).to.deep.equal([0, 0, 0]);
  });

  it('opens inside an act only', async () => {
    expect(await bulkInsert(Ledger, rows(1)).catch((error: Error) => error.message)).to.contain(
      'open an act first',
    );
    expect(await Ledger.countDocuments()).to.equal(0);
  });
});
