// The act, the audited plugin and the trail: nothing changes without an entry, and an entry is written once.
import { expect } from 'chai';
import mongoose from 'mongoose';
import { act, currentAct, withOrigin } from '../../server/platform/audit/act.ts';
import { auditOf, isAudited } from '../../server/platform/audit/audited.ts';
import { entries, hashOfEntry, heads } from '../../server/platform/audit/trail.ts';
import { emptyDatabase } from '../support/database.ts';
import { ana, Ledger } from './ledger.ts';

const make = (fields: Record<string, unknown> = {}) =>
  act('ledgers.open', ana, async () => String((await new Ledger({ title: 'Compra', ...fields }).save())._id));

describe('the act and its trail', () => {
  beforeEach(emptyDatabase);

  it('writes one entry per subject per act, with who, when, from where, why, before and after', async () => {
    const id = await make();
    await withOrigin({ request: 'r-1', address: '10.0.0.7', once: null }, () =>
      act(
        'ledgers.change',
        ana,
        async () => {
          const ledger = await Ledger.findById(id).orFail();
          ledger.amount = 5;
          await ledger.save();
          ledger.amount = 7;
          ledger.lines.push({ what: 'papel', units: 3 });
          await ledger.save();
        },
        { reason: '  se corrigió el valor ' },
      ),
    );
    const [first, second, ...more] = await entries()
      .find({ subject: `ledger:${id}` })
      .sort({ seq: 1 })
      .toArray();
    expect(more).to.deep.equal([]);
    expect(first).to.include({ seq: 1, act: 'ledgers.open', prev: '' });
    expect(second).to.deep.include({
      seq: 2,
      act: 'ledgers.change',
      actor: ana,
      from: '10.0.0.7',
      request: 'r-1',
      reason: 'se corrigió el valor',
    });
    expect(second?.prev).to.equal(first?.hash);
    expect(second?.changes.map(({ field, before, after }) => ({ field, before, after }))).to.deep.equal([
      { field: 'amount', before: 0, after: 7 },
      { field: 'lines', before: [], after: [{ what: 'papel', units: 3 }] },
    ]);
    const head = await heads().findOne({ _id: `ledger:${id}` });
    expect(head).to.include({ seq: 2, hash: second?.hash, sealed: 0, open: true });
  });

  it('puts the records of one subject into one entry and those of several into several', async () => {
    await act('ledgers.open', ana, async () => {
      await new Ledger({ title: 'Uno', owner: 'A' }).save();
      await new Ledger({ title: 'Dos', owner: 'A' }).save();
      await new Ledger({ title: 'Tres', owner: 'B' }).save();
    });
    const all = await entries().find().sort({ subject: 1 }).toArray();
    expect(all.map(({ subject, seq }) => `${subject}/${seq}`)).to.deep.equal(['ledger:A/1', 'ledger:B/1']);
    expect(new Set(all[0]?.changes.map((change) => change.record)).size).to.equal(2);
  });

  it('writes no entry when nothing changed', async () => {
    const id = await make();
    await act('ledgers.change', ana, async () => {
      const ledger = await Ledger.findById(id).orFail();
      ledger.title = 'Compra';
      ledger.markModified('title');
      await ledger.save();
    });
    expect(await entries().countDocuments()).to.equal(1);
  });

  it('hashes what the database gives back: mixed values, undefined, buffers, lone surrogates', async () => {
    const id = await make({
      extra: {
        b: undefined,
        a: [1, undefined, -0],
        bytes: Buffer.from('ñ'),
        at: new Date(0),
        id: new mongoose.Types.ObjectId(),
        s: 'a\ud800',
        n: 2 ** 40,
      },
    });
    const [entry] = await entries()
      .find({ subject: `ledger:${id}` })
      .toArray();
    expect(entry && hashOfEntry(entry)).to.equal(entry?.hash);
  });

  it('leaves nothing behind when the verb fails: no record, no entry, no head', async () => {
    const failed = await act('ledgers.open', ana, async () => {
      await new Ledger({ title: 'No' }).save();
      throw new Error('stop');
    }).catch((error: Error) => error.message);
    expect(failed).to.equal('stop');
    expect([
      await Ledger.countDocuments(),
      await entries().countDocuments(),
      await heads().countDocuments(),
    ]).to.deep.equal([0, 0, 0]);
  });

  it('shares the transaction of an act inside an act: both or neither', async () => {
    const nested = (fails: boolean) =>
      act('ledgers.outer', ana, async () => {
        await new Ledger({ title: 'Fuera', owner: 'O' }).save();
        await act('ledgers.inner', ana, () => new Ledger({ title: 'Dentro', owner: 'I' }).save());
        if (fails) throw new Error('stop');
      });
    await nested(true).catch(() => undefined);
    expect(await entries().countDocuments()).to.equal(0);
    await nested(false);
    const acts = await entries().find().sort({ act: 1 }).toArray();
    expect(acts.map((entry) => `${entry.act} ${entry.subject}`)).to.deep.equal([
      'ledgers.inner ledger:I',
      'ledgers.outer ledger:O',
    ]);
  });

  it('runs the whole verb again on a write conflict, so that nothing is lost and nothing is written twice', async () => {
    const id = await make();
    let runs = 0;
    await Promise.all(
      Array.from({ length: 10 }, () =>
        act('ledgers.add', ana, async () => {
          runs += 1;
          const ledger = await Ledger.findById(id).orFail();
          ledger.amount += 1;
          await ledger.save();
        }),
      ),
    );
    expect((await Ledger.findById(id).orFail()).amount).to.equal(10);
    const chain = await entries()
      .find({ subject: `ledger:${id}` })
      .sort({ seq: 1 })
      .toArray();
    expect(chain.map((entry) => entry.seq)).to.deep.equal(
      Array.from({ length: 11 }, (_, index) => index + 1),
    );
    expect(chain.slice(1).map((entry) => entry.changes[0]?.after)).to.deep.equal([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ]);
    expect(runs).to.be.greaterThan(10);
  });

  it('refuses to overwrite a record that changed since it was read', async () => {
    const id = await make();
    const stale = await Ledger.findById(id).orFail();
    await act('ledgers.change', ana, async () => {
      const ledger = await Ledger.findById(id).orFail();
      ledger.amount = 1;
      await ledger.save();
    });
    stale.title = 'Otra';
    const error = await act('ledgers.change', ana, () => stale.save()).catch((thrown: Error) => thrown);
    expect(error).to.have.property('name', 'VersionError');
    expect(await entries().countDocuments()).to.equal(2);
  });
});

describe('the audited plugin', () => {
  beforeEach(emptyDatabase);

  it('knows the schemas that carry it', () => {
    expect(isAudited(Ledger.schema)).to.equal(true);
    expect(auditOf(Ledger.schema).kind).to.equal('ledger');
    expect(isAudited(new mongoose.Schema({}))).to.equal(false);
    expect(() => auditOf(new mongoose.Schema({}))).to.throw('not audited');
  });

  it('refuses save() without an act', async () => {
    const error = await new Ledger({ title: 'Sin acto' }).save().catch((thrown: Error) => thrown.message);
    expect(error).to.contain('open an act first');
    expect(await Ledger.countDocuments()).to.equal(0);
    expect(() => currentAct()).to.throw('open an act first');
  });

  const writes: Record<string, (id: string) => Promise<unknown>> = {
    updateOne: (id) => Ledger.updateOne({ _id: id }, { amount: 9 }).exec(),
    updateMany: () => Ledger.updateMany({}, { amount: 9 }).exec(),
    replaceOne: (id) => Ledger.replaceOne({ _id: id }, { title: 'x' }).exec(),
    findOneAndUpdate: (id) => Ledger.findOneAndUpdate({ _id: id }, { amount: 9 }).exec(),
    findByIdAndUpdate: (id) => Ledger.findByIdAndUpdate(id, { amount: 9 }).exec(),
    findOneAndReplace: (id) => Ledger.findOneAndReplace({ _id: id }, { title: 'x' }).exec(),
    findOneAndDelete: (id) => Ledger.findOneAndDelete({ _id: id }).exec(),
    findByIdAndDelete: (id) => Ledger.findByIdAndDelete(id).exec(),
    deleteOne: (id) => Ledger.deleteOne({ _id: id }).exec(),
    deleteMany: () => Ledger.deleteMany({}).exec(),
    insertMany: () => Ledger.insertMany([{ title: 'x' }]),
    bulkWrite: (id) => Ledger.bulkWrite([{ updateOne: { filter: { _id: id }, update: { amount: 9 } } }]),
    bulkSave: async (id) => {
      const ledger = await Ledger.findById(id).orFail();
      ledger.amount = 9;
      return Ledger.bulkSave([ledger]);
    },
    'document.deleteOne': async (id) => void (await (await Ledger.findById(id).orFail()).deleteOne()),
    'document.updateOne': async (id) =>
      void (await (await Ledger.findById(id).orFail()).updateOne({ amount: 9 }).exec()),
    'aggregate $merge': () =>
      Ledger.aggregate([{ $set: { amount: 9 } }, { $merge: { into: 'test_ledgers' } }]).exec(),
    'aggregate $out': () => Ledger.aggregate([{ $match: {} }, { $out: 'test_ledgers' }]).exec(),
  };
  for (const [name, write] of Object.entries(writes)) {
    it(`refuses ${name}, with or without an act`, async () => {
      const id = await make();
      for (const attempt of [() => write(id), () => act('ledgers.sneak', ana, () => write(id))]) {
        const error = await attempt().then(() => null, (thrown: Error) => thrown.message); // prettier-ignore
        expect(error).to.match(/audited|open an act first/);
      }
      const [ledger, ...others] = await Ledger.find().lean();
      expect(others).to.deep.equal([]);
      expect(ledger).to.include({ title: 'Compra', amount: 0 });
    });
  }

  it('refuses the misspelt filter that would match everything', async () => {
    await make();
    const error = await Ledger.find({ tittle: 'x' } as object).then(() => null, (thrown: Error) => thrown.name); // prettier-ignore
    expect(error).to.equal('StrictModeError');
  });
});
