// Reception: what a record must state, its number, its immutability, and what it is refused for (G2b-d).
import { expect } from 'chai';
import { bring, aDraft } from '../documents/cast.ts';
import { ensureDefaultTypes } from '../../server/documents/typing.ts';
import { act } from '../../server/platform/audit/act.ts';
import { historyOf } from '../../server/platform/audit/history.ts';
import { addDays, today } from '../../server/platform/clock.ts';
import { Invalid } from '../../server/platform/errors.ts';
import { linksOf } from '../../server/platform/links/links.ts';
import { queueOf } from '../../server/platform/numbering/numbering.ts';
import { declareWithin } from '../../server/records/declaring.ts';
import { holdsOn, registerHold } from '../../server/records/holding.ts';
import { annotate } from '../../server/records/lending.ts';
import { recordFaults, faultsOf } from '../../server/records/proving.ts';
import { RecordModel, recordHash } from '../../server/records/record.ts';
import { readWaitingTexts } from '../../server/records/reading-text.ts';
import { Series } from '../../server/records/series.ts';
import { SETUP, type People } from '../support/people.ts';
import { aRecord, makeArchive, newRecord, recordOf, SERIES, stored } from './cast.ts';

describe('declaring records', () => {
  let people: People;

  before(async function () {
    this.timeout(30_000);
    people = await makeArchive();
    await ensureDefaultTypes();
  });

  /** The field that a refused declaration names. */
  async function refusedAt(changes: Parameters<typeof aRecord>[1]): Promise<string> {
    const refused = await aRecord(people.leader, changes).then(() => null, (error: unknown) => error); // prettier-ignore
    if (!(refused instanceof Invalid)) throw new Error(`It was not refused: ${String(refused)}`);
    return Object.keys(refused.fields).join();
  }

  it('G2b: a record bears the next number, both dates, its files by hash, and a hash of all of it', async () => {
    const code = await aRecord(people.leader);
    const record = await recordOf(code);
    expect(code).to.match(/^REG-\d{4}-\d{5}$/);
    expect(record).to.include({
      series: SERIES,
      received: today(),
      happened: '2026-01-15',
      state: 'declared',
    });
    expect(record.sha256).to.equal(recordHash(record)).and.match(/^[0-9a-f]{64}$/); // prettier-ignore
    expect(recordHash({ ...record, title: 'Otro' })).not.to.equal(record.sha256);
    const [entry] = await historyOf(`record:${String(record._id)}`);
    expect(entry?.act).to.equal('records.declare');
    expect(entry?.changes.map((change) => change.field)).not.to.include('terms');
  });

  it('G2b: declared at the same time, records take consecutive numbers without gap or repeat', async () => {
    const before = await RecordModel.countDocuments();
    await aRecord(people.leader, { series: '999' }).catch(() => undefined);
    const codes = await Promise.all([1, 2, 3, 4, 5].map(() => aRecord(people.leader)));
    const numbers = codes.map((code) => Number(code.slice(-5))).sort((a, b) => a - b);
    expect(numbers).to.deep.equal([1, 2, 3, 4, 5].map((n) => before + n));
  });

  it('G2b: a declared record is immutable: it cannot be saved otherwise, and corrections are annotations', async () => {
    const code = await aRecord(people.leader);
    for (const change of [
      { title: 'Otro' },
      { conforms: 'nonconforming' },
      { happened: '2020-01-01' },
    ] as const) {
      const tried = act('records.forge', SETUP, async () => {
        const record = await RecordModel.findOne({ code });
        record?.set(change);
        await record?.save();
      });
      expect(await tried.then(() => 'saved', () => 'refused'), JSON.stringify(change)).to.equal('refused'); // prettier-ignore
    }
    await annotate(code, { text: 'La fecha de la visita es la del acta' }, people.leader2);
    const record = await recordOf(code);
    expect(record.title).to.match(/^Informe/);
    expect((await historyOf(`record:${String(record._id)}`))[0]?.act).to.equal('records.annotate');
  });

  for (const [what, changes, field] of [
    ['an unknown series', { series: '140.99' }, 'series'],
    ['an event after its reception', { happened: addDays(today(), 1) }, 'happened'],
    ['a nonconforming service without authority', { conforms: 'nonconforming' }, 'authority'],
    ['neither file nor paper', { files: [] }, 'files'],
    ['a procedure that was never in use', { document: { code: 'PR-NADIE' } }, 'document'],
    ['an unknown process', { process: 'Z99' }, 'process'],
  ] as const) {
    it(`G2b-d: ${what} is refused at its field`, async () => {
      expect(await refusedAt(changes as never)).to.equal(field);
    });
  }

  it('G2b: a file that is not there whole is refused: no evidence without its hash', async () => {
    const missing = { sha256: 'a'.repeat(64), name: 'acta.pdf', type: 'application/pdf', size: 10 };
    expect(await refusedAt({ files: [await stored('entero'), missing] })).to.equal('files');
  });

  it('G2a: a closed series takes no new records', async () => {
    await act('records.save_series', SETUP, async () => {
      const series = await Series.findOne({ code: '140.10.05' });
      series?.set({ closed: true });
      await series?.save();
    });
    expect(await refusedAt({ series: '140.10.05' })).to.equal('series');
  });

  it('G2c: it names the version that was in use on the day, which governs it in its links', async () => {
    const code = await bringInForce();
    const record = await recordOf(await aRecord(people.leader, { happened: today(), document: { code } }));
    expect(record.document).to.include({ code, number: 1, label: '1' });
    const links = await linksOf({ kind: 'record', id: String(record._id) });
    expect(links.map((one) => [one.from.kind, one.meaning])).to.deep.equal([['document', 'governs']]);
    expect(await refusedAt({ happened: '2020-01-01', document: { code } })).to.equal('document');
  });

  it('G2d: where the service did not conform, the authority stays in the record', async () => {
    const code = await aRecord(people.leader, {
      conforms: 'nonconforming',
      authority: 'Directora de calidad',
    });
    expect(await recordOf(code)).to.include({ conforms: 'nonconforming', authority: 'Directora de calidad' });
  });

  it('G2b: another slice declares inside its own act; the words inside its file are read by the job', async () => {
    const input = await newRecord({ files: [await stored('El quórum fue suficiente')] });
    const { code } = await act('meetings.sign', SETUP, () => declareWithin(input), queueOf('records'));
    expect((await recordOf(code)).text).to.equal('waiting');
    await readWaitingTexts();
    const record = await recordOf(code);
    expect(record.text).to.equal('read');
    expect(record.terms).to.include('quorum');
  });

  it('S6: whoever knows a reason to keep a record is asked', async () => {
    const record = await recordOf(await aRecord(people.leader));
    registerHold((id) => Promise.resolve(id === String(record._id) ? { says: 'records.pending' } : null));
    expect(await holdsOn(String(record._id))).to.deep.include({ key: 'records.pending' });
    expect(await holdsOn('0'.repeat(24))).to.deep.equal([]);
  });

  it('G2b: verify finds nothing to say of what was declared, and names what was tampered with', async () => {
    const faults = [];
    for await (const fault of recordFaults()) faults.push(fault);
    expect(faults).to.deep.equal([]);
    const record = await recordOf(await aRecord(people.leader));
    const known = new Set([`${record.table} ${record.series}`]);
    expect(faultsOf(record, known, new Map())).to.deep.equal([]);
    expect(faultsOf({ ...record, author: 'Otra persona' }, known, new Map())).to.deep.equal([
      'records.fault.hash',
    ]);
    expect(faultsOf(record, new Set(), new Map())).to.deep.equal(['records.fault.series']);
    expect(faultsOf({ ...record, state: 'disposed' }, known, new Map())).to.include('records.fault.residual');
  });

  async function bringInForce(): Promise<string> {
    const code = await aDraft(people.leader);
    await bring(code, 'in_force', people);
    return code;
  }
});
