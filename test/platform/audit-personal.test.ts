// What must not lie in the trail for ever: secrets never enter it, personal values can be forgotten, long texts enter as digests.
import { expect } from 'chai';
import { act } from '../../server/platform/audit/act.ts';
import { forgetPersonal } from '../../server/platform/audit/erasing.ts';
import { entries, hashOfEntry, personalDigest, personalKey } from '../../server/platform/audit/trail.ts';
import { emptyDatabase } from '../support/database.ts';
import { ana, Ledger } from './ledger.ts';

describe('secret, personal and digested fields', () => {
  beforeEach(emptyDatabase);

  const open = () =>
    act('ledgers.open', ana, async () =>
      String(
        (
          await new Ledger({
            title: 'Queja',
            password: 'clave-muy-secreta',
            citizen: 'Persona Reservada',
            body: 'texto larguísimo',
          }).save()
        )._id,
      ),
    );

  it('keeps secrets out of the trail, when made and when changed', async () => {
    const id = await open();
    await act('ledgers.change', ana, async () => {
      const ledger = await Ledger.findById(id).orFail();
      ledger.password = 'otra-clave-secreta';
      await ledger.save();
    });
    expect(JSON.stringify(await entries().find().toArray())).not.to.contain('secreta');
  });

  it('chains a salted digest of a personal value and keeps the value beside the chain', async () => {
    await open();
    const [entry] = await entries().find().toArray();
    const change = entry?.changes.find((one) => one.field === 'citizen');
    const kept = change && entry?.personal?.[personalKey(change)];
    expect(JSON.stringify(entry?.changes)).not.to.contain('Reservada');
    expect(kept).to.include({ before: null, after: 'Persona Reservada' });
    expect(change?.after).to.equal(personalDigest(kept?.salt ?? '', 'Persona Reservada'));
    expect(change?.before).to.equal(null);
  });

  it('gives the same value another digest in another entry, so that nobody can match people by it', async () => {
    await open();
    await open();
    const digests = (await entries().find().toArray()).map(
      (entry) => entry.changes.find((one) => one.field === 'citizen')?.after,
    );
    expect(new Set(digests).size).to.equal(2);
  });

  it('Ley 1581: forgets a person, values and salts, and every hash of the chain still holds', async () => {
    const id = await open();
    await act('ledgers.forget', ana, async () => {
      const ledger = await Ledger.findById(id).orFail();
      ledger.citizen = null;
      await ledger.save();
      forgetPersonal(`ledger:${id}`);
    });
    const chain = await entries()
      .find({ subject: `ledger:${id}` })
      .sort({ seq: 1 })
      .toArray();
    expect(JSON.stringify(chain)).not.to.contain('Reservada');
    expect(JSON.stringify(chain)).not.to.contain('salt');
    expect(chain.map((entry) => hashOfEntry(entry) === entry.hash)).to.deep.equal([true, true, true]);
    expect(chain.at(-1)?.changes).to.deep.equal([
      { record: `ledger:${id}`, field: 'personal', before: null, after: 'erased' },
    ]);
  });

  it('enters a long text as its SHA-256', async () => {
    await open();
    const [entry] = await entries().find().toArray();
    expect(entry?.changes.find((one) => one.field === 'body')?.after).to.match(/^sha256:[0-9a-f]{64}$/);
    expect(JSON.stringify(entry)).not.to.contain('larguísimo');
  });
});
