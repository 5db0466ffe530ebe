// The cut-off of an engagement over records, expedientes and inventories: what is read later is what was there on that day (L3).
import { expect } from 'chai';
import { EngagementModel } from '../../server/evidence/room/engagement.ts';
import { closeEngagement, openEngagement } from '../../server/evidence/room/engaging.ts';
import type { User } from '../../server/platform/access/roles.ts';
import { act } from '../../server/platform/audit/act.ts';
import { addDays, setClock, today, type Day } from '../../server/platform/clock.ts';
import { recordByCode } from '../../server/platform/links/kinds.ts';
import { answerObservation } from '../../server/records/disposing/publishing.ts';
import { latestTransfers, listDisposals, loadDisposal, loadTransfer, observationsOf } from '../../server/records/disposing/queries/disposals.ts'; // prettier-ignore
import { closeFile, fillFile, openFile } from '../../server/records/filing.ts';
import { listFiles, loadFile } from '../../server/records/queries/files.ts';
import { aroundRecord, everyRecord, listRecords, loadRecord } from '../../server/records/queries/records.ts';
import { RecordModel } from '../../server/records/record.ts';
import { reopenFile } from '../../server/records/reopening.ts';
import { onDay } from '../actions/cast.ts';
import { agentFor } from '../support/app.ts';
import { textOf } from '../support/pages.ts';
import { SETUP, type People } from '../support/people.ts';
import { aRecord, makeArchive, recordOf, SERIES } from './cast.ts';
import { disposalSamples, DISPOSAL, TRANSFER } from './disposing-samples.ts';

const FIRST = '2026-03-02';
const ALL = { words: '', series: null, file: null, process: null, document: null, conforms: null, from: null, until: null }; // prettier-ignore

describe('records as of the cut-off', function () {
  this.timeout(60_000);
  let people: People;
  let [one, two, file] = ['', '', ''];
  /** What a certifier read at the end of each day, while it was that day. */
  const then = new Map<Day, unknown>();

  before(async () => {
    onDay(FIRST);
    people = await makeArchive();
    const { leader, quality } = people;
    const acts: (() => Promise<unknown>)[] = [
      () => Promise.resolve(),
      async () => (one = await aRecord(leader)),
      async () => (file = await openFile({ title: 'Visitas', series: SERIES, responsible: 'Directora' }, leader)),
      () => fillFile(file, one, leader),
      () => closeFile(file, { reason: 'Terminó' }, leader),
      () => reopenFile(file, { reason: 'Faltaba un acta' }, quality),
      async () => {
        two = await aRecord(leader);
        await fillFile(file, two, leader);
      },
      () => disposalSamples(people),
      () => answerObservation(DISPOSAL, 1, { text: 'Hay copia', upheld: false }, quality),
      dispose,
    ];
    for (const [after, work] of acts.entries()) {
      onDay(addDays(FIRST, after));
      await work();
      then.set(today(), await readBy(certifierOf(today())));
    }
    onDay(addDays(FIRST, 100));
  }); // prettier-ignore
  after(() => setClock(null));

  it('L3: with a cut-off on any day, lists, pages and codes of records, expedientes and inventories are those of that day', async () => {
    for (const [day, read] of then)
      expect(await readBy(certifierOf(day)), `as of ${day}`).to.deep.equal(read);
    const kinds = new Set([...then.values()].map((one) => JSON.stringify(one)));
    expect(kinds.size, 'each day something else was seen').to.equal(then.size);
  });

  it('L3: the pages say the state of that day, and what was disposed of since is not offered', async () => {
    await engageUntil(addDays(FIRST, 4));
    const agent = await agentFor(people.certifier, { fresh: true });
    const shown = textOf((await agent.get(`/expedientes/${file}`).expect(200)).text);
    expect(shown)
      .to.include('Cerrado')
      .and.include(one)
      .and.not.include('Faltaba un acta')
      .and.not.include(two);
    await agent.get(`/disposicion/${DISPOSAL}`).expect(404);
    expect(textOf((await agent.get('/disposicion').expect(200)).text)).not.to.include(DISPOSAL);
    const page = textOf((await agent.get(`/registros/${one}`).expect(200)).text);
    expect(page).to.include('Declarado').and.include('Los archivos se eliminaron');
    const [{ sha256 } = { sha256: '' }] = (await recordOf(one)).files;
    await agent.get(`/registros/${one}/archivos/${sha256}`).expect(404);
  });

  /** As an elimination leaves it: its time would have to pass. */
  async function dispose(): Promise<void> {
    await act('records.dispose', SETUP, async () => {
      const record = await RecordModel.findOne({ code: one });
      record?.set({ state: 'disposed', disposal: { acta: 'REG-2026-00009', day: today() } });
      await record?.save();
    });
  }

  /** A certifier of an engagement that shows everything of the year up to a day. */
  function certifierOf(cutOff: Day): User {
    const engagement = { id: '', code: '', sets: null, processes: null, from: '2026-01-01', until: '2026-12-31', cutOff }; // prettier-ignore
    return { ...people.certifier, engagement };
  }

  async function engageUntil(cutOff: Day): Promise<void> {
    const open = await EngagementModel.findOne({ closed: null }).lean();
    if (open) await closeEngagement(open.code, 'Cambia de alcance', SETUP);
    await openEngagement(
      { body: 'Certificadora', purpose: 'Etapa 2', accounts: [people.certifier.id], sets: null, processes: null, from: '2026-01-01', until: '2026-12-31', cutOff, expires: addDays(today(), 30) },
      SETUP,
    );
  } // prettier-ignore

  async function readBy(user: User): Promise<unknown> {
    const files = { q: '', serie: '', estado: null };
    const record = await loadRecord({ code: one }, user).catch(() => null);
    const disposal = await loadDisposal({ code: DISPOSAL }, user).catch(() => null);
    const read = {
      record,
      around: record && (await aroundRecord(record, user)),
      listed: (await listRecords(ALL, 1, user)).rows,
      inFile: (await listRecords({ ...ALL, file: file || 'EXP-0' }, 1, user)).rows.map(({ code }) => code),
      exported: await Array.fromAsync(everyRecord({ ...ALL, file: file || 'EXP-0' }, user)),
      file: await loadFile({ code: file }, user).catch(() => null),
      files: (await listFiles(files, 1, user)).rows,
      open: (await listFiles({ ...files, estado: 'open' }, 1, user)).total,
      disposals: (await listDisposals(1, user)).rows,
      transfers: await latestTransfers(user),
      transfer: await loadTransfer({ code: TRANSFER }, user).catch(() => null),
      disposal,
      observations: disposal && (await observationsOf(disposal, user)),
      shown: await Promise.all([one, file, DISPOSAL, TRANSFER].map((code) => recordByCode(code || 'NADA', user))),
    };
    return JSON.parse(JSON.stringify(read, (key, value: unknown) => (value === null || ['__v', 'terms', 'text'].includes(key) ? undefined : value)));
  } // prettier-ignore
});
