// Expedientes, paper and loans: what opens, fills and closes, and what is out (G2a).
import { expect } from 'chai';
import { addDays, setClock, startOf, today } from '../../server/platform/clock.ts';
import { Refusal } from '../../server/platform/errors.ts';
import { FileModel, type FileRecord } from '../../server/records/file.ts';
import { closeFile, fillFile, openFile } from '../../server/records/filing.ts';
import { reopenFile } from '../../server/records/reopening.ts';
import { recordFaults } from '../../server/records/proving.ts';
import { RecordModel } from '../../server/records/record.ts';
import { Disposal } from '../../server/records/disposing/disposal.ts';
import type { Line } from '../../server/records/disposing/line.ts';
import { dropDisposal } from '../../server/records/disposing/preparing.ts';
import { Transfer } from '../../server/records/disposing/transfer.ts';
import { dropTransfer } from '../../server/records/disposing/transferring.ts';
import { lend, placeRecord, takeBack } from '../../server/records/lending.ts';
import { Loan } from '../../server/records/loan.ts';
import { loanTasks } from '../../server/records/queries/loans.ts';
import { datesFor } from '../../server/records/present/records.ts';
import { Series, type SeriesRecord } from '../../server/records/series.ts';
import { act } from '../../server/platform/audit/act.ts';
import { historyOf } from '../../server/platform/audit/history.ts';
import { agentFor } from '../support/app.ts';
import { formOf, submit, textOf } from '../support/pages.ts';
import { SETUP, type People } from '../support/people.ts';
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

  it('G2a: a closed expediente is opened again with a reason; its retention stops, and runs from the new closing', async () => {
    const code = await open();
    const file = () => FileModel.findOne({ code }).lean<FileRecord>();
    expect(await keyOf(reopenFile(code, { reason: 'x' }, people.quality))).to.equal('records.refusal.file_open');
    const record = await aRecord(people.leader, { file: String((await file())?._id) });
    await closeFile(code, { reason: 'Terminó' }, people.quality);
    const first = today();
    setClock(() => startOf(addDays(first, 400)));
    await reopenFile(code, { reason: 'Faltaba la visita de cierre' }, people.leader);
    expect(await file()).to.include({ state: 'open', closed: null });
    expect((await file())?.reopened).to.deep.equal([{ day: today(), by: people.leader.id, name: people.leader.name, closed: first }]);
    await fillFile(code, await aRecord(people.leader), people.leader);
    setClock(() => startOf(addDays(first, 410)));
    await closeFile(code, { reason: 'Ahora sí' }, people.quality);
    expect((await file())?.closed?.day).to.equal(addDays(first, 410));
    const acts = (await historyOf(`file:${String((await file())?._id)}`)).map((one) => one.act.replace('records.', ''));
    expect(acts.filter((one) => /close|reopen/.test(one)).toReversed()).to.deep.equal(['close_file', 'reopen_file', 'close_file']);
    expect(await Array.fromAsync(recordFaults())).to.deep.equal([]);
    expect(await recordOf(record)).to.include({ state: 'declared', fileCode: code });
    setClock(null);
  }); // prettier-ignore

  it('G2a: an expediente does not open again while it, or a record in it, stands in an inventory, nor once it went', async () => {
    const code = await open();
    const file = await FileModel.findOne({ code });
    const record = await recordOf(await aRecord(people.leader, { file: String(file?._id) }));
    await closeFile(code, { reason: 'Terminó' }, people.quality);
    const again = () => keyOf(reopenFile(code, { reason: 'x' }, people.quality));
    const line: Line = {
      kind: 'file', id: String(file?._id), code, title: 'x', series: SERIES, seriesName: 'x', from: '2020-01-01', due: '2021-01-01', records: 1, dropped: null,
    };
    const facts = { year: 2020, note: 'x', sha256: 'x', prepared: { by: 'x', name: 'x', at: new Date() } };
    const stands = (made: () => { save: () => Promise<unknown> }) => act('tests.inventory', SETUP, async () => void (await made().save()));
    await stands(() => new Transfer({ ...facts, code: 'TRA-2020-001', number: 1, state: 'prepared', lines: [line] }));
    expect(await again()).to.equal('records.refusal.reopen_inventory');
    await dropTransfer('TRA-2020-001', 'Se revisa', people.quality);
    await stands(() => new Disposal({ ...facts, code: 'ELI-2020-001', number: 1, state: 'published', lines: [{ ...line, kind: 'record', id: String(record._id) }] }));
    expect(await again()).to.equal('records.refusal.reopen_inventory');
    await dropDisposal('ELI-2020-001', 'Se revisa', people.quality);
    await act('tests.move', SETUP, async () => void (await (await RecordModel.findById(record._id))!.set({ state: 'transferred' }).save()));
    expect(await again()).to.equal('records.refusal.reopen_moved');
    await act('tests.move', SETUP, async () => void (await (await FileModel.findOne({ code }))!.set({ state: 'transferred' }).save()));
    expect(await again()).to.equal('records.refusal.reopen_moved');
  }); // prettier-ignore

  it('G2a: an expediente whose series takes no new records any more does not open again', async () => {
    const code = await open();
    const file = await FileModel.findOne({ code });
    await aRecord(people.leader, { file: String(file?._id) });
    await closeFile(code, { reason: 'Terminó' }, people.quality);
    const close = (closed: boolean) =>
      act('records.save_series', SETUP, async () => void (await (await Series.findOne({ code: SERIES }))!.set({ closed }).save())); // prettier-ignore
    await close(true);
    expect(await keyOf(reopenFile(code, { reason: 'x' }, people.quality))).to.equal('records.refusal.reopen_series'); // prettier-ignore
    await close(false);
    expect(await keyOf(reopenFile(code, { reason: 'x' }, people.quality))).to.equal('done');
  });

  it('G2a: the page asks why it is opened again, keeps what was typed, and shows closing, opening and closing', async () => {
    const code = await open();
    const file = await FileModel.findOne({ code });
    await aRecord(people.leader, { file: String(file?._id) });
    await closeFile(code, { reason: 'Terminó' }, people.quality);
    const agent = await agentFor(people.leader);
    const path = `/expedientes/${code}`;
    expect((await agent.get(path)).text).to.include(`${path}/reapertura`);
    const closed = await agent.get(`${path}/cierre`);
    expect([closed.status, closed.headers.location], 'closed already').to.deep.equal([303, path]);
    expect((await submit(agent, `${path}/reapertura`, { reason: '' })).status).to.equal(422);
    const long = await submit(agent, `${path}/reapertura`, { reason: 'x'.repeat(501) });
    expect(long.status).to.equal(422);
    expect(formOf(long.text, `${path}/reapertura`).fields.reason).to.equal('x'.repeat(501));
    const done = await submit(agent, `${path}/reapertura`, { reason: 'Faltaba un acta' });
    expect(done.headers.location).to.equal(path);
    const page = textOf((await agent.get(path)).text);
    expect(page).to.include('Faltaba un acta').and.include('volvió a abrir el expediente').and.include('Reabierto');
    const reader = await agentFor(people.reader);
    expect((await reader.get(`${path}/reapertura`)).status).to.equal(403);
    expect(textOf((await reader.get(path)).text)).to.include('Reabierto').and.not.include('Faltaba un acta');
  }); // prettier-ignore

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
