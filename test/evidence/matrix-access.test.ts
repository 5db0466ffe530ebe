// The conformity matrix counts for each reader what that reader may open: its cells, their lists and its exports say one thing (L3, G2a).
import { expect } from 'chai';
import mongoose from 'mongoose';
import { matrixOf } from '../../server/evidence/matrix/weighing.ts';
import { evidenceOf } from '../../server/evidence/matrix/seeing.ts';
import { tie } from '../../server/evidence/links/tying.ts';
import { ensureTallies, tallyFaults } from '../../server/evidence/tally/counting.ts';
import { addItem, beginPlan } from '../../server/pam/index.ts';
import { act } from '../../server/platform/audit/act.ts';
import type { User } from '../../server/platform/access/roles.ts';
import { nativeCollection } from '../../server/platform/db/connection.ts';
import { recordByCode, type Ref } from '../../server/platform/links/kinds.ts';
import { readSheet } from '../../server/platform/tables/index.ts';
import { findProcess, seedProcesses } from '../../server/processes/index.ts';
import { openFile } from '../../server/records/filing.ts';
import { Series } from '../../server/records/series.ts';
import { aSession, formCommittee } from '../meetings/cast.ts';
import { aRecord, makeArchive } from '../records/cast.ts';
import { agentFor } from '../support/app.ts';
import { textOf } from '../support/pages.ts';
import { SETUP, type People } from '../support/people.ts';

const RESERVED = '140.05.01';
const CLAUSE: Ref = { kind: 'clause', id: 'G2b' };

describe('the conformity matrix of a reader to whom a series is closed', () => {
  let people: People;
  let closed: string;
  let open: string;
  const refOf = async (code: string): Promise<Ref> => {
    const { kind, id } = (await recordByCode(code, people.quality))!;
    return { kind, id };
  };
  const row = async (user: User, process: string | null = null, period = '') =>
    (await matrixOf({ set: 'technical-specification', process, period }, user)).find((one) => one.clause.id === CLAUSE.id)!; // prettier-ignore
  const reserve = (everyone: boolean) =>
    act('records.save_series', SETUP, async () => {
      const series = await Series.findOne({ code: RESERVED });
      series?.set({ access: { everyone, roles: ['committee'], areas: [] } });
      await series?.save();
    });

  before(async () => {
    people = await makeArchive();
    await seedProcesses(SETUP);
    await beginPlan({ code: 'PAM-1', title: 'Plan', entity: 'S', from: 2024, until: 2027 }, people.leader);
    await addItem('PAM-1', { kind: 'goal', text: 'Diez escuelas mejoran' }, people.leader);
    open = await aRecord(people.quality, { happened: '2026-01-15', process: 'D02.01' });
    closed = await aRecord(people.quality, { happened: '2026-01-20', process: 'D02.01', series: RESERVED });
    const file = await openFile({ title: 'Asunto', series: RESERVED, responsible: 'R' }, people.quality);
    for (const code of [open, closed, file]) await tie(await refOf(code), 'evidences', CLAUSE, people.quality); // prettier-ignore
    await tie(await refOf(closed), 'evidences', await refOf('PAM-1.01'), people.quality);
    await reserve(false);
  });

  it('L3: counts the records and expedientes that the reader may open, by process and period, and the plans tied through them', async () => {
    const process = (await findProcess('D02.01'))!.id;
    expect(await row(people.quality)).to.deep.include({ records: 3, plans: 1 });
    expect(await row(people.committee)).to.deep.include({ records: 3, plans: 1 });
    expect(await row(people.leader)).to.deep.include({ records: 1, plans: 0 });
    expect((await row(people.leader, process)).records).to.equal(1);
    expect((await row(people.committee, process)).records).to.equal(2);
    expect((await row(people.leader, null, '2026-1')).records).to.equal(1);
    expect((await row(people.leader, null, '2025')).records).to.equal(0);
  });

  it('L3: the cell, its list, the workbook and the coverage agree', async () => {
    const agent = await agentFor(people.leader);
    const filter = { period: '', process: null };
    expect(await evidenceOf([CLAUSE.id], filter, people.leader)).to.have.length(1);
    const cell = textOf((await agent.get('/matriz/G2b').expect(200)).text);
    expect(cell).to.contain(open).and.not.contain(closed).and.not.contain('PAM-1.01');
    const bytes = await agent
      .get('/matriz.xlsx')
      .buffer()
      .parse((res, done) => {
        const parts: Buffer[] = [];
        res.on('data', (part: Buffer) => parts.push(part)).on('end', () => done(null, Buffer.concat(parts)));
      });
    const sheet = await readSheet(bytes.body as Buffer);
    expect(sheet.rows.find(([code]) => code === CLAUSE.id)?.[3]).to.equal('1');
  });

  it('L3: a change of the table counts at once, both ways', async () => {
    await reserve(true);
    expect((await row(people.leader)).records).to.equal(3);
    await reserve(false);
    expect((await row(people.leader)).records).to.equal(1);
  });

  it('L3: of a kind without series each piece is asked for: a session counts for those who may read it', async () => {
    await formCommittee(people);
    const session = await aSession(people);
    await tie(await refOf(session), 'evidences', CLAUSE, people.quality);
    expect((await row(people.quality)).records).to.equal(4);
    expect((await row(people.leader)).records)
      .to.equal(await seenBy(people.leader))
      .and.to.equal(2);
    const outsider: User = { ...people.leader, id: 'f'.repeat(24) };
    expect((await row(outsider)).records)
      .to.equal(await seenBy(outsider))
      .and.to.equal(1);
  });

  it('L3: verify proves the counts of each series, and a copy that kept none by series counts them at its start', async () => {
    expect(await Array.fromAsync(tallyFaults())).to.deep.equal([]);
    const tallies = nativeCollection('evidence_tallies');
    await tallies.deleteMany({ shelf: { $ne: '*' } });
    await tallies.updateMany({}, { $unset: { shelf: 1 } });
    await ensureTallies();
    expect(await Array.fromAsync(tallyFaults())).to.deep.equal([]);
    expect((await row(people.leader)).records).to.equal(await seenBy(people.leader));
  });

  it('L3: reads the kept counts once, and no link to count, for whoever may open everything and for a reader of open series', async () => {
    for (const user of [people.quality, people.leader]) {
      const asked: string[] = [];
      mongoose.set('debug', (name: string, method: string) => void asked.push(`${name}.${method}`));
      await row(user);
      mongoose.set('debug', false);
      expect(asked.filter((one) => one === 'evidence_tallies.find')).to.have.length(1);
      expect(asked.filter((one) => one === 'records.find')).to.have.length(0);
    }
  });

  const seenBy = async (user: User): Promise<number> =>
    (await evidenceOf([CLAUSE.id], { period: '', process: null }, user)).length;
});
