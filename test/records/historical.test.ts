// The end of series that are kept: by a secondary transfer to the historical archive, whole (CT) or by selection (S), with its acta (S6).
import { expect } from 'chai';
import { historyOf } from '../../server/platform/audit/history.ts';
import { setClock, startOf, today } from '../../server/platform/clock.ts';
import { fileStore } from '../../server/platform/files/index.ts';
import { recordByCode } from '../../server/platform/links/kinds.ts';
import { readSheet } from '../../server/platform/tables/index.ts';
import { dropTransfer, receiveTransfer } from '../../server/records/disposing/transferring.ts';
import { mustBeHistorical, type Held } from '../../server/records/disposing/rules.ts';
import { prepareDisposal, prepareTransfer } from '../../server/records/disposing/preparing.ts';
import { disposalFaults } from '../../server/records/disposing/proving.ts';
import { dueFiles, dueRecords } from '../../server/records/disposing/queries/due.ts';
import { selectRecords } from '../../server/records/disposing/selecting.ts';
import { disposalTasks } from '../../server/records/disposing/tasks.ts';
import { Transfer, type TransferRecord } from '../../server/records/disposing/transfer.ts';
import { putInForce, saveSeries, startDraft, tableHash, type SeriesInput } from '../../server/records/drafting.ts'; // prettier-ignore
import { FileModel, type FileRecord } from '../../server/records/file.ts';
import { closeFile, openFile } from '../../server/records/filing.ts';
import { recordFaults } from '../../server/records/proving.ts';
import { RecordModel } from '../../server/records/record.ts';
import { reopenFile } from '../../server/records/reopening.ts';
import { seriesOf } from '../../server/records/tabling.ts';
import type { AppError } from '../../server/platform/errors.ts';
import { agentFor } from '../support/app.ts';
import { formOf, send, submit, textOf } from '../support/pages.ts';
import { textOf as pdfText } from '../support/pdf-pixels.ts';
import { PASSWORD, type People } from '../support/people.ts';
import { aRecord, makeArchive, recordOf } from './cast.ts';
import { refusalOf } from '../support/refusal.ts';

const KEPT = '140.50';
const CHOSEN = '140.51';
/** By selection, with no years in the central archive. */
const STRAIGHT = '140.52';

describe('records: the historical archive', function () {
  this.timeout(120_000);
  let people: People;

  before(async () => {
    people = await makeArchive();
    setClock(at('2026-01-05'));
    await theTable(people, 'S');
  });
  after(() => setClock(null));

  const prepare = (units: readonly string[]) =>
    prepareTransfer({ units, note: 'Al histórico' }, people.quality, 'historical');
  const receive = async (code: string, user = people.quality2) =>
    receiveTransfer(code, { sha256: (await transferOf(code)).sha256, password: PASSWORD }, user);
  /** An expediente with so many records, closed and received by the central archive; the year is 2027 then. */
  const inCentral = async (series: string, count: number): Promise<{ file: string; unit: string; records: string[] }> => {
    setClock(at('2026-01-05'));
    const file = await openFile({ title: `Asunto de ${series}`, series, responsible: 'Beatriz' }, people.quality);
    const { _id } = await fileOf(file);
    const records: string[] = [];
    for (let index = 0; index < count; index += 1) records.push(await aRecord(people.leader, { series, file: String(_id), happened: today() }));
    await closeFile(file, { reason: 'Terminó' }, people.quality);
    setClock(at('2027-02-01'));
    const unit = `file:${String(_id)}`;
    const code = await prepareTransfer({ units: [unit], note: 'A central' }, people.quality);
    await receive(code);
    return { file, unit, records };
  }; // prettier-ignore

  it('S6: a unit goes to the historical archive after its last day in the central one, when its series is kept', () => {
    const held: Held = { code: 'EXP-2020-0001', series: KEPT, management: 2, central: 3, disposition: 'CT', from: '2020-03-10', isTransferred: true }; // prettier-ignore
    const says = (changes: Partial<Held>, asOf: string): string => {
      try {
        mustBeHistorical({ ...held, ...changes }, asOf);
        return '';
      } catch (error) {
        return (error as AppError).key.replace(/^records\.\w+\.refusal\./, '');
      }
    };
    expect(says({}, '2025-03-10')).to.equal('too_early');
    expect(says({}, '2025-03-11')).to.equal('');
    expect(says({ disposition: 'S' }, '2025-03-11')).to.equal('');
    expect(says({ disposition: 'E' }, '2125-01-01')).to.equal('not_historical');
    expect(says({ disposition: 'MD' }, '2125-01-01')).to.equal('not_historical');
    expect(says({ disposition: null }, '2125-01-01')).to.equal('pending');
    expect(says({ from: null }, '2125-01-01')).to.equal('open');
    expect(says({ isTransferred: false }, '2125-01-01')).to.equal('not_transferred');
    expect(says({ isTransferred: false, central: 0 }, '2022-03-11')).to.equal('');
  });

  it('S6: an expediente of a CT series is offered when its years are over, goes whole by an inventory that another person receives, and says since when by which acta', async () => {
    const { file, unit, records } = await inCentral(KEPT, 2);
    expect(await refusalOf(prepare([unit]))).to.equal('records.disposal.refusal.too_early');
    expect((await dueFiles('history', today())).total).to.equal(0);
    setClock(at('2028-01-06'));
    expect((await dueFiles('history', today())).rows.map((one) => one.code)).to.deep.equal([file]);
    expect((await dueFiles('central', today())).total, 'nothing to dispose of').to.equal(0);
    expect(await refusalOf(prepareDisposal({ units: [unit], note: 'x' }, people.quality))).to.equal('records.disposal.refusal.kept');
    const code = await prepare([unit]);
    expect(code).to.equal('TRA-2028-001');
    expect(await refusalOf(prepare([unit]))).to.equal('records.disposal.refusal.in_another');
    expect(await refusalOf(receive(code, people.quality))).to.equal('records.transfer.refusal.own');
    expect(await refusalOf(selectRecords(code, unit.slice(5), { criterion: 'x', records: [] }, people.quality))).to.equal('records.transfer.refusal.no_selection');
    await receive(code);
    const { acta } = await transferOf(code);
    const historical = { acta: acta?.record, day: today(), selected: true };
    for (const one of records) expect(await recordOf(one)).to.deep.include({ state: 'historical', historical });
    expect(await fileOf(file)).to.deep.include({ state: 'historical', historical });
    expect((await dueFiles('history', '2099-01-01')).total).to.equal(0);
    const pdf = (await pdfText(await fileStore().read((await recordOf(acta?.record ?? '')).files[0]?.sha256 ?? ''))).join('').replaceAll(/\s+/g, '');
    for (const said of [file, ...records, (await recordOf(records[0]!)).sha256, people.quality2.name, 'Conservación total'])
      expect(pdf, said).to.include(said.replaceAll(' ', ''));
    expect((await recordByCode(`ACTA-${code}`, people.quality))?.url).to.equal(`/transferencias/${code}`);
    const acts = (await historyOf(`record:${String((await recordOf(records[0]!))._id)}`)).map((one) => one.act);
    expect(acts).to.include.members(['records.receive_transfer', 'records.receive_history']);
    expect(await refusalOf(prepare([unit]))).to.equal('records.transfer.refusal.settled');
    expect(await refusalOf(reopenFile(file, { reason: 'x' }, people.quality))).to.equal('records.refusal.reopen_moved');
    const reader = await agentFor(people.reader, { fresh: true });
    for (const path of [`/registros/${records[0]!}`, `/expedientes/${file}`])
      expect(textOf((await reader.get(path)).text)).to.include('En el archivo histórico desde').and.include(acta?.record ?? 'no acta');
  }); // prettier-ignore

  it('S6: of an S series what was selected goes, by a criterion that is written down; the rest stays kept and is never eliminated', async () => {
    const { file, unit, records } = await inCentral(CHOSEN, 3);
    setClock(at('2028-02-01'));
    const code = await prepare([unit]);
    const id = unit.slice(5);
    expect((await disposalTasks(people.quality)).map((one) => one.word)).to.include('records.task.select');
    expect(await refusalOf(receive(code))).to.equal('records.transfer.refusal.select_first');
    const before = (await transferOf(code)).sha256;
    const other = await aRecord(people.leader, { happened: today() });
    expect(await refusalOf(selectRecords(code, id, { criterion: 'Muestra', records: [other] }, people.quality))).to.equal('records.transfer.form.records');
    await selectRecords(code, id, { criterion: 'Los que decidieron', records: [records[1]!] }, people.quality);
    const old = { sha256: before, password: PASSWORD };
    expect(await refusalOf(receiveTransfer(code, old, people.quality2)), 'signed before the selection').to.equal('records.disposal.refusal.changed');
    await receive(code);
    expect(await refusalOf(selectRecords(code, id, { criterion: 'Tarde', records: [] }, people.quality))).to.equal('records.transfer.refusal.state_received');
    expect(await Promise.all(records.map(async (one) => (await recordOf(one)).state))).to.deep.equal(['transferred', 'historical', 'transferred']);
    expect((await recordOf(records[0]!)).historical).to.include({ selected: false });
    expect((await fileOf(file)).state).to.equal('historical');
    const { acta } = await transferOf(code);
    const pdf = (await pdfText(await fileStore().read((await recordOf(acta?.record ?? '')).files[0]?.sha256 ?? ''))).join('').replaceAll(/\s+/g, '');
    expect(pdf).to.include('Losquedecidieron').and.include(records[0]!);
    // What is not selected shows in no list of what is due, and cannot be eliminated.
    for (const stage of ['history', 'central'] as const) expect((await dueFiles(stage, '2099-01-01')).rows.map((one) => one.code)).not.to.include(file);
    expect(await refusalOf(prepareDisposal({ units: [unit], note: 'x' }, people.quality))).to.equal('records.transfer.refusal.settled');
    expect(await Array.fromAsync(disposalFaults())).to.deep.equal([]);
    expect(await Array.fromAsync(recordFaults())).to.deep.equal([]);
  }); // prettier-ignore

  it('S6: where nothing is selected all stays kept, and a later table that would eliminate the series does not reach it', async () => {
    setClock(at('2026-01-05'));
    const loose = await aRecord(people.leader, { series: STRAIGHT, happened: today() });
    const file = await openFile({ title: 'Sin años en central', series: STRAIGHT, responsible: 'B' }, people.quality);
    await aRecord(people.leader, { series: STRAIGHT, file: String((await fileOf(file))._id), happened: today() });
    await closeFile(file, { reason: 'Terminó' }, people.quality);
    setClock(at('2027-01-06'));
    expect((await dueRecords('history', today())).rows.map((one) => one.code)).to.deep.equal([loose]);
    const units = [`record:${String((await recordOf(loose))._id)}`, `file:${String((await fileOf(file))._id)}`];
    const code = await prepare(units);
    for (const one of units) await selectRecords(code, one.split(':')[1]!, { criterion: 'Ninguno tiene valor histórico', records: [] }, people.quality);
    await receive(code);
    expect(await recordOf(loose)).to.deep.include({ state: 'declared', historical: { acta: (await transferOf(code)).acta?.record, day: today(), selected: false } });
    expect(await fileOf(file)).to.include({ state: 'closed' });
    expect((await dueRecords('history', '2099-01-01')).total + (await dueFiles('history', '2099-01-01')).rows.filter((one) => one.code === file).length).to.equal(0);
    expect(await refusalOf(reopenFile(file, { reason: 'x' }, people.quality))).to.equal('records.refusal.reopen_moved');
    const waiting = `record:${String((await recordOf(await aRecord(people.leader, { series: STRAIGHT, happened: '2026-01-05' })))._id)}`;
    setClock(at('2040-01-06'));
    const open = await prepare([waiting]);
    await theTable(people, 'E');
    expect(await refusalOf(prepareDisposal({ units: [waiting], note: 'x' }, people.quality))).to.equal('records.disposal.refusal.in_another');
    await dropTransfer(open, 'Cambió la tabla', people.quality);
    expect((await dueRecords('central', today())).rows.map((one) => one.code)).not.to.include(loose);
    expect(await refusalOf(prepareDisposal({ units: [units[0]!], note: 'x' }, people.quality))).to.equal('records.transfer.refusal.settled');
  }); // prettier-ignore

  it('verify names a record whose archive is not what its transfer decided', async () => {
    const { unit, records } = await inCentral(CHOSEN, 1);
    setClock(at('2028-02-10'));
    const code = await prepare([unit]);
    await selectRecords(code, unit.slice(5), { criterion: 'Todos', records }, people.quality);
    await receive(code);
    const one = await recordOf(records[0]!);
    const set = (changes: Record<string, unknown>) => RecordModel.collection.updateOne({ _id: one._id }, { $set: changes }); // prettier-ignore
    const faults = async () => (await Array.fromAsync(disposalFaults())).map((fault) => fault.says);
    await set({ state: 'transferred' });
    expect(await faults()).to.deep.equal(['records.disposal.fault.archive']);
    await set({ state: 'historical', 'historical.acta': 'REG-2020-99999' });
    expect(await faults()).to.deep.equal(['records.disposal.fault.transfer_line']);
    await set({ historical: one.historical });
    await set({ state: 'transferred', 'historical.selected': false });
    expect(await faults()).to.deep.equal(['records.disposal.fault.selection']);
    await set({ state: 'historical', historical: one.historical });
    expect(await faults()).to.deep.equal([]);
  });

  it('S6: the pages go from the due list to the acta; what was typed is kept, and the inventory is a workbook', async () => {
    const { file, unit } = await inCentral(KEPT, 1);
    const second = await inCentral(CHOSEN, 2);
    setClock(at('2028-03-01'));
    const office = await agentFor(people.quality, { fresh: true });
    const list = await office.get('/transferencias/historicas/vencimientos');
    expect(textOf(list.text)).to.include(file).and.include(second.file).and.include('Para el archivo histórico');
    expect(textOf(list.text)).to.include('Filtrar').and.not.include('/transferencias/historicas/inventarios');
    const empty = await send(office, '/transferencias/historicas/inventarios', { ...formOf(list.text).fields, units: [unit, second.unit], note: '' });
    expect(empty.status).to.equal(422);
    expect(formOf(empty.text).fields.units).to.deep.equal([unit, second.unit]);
    const made = await send(office, '/transferencias/historicas/inventarios', { ...formOf(empty.text).fields, note: 'Asuntos viejos' });
    const path = made.headers.location ?? '';
    expect(path).to.match(/^\/transferencias\/TRA-2028-\d{3}$/);
    const again = await office.get('/transferencias/historicas/vencimientos');
    expect(textOf(again.text)).to.include(`Ya está en ${path.slice(-12)}`);
    expect(again.text, 'what stands in an inventory is not offered again').not.to.include(`value="${unit}"`);
    const twice = await send(office, '/transferencias/historicas/inventarios', { ...formOf(again.text).fields, units: [unit], note: 'Otra vez' });
    expect(twice.status).to.equal(409);
    expect(textOf(twice.text)).to.include('Esto no se hizo').and.not.include('Revise este dato');
    const waiting = textOf((await office.get(path)).text);
    expect(waiting).to.include('Falta la selección de 1 unidad').and.include('Al archivo histórico');
    const selection = `${path}/lineas/${second.unit.slice(5)}/seleccion`;
    expect((await office.get(`${path}/lineas/${unit.slice(5)}/seleccion`)).status, 'a CT series goes whole').to.equal(404);
    const wrong = await submit(office, selection, { criterion: '', records: [second.records[0]!] });
    expect(wrong.status).to.equal(422);
    expect(formOf(wrong.text, selection).fields.records).to.equal(second.records[0]);
    await submit(office, selection, { criterion: 'Los del convenio', records: [second.records[0]!] });
    expect(textOf((await office.get(path)).text)).to.include('Los del convenio').and.not.include('Falta la selección');
    const other = await agentFor(people.quality2, { fresh: true });
    const done = await submit(other, `${path}/recepcion`, { password: PASSWORD });
    expect(done.headers.location, textOf(done.text)).to.equal(path);
    expect(textOf((await other.get(path)).text)).to.include('En el archivo histórico desde');
    expect(textOf((await other.get(`/registros/${second.records[1]!}`)).text)).to.include('No seleccionado: se conserva donde está');
    const book = await other.get(`${path}/inventario.xlsx`).buffer().parse((res, next) => {
      const parts: Buffer[] = [];
      res.on('data', (part: Buffer) => parts.push(part)).on('end', () => next(null, Buffer.concat(parts)));
    });
    const rows = (await readSheet(book.body as Buffer)).rows.flat();
    expect(rows).to.include.members([file, second.file, 'Los del convenio', second.records[0]!]);
    const leader = await agentFor(people.leader, { fresh: true });
    expect((await leader.get(selection)).status).to.equal(403);
  }); // prettier-ignore

  it('S6: a transfer to the historical archive is given up with a reason, and its units are due as before', async () => {
    const { unit, file } = await inCentral(KEPT, 1);
    setClock(at('2028-04-01'));
    const code = await prepare([unit]);
    await dropTransfer(code, 'Se revisa', people.quality);
    expect(await refusalOf(receive(code))).to.equal('records.transfer.refusal.state_dropped');
    expect((await fileOf(file)).state).to.equal('transferred');
    expect((await dueFiles('history', today())).rows.map((one) => one.code)).to.include(file);
  });
});

/** Ten in the morning of a day. */
function at(day: string): () => Date {
  return () => new Date(startOf(day).getTime() + 10 * 3_600_000);
}

/** A year in each archive; one series goes there from management at once, and a later table would eliminate it. */
async function theTable(people: People, straight: 'S' | 'E'): Promise<void> {
  const draft = await startDraft(people.quality);
  const row = (code: string, disposition: 'CT' | 'S' | 'E', central = 1): SeriesInput => ({
    code, name: `Serie ${code}`, typologies: [], medium: 'electronic', office: 'Calidad', management: 1, central, disposition,
    procedure: '', basis: '', access: { everyone: true, roles: [], areas: [] }, reserved: false, closed: false,
  }); // prettier-ignore
  for (const one of [row(KEPT, 'CT'), row(CHOSEN, 'S'), row(STRAIGHT, straight, 0)])
    await saveSeries(one, people.quality);
  const sha256 = tableHash(await seriesOf(draft));
  await putInForce(draft, { act: 'Resolución 1', day: today(), password: PASSWORD, sha256 }, people.quality2);
}

async function transferOf(code: string): Promise<TransferRecord> {
  const transfer = await Transfer.findOne({ code }).lean<TransferRecord>();
  if (!transfer) throw new Error(`There is no transfer ${code}`);
  return transfer;
}

async function fileOf(code: string): Promise<FileRecord> {
  const file = await FileModel.findOne({ code }).lean<FileRecord>();
  if (!file) throw new Error(`There is no expediente ${code}`);
  return file;
}
