// The pages of transfer, disposal and holds, the public page, and the reading back of stored files.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { setClock, startOf, today } from '../../server/platform/clock.ts';
import { fileStore } from '../../server/platform/files/index.ts';
import { decideDisposal } from '../../server/records/disposing/deciding.ts';
import { removeWaitingContent } from '../../server/records/disposing/destroying.ts';
import { Disposal, type DisposalRecord } from '../../server/records/disposing/disposal.ts';
import { Hold } from '../../server/records/disposing/hold.ts';
import { LegibilityCheck } from '../../server/records/disposing/legible.ts';
import { faultsOf } from '../../server/records/disposing/proving.ts';
import { DAYS_BETWEEN, checkLegibility } from '../../server/records/disposing/reading-back.ts';
import { disposalTasks } from '../../server/records/disposing/tasks.ts';
import { putInForce, saveSeries, startDraft, tableHash } from '../../server/records/drafting.ts';
import { seriesIn, seriesOf } from '../../server/records/tabling.ts';
import { FileModel } from '../../server/records/file.ts';
import { RecordModel } from '../../server/records/record.ts';
import { sign } from '../../server/platform/access/signatures.ts';
import { agentFor, visitor, type Agent } from '../support/app.ts';
import { storageDir } from '../support/database.ts';
import { formOf, send, submit, textOf } from '../support/pages.ts';
import { PASSWORD, type People } from '../support/people.ts';
import { aRecord, makeArchive, newRecord, recordOf, SERIES, stored } from './cast.ts';

const CONTENT = 'Asistieron Ana y otras personas';
const JOB = { kind: 'system', job: 'records.check_legibility' } as const;

describe('records: pages of disposal, holds and legibility', function () {
  this.timeout(60_000);
  let people: People;
  let office: Agent;
  let record: string;
  before(async () => {
    people = await makeArchive();
    setClock(at('2026-01-20'));
    await oneYear(people);
    record = await aRecord(people.leader, { ...(await newRecord({ title: 'Lista de asistencia de Ana', files: [await stored(CONTENT)] })), happened: '2026-01-19' });
    office = await agentFor(people.quality, { fresh: true });
  }); // prettier-ignore
  after(() => setClock(null));

  it('S6: an inventory goes by its pages from the due list to the acta, and the public has its say on the way', async () => {
    setClock(at('2027-01-21'));
    office = await agentFor(people.quality, { fresh: true });
    const early = textOf((await office.get('/disposicion/vencimientos?fecha=2027-01-20')).text);
    expect(early).to.include('Nada ha cumplido su tiempo');
    const page = await office.get('/disposicion/vencimientos');
    expect(textOf(page.text)).to.include(record);
    const unit = `record:${String((await recordOf(record))._id)}`;
    const empty = await send(office, '/disposicion/inventarios', { ...formOf(page.text).fields, note: '' , units: unit });
    expect(empty.status).to.equal(422);
    expect(empty.text).to.include('Escriba de qué se trata');
    expect(formOf(empty.text).fields.units, 'what was chosen is kept').to.equal(unit);
    const made = await send(office, '/disposicion/inventarios', { ...formOf(empty.text).fields, note: 'Listas de 2026' });
    const path = made.headers.location ?? '';
    expect(path).to.equal('/disposicion/ELI-2027-001');
    expect(textOf((await office.get(path)).text)).to.include('agregue ELI-2027-001 al orden del día');
    const { sha256 } = await disposalOf('ELI-2027-001');
    const { committee } = people;
    const signature = await sign(committee, PASSWORD, 'aprobo', sha256);
    await decideDisposal('ELI-2027-001', 'approved', { signature, sha256, comment: '', session: 'SES-2027-001', acta: 'ACTA-2027-001' }, committee);
    expect((await disposalTasks(people.quality)).map((one) => one.word)).to.include('records.task.publish');
    const nobody = await visitor();
    expect((await nobody.get('/eliminaciones/ELI-2027-001')).status).to.equal(404);
    await submit(office, `${path}/publicacion`, {});

    const open = await nobody.get('/eliminaciones/ELI-2027-001');
    expect(open.text).to.include(record).and.not.include('Lista de asistencia de Ana');
    expect((await submit(nobody, '/eliminaciones/ELI-2027-001', { text: '' })).status).to.equal(422);
    const observed = await submit(nobody, '/eliminaciones/ELI-2027-001', { text: 'No la boten', name: 'Un vecino' });
    expect(observed.status).to.equal(303);
    expect(textOf((await nobody.get('/eliminaciones')).text)).to.include('ELI-2027-001');
    expect((await office.get(`${path}/eliminacion`)).status).to.equal(200);
    expect((await submit(office, `${path}/eliminacion`, { password: PASSWORD })).text).to.include('El inventario está publicado hasta');
    await submit(office, `${path}/observaciones/1`, { text: 'Hay copia', upheld: 'no' });
    const until = (await disposalOf('ELI-2027-001')).published?.until ?? '';
    setClock(() => new Date(startOf(until).getTime() + 34 * 3_600_000));
    office = await agentFor(people.quality, { fresh: true });
    expect((await disposalTasks(people.quality)).map((one) => one.word)).to.include('records.task.dispose');
    const hash = (await recordOf(record)).files[0]?.sha256 ?? '';
    const done = await submit(office, `${path}/eliminacion`, { password: PASSWORD });
    expect(done.headers.location, textOf(done.text)).to.equal(path);
    expect(await fileStore().has(hash)).to.equal(false);
    const residual = textOf((await office.get(`/registros/${record}`)).text);
    expect(residual).to.include(hash);
    expect((await office.get(`/registros/${record}/archivos/${hash}`)).status).to.equal(404);
    expect(textOf((await (await visitor()).get('/eliminaciones/ELI-2027-001')).text)).to.include('ya no se reciben observaciones');
  }); // prettier-ignore

  it('a stop between the acta and the end of the content is made good by the job', async () => {
    const disposal = await disposalOf('ELI-2027-001');
    const [hash = ''] = disposal.content?.removed ?? [];
    expect((await fileStore().put(Buffer.from(CONTENT))).sha256).to.equal(hash);
    await Disposal.collection.updateOne({ code: disposal.code }, { $set: { content: null } });
    await removeWaitingContent({ kind: 'system', job: 'records.remove_content' });
    expect(await fileStore().has(hash)).to.equal(false);
    expect((await disposalOf(disposal.code)).content?.removed).to.deep.equal([hash]);
  });

  it('S6: what is due is asked of an index, not of the whole archive', async () => {
    const due = { file: null, series: SERIES, state: 'declared' as const, received: { $lt: '2030-01-01' } };
    const asked = [
      RecordModel.find({ $or: [due, { ...due, series: '140.40' }] }).sort({ received: 1 }),
      FileModel.find({ $or: [{ series: SERIES, 'closed.table': 2, state: 'closed' as const, 'closed.day': { $lt: '2030-01-01' } }] }).sort({ 'closed.day': 1 }),
      RecordModel.find({ state: 'disposed', 'disposal.acta': 'REG-2027-00002' }),
      Hold.find({ on: { $in: ['a'] }, lifted: null }),
    ];
    for (const query of asked)
      expect(JSON.stringify(await query.explain('queryPlanner'))).to.include('IXSCAN').and.not.include('COLLSCAN');
  }); // prettier-ignore

  it('verify names a disposal without a decision, with too short a publication, or with another inventory', async () => {
    const good = await disposalOf('ELI-2027-001');
    expect(faultsOf(good, 0)).to.deep.equal([]);
    expect(faultsOf({ ...good, decision: null }, 0)).to.include('records.disposal.fault.approval');
    const published = {
      ...(good.published ?? { by: '', at: new Date() }),
      day: '2027-01-21',
      until: '2027-02-21',
    };
    expect(faultsOf({ ...good, published }, 0)).to.include('records.disposal.fault.publication');
    expect(faultsOf({ ...good, sha256: 'f'.repeat(64) }, 0)).to.include('records.disposal.fault.decision');
    expect(faultsOf(good, 1)).to.include('records.disposal.fault.observation');
  });

  it('a person holds a record with a reason, and only the quality office lifts it with another', async () => {
    const held = await aRecord(people.leader, { ...(await newRecord()), happened: today() });
    const leader = await agentFor(people.leader, { fresh: true });
    const wrong = await submit(leader, `/registros/${held}/suspension`, { on: 'record', reason: '' });
    expect(wrong.status).to.equal(422);
    await submit(leader, `/registros/${held}/suspension`, { on: 'record', reason: 'Hay una queja' });
    expect(textOf((await leader.get(`/registros/${held}`)).text)).to.include('Hay una queja').and.include('Suspendida');
    const hold = String((await Hold.findOne({ code: held }).lean())?._id);
    expect((await leader.get(`/suspensiones/${hold}/levantamiento`)).status).to.equal(403);
    await submit(office, `/suspensiones/${hold}/levantamiento`, { reason: 'La queja cerró' });
    expect(textOf((await office.get(`/registros/${held}`)).text)).to.include('La queja cerró').and.include('Levantada');
  }); // prettier-ignore

  it('G2b G1e: stored files are opened and read again; one that fails is a task and stands on the record', async () => {
    const files = [await stored('Texto que se lee'), await stored('Texto que se dañará')];
    const code = await aRecord(people.leader, { ...(await newRecord({ files })), happened: today() });
    await checkLegibility(JOB);
    const check = await LegibilityCheck.findOne({ recordCode: code }).lean();
    expect(check).to.include({ failed: false });
    expect(textOf((await office.get(`/registros/${code}`)).text)).to.include('2 archivos abren bien');
    damage(files[1]?.sha256 ?? '');
    await checkLegibility(JOB);
    expect((await LegibilityCheck.findOne({ recordCode: code }).lean())?.failed, 'not again before its time').to.equal(false);
    const now = startOf(today()).getTime() + (DAYS_BETWEEN + 2) * 86_400_000 + 10 * 3_600_000;
    setClock(() => new Date(now));
    await checkLegibility(JOB);
    const failed = await LegibilityCheck.findOne({ recordCode: code }).lean();
    expect(failed?.files.map((one) => one.state)).to.deep.equal(['legible', 'damaged']);
    expect((await disposalTasks(people.quality)).find((one) => one.word === 'records.task.legibility')?.href).to.equal(`/registros/${code}`);
    office = await agentFor(people.quality, { fresh: true });
    expect(textOf((await office.get(`/registros/${code}`)).text)).to.include('Dañado');
    await fileStore().put(Buffer.from('Texto que se dañará'));
    await submit(office, `/registros/${code}/legibilidad`, {});
    expect((await LegibilityCheck.findOne({ recordCode: code }).lean())?.failed).to.equal(false);
  }); // prettier-ignore
});

/** Ten in the morning of a day. */
function at(day: string): () => Date {
  return () => new Date(startOf(day).getTime() + 10 * 3_600_000);
}

/** The series of the cast is kept one year in management and then eliminated. */
async function oneYear({ quality, quality2 }: People): Promise<void> {
  const number = await startDraft(quality);
  const row = await seriesIn(number, SERIES);
  if (!row) throw new Error(`There is no series ${SERIES}`);
  const { code, name, typologies, medium, office, procedure, basis, access, reserved, closed } = row;
  await saveSeries({ code, name, typologies, medium, office, procedure, basis, access, reserved, closed, management: 1, central: 0, disposition: 'E' }, quality); // prettier-ignore
  const sha256 = tableHash(await seriesOf(number));
  await putInForce(number, { act: 'Resolución 1', day: today(), password: PASSWORD, sha256 }, quality2);
}

function damage(sha256: string): void {
  const folder = join(storageDir, 'files', sha256.slice(0, 2));
  expect(readdirSync(folder)).to.include(sha256);
  writeFileSync(join(folder, sha256), 'otra cosa');
}

async function disposalOf(code: string): Promise<DisposalRecord> {
  const disposal = await Disposal.findOne({ code }).lean<DisposalRecord>();
  if (!disposal) throw new Error(`There is no disposal ${code}`);
  return disposal;
}
