// Expedientes, paper and loans: what opens, fills and closes, and what is out (G2a).
import { expect } from 'chai';
import { addDays, setClock, startOf, today } from '../../server/platform/clock.ts';
import { Refusal } from '../../server/platform/errors.ts';
import { FileModel } from '../../server/records/file.ts';
import { closeFile, fillFile, openFile } from '../../server/records/filing.ts';
import { lend, placeRecord, takeBack } from '../../server/records/lending.ts';
import { Loan } from '../../server/records/loan.ts';
import { loanTasks } from '../../server/records/queries/loans.ts';
import { datesFor } from '../../server/records/present/records.ts';
import type { SeriesRecord } from '../../server/records/series.ts';
import type { People } from '../support/people.ts';
import { aRecord, makeArchive, newRecord, recordOf, SERIES } from './cast.ts';

describe('expedientes and paper', () => {
  let people: People;

  before(async function () {
    this.timeout(30_000);
    people = await makeArchive();
  });

  const open = (series = SERIES): Promise<string> =>
    openFile({ title: 'Visitas a la zona norte', series, responsible: 'Calidad' }, people.leader);
  const keyOf = (work: Promise<unknown>): Promise<string> =>
    work.then(() => 'done', (error: unknown) => (error instanceof Refusal ? error.key : String((error as { fields?: object }).fields && Object.keys((error as { fields: object }).fields)))); // prettier-ignore

  it('G2a: an expediente takes records of its series until it closes; then it takes none', async () => {
    const code = await open();
    expect(code).to.match(/^EXP-\d{4}-\d{4}$/);
    expect(await keyOf(closeFile(code, { reason: 'Terminó' }, people.quality))).to.equal(
      'records.refusal.file_empty',
    );
    const record = await aRecord(people.leader);
    await fillFile(code, record, people.leader);
    expect(await recordOf(record)).to.include({ fileCode: code });
    expect(await keyOf(fillFile(await open(), record, people.leader))).to.equal('record');
    const other = await aRecord(people.leader, { series: '140.20.01' });
    expect(await keyOf(fillFile(code, other, people.leader))).to.equal('file');
    await closeFile(code, { reason: 'Terminó' }, people.quality);
    const late = await aRecord(people.leader);
    expect(await keyOf(fillFile(code, late, people.leader))).to.equal('records.refusal.file_closed');
    expect(await keyOf(closeFile(code, { reason: 'Otra vez' }, people.quality))).to.equal('records.refusal.file_closed'); // prettier-ignore
  });

  it('G2a: it keeps the version of the table under which it was closed', async () => {
    const code = await open();
    const file = await FileModel.findOne({ code });
    await aRecord(people.leader, { file: String(file?._id) });
    await closeFile(code, { reason: 'Terminó' }, people.quality);
    expect((await FileModel.findOne({ code }).lean())?.closed).to.include({ table: 1, day: today() });
  });

  it('G2a: retention runs from closing; inside an open expediente it does not run; alone, from reception', () => {
    const series = { management: 1, central: 1, disposition: 'E' } as SeriesRecord;
    const file = '0'.repeat(24) as never;
    expect(datesFor({ received: '2020-01-01', file }, null, series)).to.equal(null);
    expect(datesFor({ received: '2020-01-01', file }, '2022-05-01', series)?.central).to.equal('2024-05-01');
    expect(datesFor({ received: '2020-01-01', file: null }, null, series)?.central).to.equal('2022-01-01');
    expect(datesFor({ received: '2020-01-01', file: null }, null, { ...series, central: null })).to.equal(
      null,
    );
  });

  it('G2a: paper has a place, is lent to one at a time, and is asked back when it is late', async () => {
    const digital = await aRecord(people.leader);
    const due = addDays(today(), 3);
    const loan = { holder: 'Auditoría interna', purpose: 'Verificar', due };
    expect(await keyOf(lend(digital, loan, people.quality))).to.equal('records.refusal.no_paper');
    const input = await newRecord({ files: [], place: { box: '4', folder: '1', shelf: 'A' } });
    const code = await aRecord(people.leader, input);
    expect((await recordOf(code)).medium).to.equal('paper');
    await placeRecord(code, { box: '5', folder: '1', shelf: 'A' }, people.quality);
    expect((await recordOf(code)).place?.box).to.equal('5');
    expect(await keyOf(lend(code, { ...loan, due: addDays(today(), -1) }, people.quality))).to.equal('due');
    await lend(code, loan, people.quality);
    expect(await keyOf(lend(code, loan, people.quality))).to.equal('records.refusal.lent');
    expect(await loanTasks(people.quality)).to.deep.equal([]);
    setClock(() => startOf(addDays(due, 1)));
    expect((await loanTasks(people.quality)).map((one) => one.params.code)).to.deep.equal([code]);
    expect(await loanTasks(people.leader)).to.deep.equal([]);
    const id = String((await Loan.findOne({ recordCode: code }).lean())?._id);
    await takeBack(id, { note: 'Completo' }, people.quality);
    expect(await loanTasks(people.quality)).to.deep.equal([]);
    expect(await keyOf(takeBack(id, { note: '' }, people.quality))).to.equal('records.refusal.returned');
  });
});
