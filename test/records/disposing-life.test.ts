// The life of a record, from its reception to the acta of its disposal, with the clock moved and each gate tried shut.
import { expect } from 'chai';
import { takeAttendance } from '../../server/meetings/attending.ts';
import { addItem, convene } from '../../server/meetings/convening.ts';
import { decide } from '../../server/meetings/deciding.ts';
import { formBody, nameMember } from '../../server/meetings/forming.ts';
import { writeMinutes } from '../../server/meetings/minuting.ts';
import { BodySession } from '../../server/meetings/session.ts';
import { signMinutes } from '../../server/meetings/signing.ts';
import { addWorkingDays, dayOf, now, setClock, startOf, today } from '../../server/platform/clock.ts';
import { historyOf } from '../../server/platform/audit/history.ts';
import { verifyTrail } from '../../server/platform/audit/verifying.ts';
import { fileStore } from '../../server/platform/files/index.ts';
import { recordByCode } from '../../server/platform/links/kinds.ts';
import { hashOf } from '../../server/platform/audit/canonical.ts';
import { sign } from '../../server/platform/access/signatures.ts';
import { decideDisposal } from '../../server/records/disposing/deciding.ts';
import { disposeOf } from '../../server/records/disposing/destroying.ts';
import { Disposal, type DisposalRecord } from '../../server/records/disposing/disposal.ts';
import { Hold } from '../../server/records/disposing/hold.ts';
import { liftHold, setHold } from '../../server/records/disposing/holding.ts';
import { dropDisposal, prepareDisposal, prepareTransfer } from '../../server/records/disposing/preparing.ts';
import { disposalFaults } from '../../server/records/disposing/proving.ts';
import { answerObservation, observe, publishDisposal } from '../../server/records/disposing/publishing.ts';
import { dueFiles } from '../../server/records/disposing/queries/due.ts';
import { receiveTransfer } from '../../server/records/disposing/transferring.ts';
import { Transfer } from '../../server/records/disposing/transfer.ts';
import {
  putInForce,
  saveSeries,
  startDraft,
  tableHash,
  type SeriesInput,
} from '../../server/records/drafting.ts';
import { FileModel, type FileRecord } from '../../server/records/file.ts';
import { closeFile, fillFile, openFile } from '../../server/records/filing.ts';
import { registerHold } from '../../server/records/holding.ts';
import { recordFaults, recordFiles } from '../../server/records/proving.ts';
import { seriesOf } from '../../server/records/tabling.ts';
import { textOf } from '../support/pdf-pixels.ts';
import { PASSWORD, type People } from '../support/people.ts';
import { aRecord, makeArchive, newRecord, recordOf, stored } from './cast.ts';
import { refusalOf } from '../support/refusal.ts';

const SERIES = '140.40';
const KEPT = '140.41';
const PENDING = '140.42';
const LONGER = '140.40.01';

describe('records: transfer and disposal', function () {
  this.timeout(120_000);
  let people: People;
  let heldByLater = false;

  before(async () => {
    people = await makeArchive();
    registerHold(() =>
      Promise.resolve(
        heldByLater ? { says: 'records.disposal.refusal.kept', params: { code: 'x', series: 'y' } } : null,
      ),
    );
    setClock(at('2026-01-05'));
    await theTable(people);
    await theCommittee(people);
  });
  after(() => setClock(null));

  it('S6 G2a: a record is received, filed, closed, transferred, decided on, published and disposed of; each gate holds before its time', async () => {
    const { quality, quality2, leader, committee } = people;
    // Reception, with a file that a document elsewhere shares and one of its own.
    const shared = await stored('Una hoja que otro registro también tiene');
    const own = await stored('Contenido que se elimina');
    const code = await aRecord(leader, { series: SERIES, files: [shared, own], happened: today() });
    const elsewhere = await aRecord(leader, { files: [shared], happened: today() });
    const expediente = await openFile({ title: 'Listas de asistencia 2026', series: SERIES, responsible: 'Beatriz' }, quality);
    await fillFile(expediente, code, quality);
    const file = () => fileOf(expediente);
    const unit = `file:${String((await file())._id)}`;
    const disposing = () => refusalOf(prepareDisposal({ units: [unit], note: 'Listas' }, quality));
    expect(await disposing()).to.equal('records.disposal.refusal.open');

    // Retention runs from closing: two years in management, one in the central archive.
    await closeFile(expediente, { reason: 'Terminó el año' }, quality);
    setClock(at('2028-01-05'));
    expect(await refusalOf(prepareTransfer({ units: [unit], note: 'A central' }, quality))).to.equal('records.disposal.refusal.transfer_early');
    expect((await dueFiles('management', today())).total).to.equal(0);
    setClock(at('2028-01-06'));
    expect((await dueFiles('management', today())).rows.map((one) => one.code)).to.deep.equal([expediente]);
    const transfer = await prepareTransfer({ units: [unit], note: 'A central' }, quality);
    expect(await refusalOf(prepareTransfer({ units: [unit], note: 'Otra vez' }, quality))).to.equal('records.disposal.refusal.in_another');
    const receipt = { sha256: (await Transfer.findOne({ code: transfer }).lean())?.sha256 ?? '', password: PASSWORD };
    expect(await refusalOf(receiveTransfer(transfer, receipt, quality))).to.equal('records.transfer.refusal.own');
    expect(await disposing()).to.equal('records.disposal.refusal.too_early');
    setClock(at('2029-02-01'));
    expect(await disposing()).to.equal('records.disposal.refusal.not_transferred');
    setClock(at('2028-02-01'));
    await receiveTransfer(transfer, receipt, quality2);
    expect((await file()).state).to.equal('transferred');
    expect((await recordOf(code)).state).to.equal('transferred');

    // Its time: the last day in the central archive still counts.
    setClock(at('2029-01-05'));
    expect(await disposing()).to.equal('records.disposal.refusal.too_early');
    setClock(at('2029-01-08'));
    await setHold('record', code, 'Lo pide un juzgado', quality);
    expect(await disposing()).to.equal('records.hold.stands');
    await liftHold(String((await Hold.findOne({ code }).lean())?._id), 'El juzgado terminó', quality);
    expect((await dueFiles('central', today())).rows.map((one) => one.code)).to.deep.equal([expediente]);
    const disposal = await prepareDisposal({ units: [unit], note: 'Listas de asistencia 2026' }, quality);
    expect(await disposing()).to.equal('records.disposal.refusal.in_another');

    // The committee, in its session and with quorum; a hold is asked at the decision.
    expect(await refusalOf(publishDisposal(disposal, quality))).to.equal('records.disposal.refusal.state_prepared');
    await setHold('file', expediente, 'Hay una auditoría abierta', leader);
    const session = await theSession(people, disposal);
    const { sha256 } = await disposalOf(disposal);
    const vote = { outcome: 'approved', text: '', votes: { for: 2, against: 0, abstained: 0 }, password: PASSWORD, sha256 } as const;
    expect(await refusalOf(decide(session, 1, vote, committee))).to.equal('records.hold.stands');
    expect((await disposalOf(disposal)).state).to.equal('prepared');
    await liftHold(String((await Hold.findOne({ code: expediente }).lean())?._id), 'La auditoría cerró', quality);
    const alone = { sha256, comment: '', session: '', acta: '', signature: await sign(leader, PASSWORD, 'aprobo', sha256) };
    expect(await refusalOf(decideDisposal(disposal, 'approved', alone, leader))).to.equal('records.disposal.refusal.not_committee');
    expect(await refusalOf(decide(session, 1, { ...vote, sha256: 'a'.repeat(64) }, committee))).to.equal('records.disposal.refusal.changed');
    await decide(session, 1, vote, committee);
    await theMinutes(people, session);
    expect((await disposalOf(disposal)).decision).to.include({ outcome: 'approved', session, acta: session.replace('SES', 'ACTA') });

    // Sixty working days before the public, with an observation that must be answered.
    const go = { sha256, password: PASSWORD };
    expect(await refusalOf(disposeOf(disposal, go, quality2))).to.equal('records.disposal.refusal.state_approved');
    await publishDisposal(disposal, quality);
    const until = (await disposalOf(disposal)).published?.until ?? '';
    expect(until).to.equal(addWorkingDays(dayOf(now()), 60));
    expect(await refusalOf(disposeOf(disposal, go, quality2))).to.equal('records.disposal.refusal.still_published');
    setClock(at(until));
    const number = await observe(disposal, { name: 'Una vecina', contact: '', text: 'Sirven para un estudio' });
    expect(await refusalOf(disposeOf(disposal, go, quality2))).to.equal('records.disposal.refusal.still_published');
    setClock(() => new Date(startOf(until).getTime() + 30 * 3_600_000));
    expect(await refusalOf(observe(disposal, { name: '', contact: '', text: 'Tarde' }))).to.equal('records.disposal.refusal.time_over');
    expect(await refusalOf(disposeOf(disposal, go, quality2))).to.equal('records.disposal.refusal.unanswered');
    await answerObservation(disposal, number, { text: 'El estudio ya tiene copia', upheld: false }, quality);

    // Holds are asked again at the destruction, those of later slices too.
    heldByLater = true;
    expect(await refusalOf(disposeOf(disposal, go, quality2))).to.equal('records.disposal.refusal.kept');
    heldByLater = false;
    expect(await refusalOf(disposeOf(disposal, { ...go, password: 'otra' }, quality2))).to.equal('people.password.wrong');
    expect(await refusalOf(disposeOf(disposal, go, committee))).to.equal('records.disposal.refusal.decider');
    expect(await refusalOf(disposeOf(disposal, { ...go, sha256: 'b'.repeat(64) }, quality2))).to.equal('records.disposal.refusal.changed');
    expect(await fileStore().has(own.sha256)).to.equal(true);
    const acta = await disposeOf(disposal, go, quality2);

    // The content went, and only what nobody else has; the residual record stays.
    expect(await fileStore().has(own.sha256)).to.equal(false);
    expect(await fileStore().has(shared.sha256)).to.equal(true);
    expect((await recordOf(elsewhere)).state).to.equal('declared');
    const residual = await recordOf(code);
    expect(residual).to.deep.include({ state: 'disposed', disposal: { acta, day: today() } });
    expect(residual.files.map((one) => one.sha256)).to.deep.equal([shared.sha256, own.sha256]);
    expect(residual.terms.length).to.be.lessThan(12);
    expect((await disposalOf(disposal)).content).to.deep.include({ removed: [own.sha256], shared: [shared.sha256] });
    expect((await historyOf(`record:${String(residual._id)}`)).map((one) => one.act)).to.include.members(['records.dispose', 'records.declare', 'records.receive_transfer']);
    const pdf = (await textOf(await fileStore().read((await recordOf(acta)).files[0]?.sha256 ?? ''))).join(' ').replaceAll(/\s+/g, ' ');
    for (const said of [expediente, own.sha256, committee.name, quality2.name, 'Sirven para un estudio', 'El estudio ya tiene copia', sha256])
      expect(pdf.replaceAll(' ', ''), said).to.include(said.replaceAll(' ', ''));
    expect((await recordByCode(`ACTA-${disposal}`, quality))?.url).to.equal(`/disposicion/${disposal}`);

    // Nothing can be done to it any more, and verify agrees.
    expect(await disposing()).to.equal('records.disposal.refusal.gone');
    expect(await refusalOf(setHold('record', code, 'Tarde', quality))).to.equal('records.refusal.disposed');
    expect(await Array.fromAsync(disposalFaults())).to.deep.equal([]);
    expect(await Array.fromAsync(recordFaults())).to.deep.equal([]);
    expect(await Array.fromAsync(recordFiles())).not.to.include(own.sha256);
    expect(await Array.fromAsync(verifyTrail())).to.deep.equal([]);
    const told = hashOf(residual);
    expect(told).to.equal(hashOf(await recordOf(code)));
  }); // prettier-ignore

  it('S6: a CT or S series, a pending one, a record before its time or inside an expediente never enters an inventory of disposal', async () => {
    setClock(at('2030-01-10'));
    const [kept, pending, young] = [await loose(people, KEPT), await loose(people, PENDING), await loose(people, SERIES)];
    setClock(at('2045-01-10'));
    const refused = async (code: string) => refusalOf(prepareDisposal({ units: [`record:${String((await recordOf(code))._id)}`], note: 'x' }, people.quality));
    expect(await refused(kept)).to.equal('records.disposal.refusal.kept');
    expect(await refused(pending)).to.equal('records.disposal.refusal.pending');
    expect(await refused(young)).to.equal('records.disposal.refusal.not_transferred');
    expect(await refusalOf(prepareDisposal({ units: [], note: 'x' }, people.quality))).to.equal('records.disposal.form.choose');
    expect(await refusalOf(prepareDisposal({ units: ['file:nada'], note: 'x' }, people.quality))).to.equal('records.disposal.form.choose');
    const expediente = await openFile({ title: 'Mezcla', series: SERIES, responsible: 'Beatriz' }, people.quality);
    await fillFile(expediente, await loose(people, LONGER), people.quality);
    await closeFile(expediente, { reason: 'Fin' }, people.quality);
    setClock(at('2049-01-10'));
    await transferred(people, `file:${String((await fileOf(expediente))._id)}`);
    // The subseries inside asks for ten years more than the series of the expediente.
    const mixed = prepareDisposal({ units: [`file:${String((await fileOf(expediente))._id)}`], note: 'x' }, people.quality);
    expect(await refusalOf(mixed)).to.equal('records.disposal.refusal.too_early');
  }); // prettier-ignore

  it('S6: a later table does not shorten the retention of an expediente that was closed under an earlier one', async () => {
    setClock(at('2050-01-10'));
    const expediente = await openFile({ title: 'De antes', series: SERIES, responsible: 'Beatriz' }, people.quality);
    await fillFile(expediente, await loose(people, SERIES), people.quality);
    await closeFile(expediente, { reason: 'Fin' }, people.quality);
    await theTable(people, { management: 0, central: 1 });
    setClock(at('2051-06-10'));
    const unit = `file:${String((await fileOf(expediente))._id)}`;
    expect(await refusalOf(prepareTransfer({ units: [unit], note: 'x' }, people.quality))).to.equal('records.disposal.refusal.transfer_early');
    setClock(at('2053-06-10'));
    await transferred(people, unit);
    const disposal = await prepareDisposal({ units: [unit], note: 'x' }, people.quality);
    await dropDisposal(disposal, 'Se revisa', people.quality);
    expect((await disposalOf(disposal)).state).to.equal('dropped');
    expect(await prepareDisposal({ units: [unit], note: 'Otra vez' }, people.quality)).to.match(/^ELI-2053-002$/);
  }); // prettier-ignore
});

/** Ten in the morning of a day. */
function at(day: string): () => Date {
  return () => new Date(startOf(day).getTime() + 10 * 3_600_000);
}

/** Two years in management and one in the central archive, then eliminated; a kept series, a pending one, a longer subseries. */
async function theTable(people: People, years = { management: 2, central: 1 }): Promise<void> {
  const draft = await startDraft(people.quality);
  const row = (code: string, changes: Partial<SeriesInput>): SeriesInput => ({
    code, name: `Serie ${code}`, typologies: [], medium: 'electronic', office: 'Calidad', management: null, central: null, disposition: null,
    procedure: '', basis: '', access: { everyone: true, roles: [], areas: [] }, reserved: false, closed: false, ...changes,
  }); // prettier-ignore
  await saveSeries(row(SERIES, { ...years, disposition: 'E' }), people.quality);
  await saveSeries(row(LONGER, { management: 2, central: 11, disposition: 'E' }), people.quality);
  await saveSeries(row(KEPT, { management: 1, central: 1, disposition: 'CT' }), people.quality);
  await saveSeries(row(PENDING, {}), people.quality);
  const sha256 = tableHash(await seriesOf(draft));
  const input = { act: 'Resolución 1', day: today(), password: PASSWORD, sha256 };
  await putInForce(draft, input, people.quality2);
}

async function theCommittee({ quality, committee, leader, quality2 }: People): Promise<void> {
  await formBody(
    { short: 'CD', name: 'Comité Directivo', purpose: '', rule: 'majority', number: null },
    quality,
  );
  const term = { votes: true, from: '2026-01-01', until: null, namedBy: '' };
  await nameMember('ORG-CD', { ...term, person: committee.id, role: 'chair' }, quality);
  await nameMember('ORG-CD', { ...term, person: leader.id, role: 'member' }, quality);
  await nameMember('ORG-CD', { ...term, person: quality2.id, role: 'secretary', votes: false }, quality);
}

async function theSession(
  { quality, committee, leader, quality2 }: People,
  disposal: string,
): Promise<string> {
  const input = { date: today(), time: '09:00', mode: 'onsite', place: 'Sala' } as const;
  const session = await convene('ORG-CD', input, [], quality);
  await addItem(session, { title: 'Eliminación de listas', subject: disposal }, quality);
  const present = [committee.id, leader.id, quality2.id];
  await takeAttendance(
    session,
    { present, presiding: committee.id, secretary: quality2.id, guests: '' },
    quality,
  );
  return session;
}

async function theMinutes({ quality2, committee }: People, session: string): Promise<void> {
  await writeMinutes(session, { minutes: 'Se decidió.', commitments: [], close: true }, quality2);
  const sha256 = (await BodySession.findOne({ code: session }).lean())?.sha256 ?? '';
  for (const one of [quality2, committee]) await signMinutes(session, { sha256, password: PASSWORD }, one);
}

/** A record outside any expediente, received today. */
async function loose(people: People, series: string): Promise<string> {
  return aRecord(people.leader, { ...(await newRecord({ series })), happened: today() });
}

async function transferred({ quality, quality2 }: People, unit: string): Promise<void> {
  const code = await prepareTransfer({ units: [unit], note: 'A central' }, quality);
  const sha256 = (await Transfer.findOne({ code }).lean())?.sha256 ?? '';
  await receiveTransfer(code, { sha256, password: PASSWORD }, quality2);
}

async function fileOf(code: string): Promise<FileRecord> {
  const file = await FileModel.findOne({ code }).lean<FileRecord>();
  if (!file) throw new Error(`There is no expediente ${code}`);
  return file;
}

async function disposalOf(code: string): Promise<DisposalRecord> {
  const disposal = await Disposal.findOne({ code }).lean<DisposalRecord>();
  if (!disposal) throw new Error(`There is no disposal ${code}`);
  return disposal;
}
