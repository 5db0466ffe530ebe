// Seals and the proof of the trail: every edit, gap, insertion, swap, cut and rewrite is named (C25-C29).
import { expect } from 'chai';
import { act } from '../../server/platform/audit/act.ts';
import { bulkInsert } from '../../server/platform/audit/bulk.ts';
import { forgetPersonal } from '../../server/platform/audit/erasing.ts';
import { merkleTree } from '../../server/platform/audit/merkle.ts';
import {
  anchorOf,
  hashOfSeal,
  lastSeal,
  makeSeal,
  type Seal,
  sealLeaves,
  seals,
} from '../../server/platform/audit/seals.ts';
import { entries, hashOfEntry, heads, type TrailEntry } from '../../server/platform/audit/trail.ts';
import { type Anchor, emptyTally, readAnchor, verifyTrail } from '../../server/platform/audit/verifying.ts';
import { sayFault } from '../../server/platform/integrity/saying.ts';
import { emptyDatabase } from '../support/database.ts';
import { ana, Ledger } from './ledger.ts';

const change = (owner: string, title = 'Uno') =>
  act('ledgers.change', ana, () => new Ledger({ title, owner, citizen: 'Reservada' }).save());
const faults = async (anchor?: Anchor | null) => {
  const found: string[] = [];
  for await (const fault of verifyTrail({ anchor: anchor ?? null }))
    found.push(`${fault.check} ${fault.subject}: ${sayFault(fault, 'en')}`);
  return found;
};
const tallied = async () => {
  const tally = emptyTally();
  for await (const fault of verifyTrail({ tally })) throw new Error(fault.says);
  return tally;
};
const entryOf = async (subject: string, seq: number) =>
  (await entries().findOne({ subject, seq })) as TrailEntry;
const rewrite = (entry: TrailEntry, fields: Partial<TrailEntry>) =>
  entries().updateOne({ _id: entry._id }, { $set: fields });

/** Five chains A to E of four entries; the first three of each are sealed. */
async function fill(): Promise<void> {
  for (let turn = 1; turn <= 4; turn += 1) {
    for (const owner of 'ABCDE') await change(owner, `Vez ${turn}`);
    if (turn === 3) await makeSeal('daily');
  }
}

describe('seals', () => {
  beforeEach(emptyDatabase);

  it('cover what grew since the last one, by sequence, each chained to the one before', async () => {
    expect(await makeSeal('daily')).to.equal(null);
    await change('A');
    await change('B');
    const first = await makeSeal('daily');
    await change('B');
    const second = await makeSeal('backup');
    expect(first).to.include({ _id: 1, leaves: 2, prev: '', reason: 'daily' });
    expect(second).to.include({ _id: 2, leaves: 1, prev: first?.hash, reason: 'backup' });
    expect(second && hashOfSeal(second)).to.equal(second?.hash);
    expect(await makeSeal('shutdown')).to.deep.equal(second);
    expect(await heads().countDocuments({ open: true })).to.equal(0);
    expect(await heads().findOne({ _id: 'ledger:B' })).to.include({ seq: 2, sealed: 2 });
  });

  it('leave a chain open that grows while a seal is made, and lose nothing of it', async () => {
    for (let turn = 0; turn < 5; turn += 1)
      await Promise.all([
        makeSeal('daily'),
        ...[...'ABCDE'].map((owner) => change(owner)),
        makeSeal('request'),
      ]);
    await makeSeal('daily');
    expect(await faults()).to.deep.equal([]);
    expect(await tallied()).to.include({ entries: 25, unsealed: 0 });
  });

  it('C29: a crash after a seal and before its heads were marked harms nothing', async () => {
    await change('A');
    await makeSeal('daily');
    await heads().updateOne({ _id: 'ledger:A' }, { $set: { sealed: 0, open: true } });
    await change('B');
    expect(await makeSeal('daily')).to.include({ _id: 2, leaves: 2 });
    expect(await faults()).to.deep.equal([]);
  });

  it('have the Merkle root of RFC 6962', () => {
    const roots = [0, 1, 2, 3, 5].map((count) => {
      const tree = merkleTree();
      for (let seq = 1; seq <= count; seq += 1) tree.add({ subject: 'a:1', seq, hash: 'f'.repeat(64) });
      return tree.root();
    });
    expect(new Set(roots).size).to.equal(5);
    expect(roots[0]).to.equal('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(roots[1]).to.equal('b702d8059409efd08d569a420c6bb8aa4f4b4c06e66dee2c308c6636e882bc29');
    expect(roots[3]).to.equal('bdc7978f252742bf000b9967ad2fe0478b38c01e0cb944d425c3c81425529fd4');
  });
});

describe('the proof of the trail', () => {
  beforeEach(async () => {
    await emptyDatabase();
    await fill();
  });

  it('finds nothing in a sound trail and says how much is not yet sealed', async () => {
    expect(await faults()).to.deep.equal([]);
    expect(await tallied()).to.deep.equal({ subjects: 5, entries: 20, seals: 1, unsealed: 5 });
  });

  it('C25: names an entry that was changed, in every field that it has', async () => {
    const entry = await entryOf('ledger:C', 2);
    const lies: Partial<TrailEntry>[] = [
      { at: new Date(0) }, { act: 'ledgers.nothing' }, { actor: { kind: 'setup' } }, { from: '10.1.1.1' }, { request: 'x' }, { reason: 'otra' },
      { changes: [] }, { hash: '0'.repeat(64) }, { prev: '0'.repeat(64) }, { seq: 9 }, { subject: 'ledger:Z' },
    ]; // prettier-ignore
    for (const lie of lies) {
      await rewrite(entry, lie);
      const found = await faults();
      expect(found.length, Object.keys(lie)[0]).to.be.greaterThan(0);
      expect(found.every((fault) => /ledger:[CZ]:/.test(fault)), found.join()).to.equal(true); // prettier-ignore
      await entries().replaceOne({ _id: entry._id }, entry);
    }
    expect(await faults()).to.deep.equal([]);
  });

  it('C25: names a personal value that was changed, and accepts one that was erased by right', async () => {
    const entry = await entryOf('ledger:C', 2);
    const [key, kept] = Object.entries(entry.personal ?? {})[0] ?? [];
    await rewrite(entry, {
      personal: { [key ?? '']: { salt: kept?.salt ?? '', before: null, after: 'Otra persona' } },
    });
    expect((await faults()).join()).to.contain('personal value of entry 2 (citizen)');
    await rewrite(entry, { personal: entry.personal ?? {} });
    await act('ledgers.forget', ana, async () => forgetPersonal('ledger:C'));
    expect(await faults()).to.deep.equal([]);
  });

  it('C26: names a missing entry, first, middle and last, and an inserted one', async () => {
    for (const seq of [1, 2, 3]) {
      const entry = await entryOf('ledger:B', seq);
      await entries().deleteOne({ _id: entry._id });
      expect((await faults()).join()).to.contain(`chain ledger:B: entry ${seq} is missing`);
      await entries().insertOne(entry);
    }
    const copy = { ...(await entryOf('ledger:B', 4)), seq: 5 };
    delete copy._id;
    await entries().insertOne(copy);
    expect((await faults()).join()).to.match(/chain ledger:B: entry 5 (does not continue|was changed)/);
  });

  it('C26: names two entries that were swapped', async () => {
    const [two, three] = [await entryOf('ledger:D', 2), await entryOf('ledger:D', 3)];
    await rewrite(two, { seq: 99 });
    await rewrite(three, { seq: 2 });
    await rewrite(two, { seq: 3 });
    expect((await faults()).join()).to.contain('ledger:D');
  });

  it('C26: finds a cut tail whose head was set back, when a seal covers it', async () => {
    await entries().deleteMany({ subject: 'ledger:E', seq: { $gte: 3 } });
    const last = await entryOf('ledger:E', 2);
    await heads().updateOne({ _id: 'ledger:E' }, { $set: { seq: 2, hash: last.hash, sealed: 0 } });
    expect(await faults()).to.deep.equal(['chain ledger:E: entry 3, covered by seal 1, is missing']);
  });

  it('C26: finds a whole chain that is gone, and a head that hides from seals', async () => {
    await entries().deleteMany({ subject: 'ledger:A' });
    await heads().deleteOne({ _id: 'ledger:A' });
    await heads().updateOne({ _id: 'ledger:E' }, { $set: { open: false } });
    const found = await faults();
    expect(found).to.include('chain ledger:A: the head is missing');
    expect(found).to.include('chain ledger:E: the head says that a seal covers it, and none does');
  });

  it('C26: a chain that was rewritten with right hashes is not the sealed one', async () => {
    let prev = '';
    for (let seq = 1; seq <= 4; seq += 1) {
      const entry: TrailEntry = {
        ...(await entryOf('ledger:A', seq)),
        prev,
        ...(seq === 2 ? { reason: 'inventada' } : {}),
      };
      prev = hashOfEntry(entry);
      await rewrite(entry, { prev: entry.prev, hash: prev, reason: entry.reason });
    }
    await heads().updateOne({ _id: 'ledger:A' }, { $set: { hash: prev } });
    expect(await faults()).to.deep.equal(['chain ledger:A: entry 3 is not the one that seal 1 covers']);
  });

  it('names a seal that was changed, lost, or robbed of a leaf', async () => {
    await makeSeal('daily');
    const [first] = await seals().find({ _id: 1 }).toArray();
    await seals().updateOne({ _id: 1 }, { $set: { reason: 'request' } });
    expect(await faults()).to.deep.equal(['seal 1: it was changed']);
    await seals().deleteOne({ _id: 1 });
    expect((await faults()).join()).to.contain('seal 2: seal 1 is missing');
    if (first) await seals().insertOne(first);
    await sealLeaves().deleteOne({ seal: 1, subject: 'ledger:A' });
    expect((await faults()).join()).to.contain('seal 1: its leaves do not add up to its root');
  });

  it('C27: a full rewrite of trail and seals is found against an anchor, and a cut of both as well', async () => {
    const anchor = readAnchor(anchorOf((await lastSeal()) as Seal));
    expect(await faults(anchor)).to.deep.equal([]);
    await Promise.all([
      entries().deleteMany({}),
      heads().deleteMany({}),
      seals().deleteMany({}),
      sealLeaves().deleteMany({}),
    ]);
    expect((await faults(anchor)).join()).to.contain('the seal of the anchor is missing');
    await fill();
    expect(await faults()).to.deep.equal([]);
    expect((await faults(anchor)).join()).to.contain('anchor 1: the seal is not the one of the anchor');
  });

  it('reads anchors as they are printed and refuses anything else', () => {
    expect(readAnchor(` 7:${'AB'.repeat(32)} `)).to.deep.equal({ number: 7, hash: 'ab'.repeat(32) });
    for (const wrong of ['', '7', 'x:y', `7:${'a'.repeat(63)}`, `-1:${'a'.repeat(64)}`])
      expect(() => readAnchor(wrong)).to.throw('NUMBER:HASH');
  });

  it('accuses nobody while the application writes', async () => {
    let writing = true;
    const writers = [...'ABFG'].map(async (owner) => { while (writing) await change(owner); }); // prettier-ignore
    const sealing = (async () => { while (writing) await makeSeal('daily'); })(); // prettier-ignore
    const found: string[] = [];
    for (let turn = 0; turn < 5; turn += 1) found.push(...(await faults()));
    writing = false;
    await Promise.all([...writers, sealing]);
    expect(found).to.deep.equal([]);
    expect(await faults()).to.deep.equal([]);
  });

  it('reads several seals of one import, and 6,000 entries', async () => {
    const rows = Array.from({ length: 6_000 }, (_, index) => ({ title: `Fila ${index}` }));
    for (let from = 0; from < rows.length; from += 3_000)
      await act('ledgers.load', ana, () => bulkInsert(Ledger, rows.slice(from, from + 3_000)));
    await makeSeal('request');
    expect(await tallied()).to.deep.equal({ subjects: 6_005, entries: 6_020, seals: 3, unsealed: 0 });
  }).timeout(60_000);
});
