// The conformity matrix: what governs, proves and stands against each clause, counted as the links say, filtered, exported, and opened cell by cell (L3).
import type { Engagement } from '../../server/platform/access/engagement.ts';
import { expect } from 'chai';
import { registerNonconformity } from '../../server/actions/index.ts';
import { countIn, daysOf } from '../../server/evidence/matrix/periods.ts';
import { coverageFor, matrixOf, type MatrixFilter } from '../../server/evidence/matrix/weighing.ts';
import { tie, untie } from '../../server/evidence/links/tying.ts';
import { countTallies, rebuildTallies, tallyFaults } from '../../server/evidence/tally/counting.ts';
import { allTallies } from '../../server/evidence/tally/tallies.ts';
import { addItem, beginPlan } from '../../server/pam/index.ts';
import { ensureDefaultTypes } from '../../server/documents/index.ts';
import type { User } from '../../server/platform/access/roles.ts';
import { nativeCollection } from '../../server/platform/db/connection.ts';
import { recordByCode, type Ref } from '../../server/platform/links/kinds.ts';
import { Link } from '../../server/platform/links/links.ts';
import { readSheet } from '../../server/platform/tables/index.ts';
import { findProcess, seedProcesses } from '../../server/processes/index.ts';
import { positionOptions } from '../../server/people/index.ts';
import { aDraft, bring } from '../documents/cast.ts';
import { aRecord, makeArchive } from '../records/cast.ts';
import { agentFor } from '../support/app.ts';
import { textOf } from '../support/pages.ts';
import { SETUP, type People } from '../support/people.ts';

const SET = 'technical-specification';

describe('the conformity matrix', () => {
  let people: People;
  let records: string[];
  const refOf = async (code: string): Promise<Ref> => {
    const { kind, id } = (await recordByCode(code, people.quality))!;
    return { kind, id };
  };
  const row = async (clause: string, filter: Partial<MatrixFilter> = {}) => {
    const rows = await matrixOf({ set: SET, process: null, period: '', ...filter }, people.quality);
    return rows.find((one) => one.clause.id === clause)!;
  };
  before(async () => {
    people = await makeArchive();
    await seedProcesses(SETUP);
    await beginPlan({ code: 'PAM-1', title: 'Plan', entity: 'S', from: 2024, until: 2027 }, people.leader);
    await addItem('PAM-1', { kind: 'goal', text: 'Diez escuelas mejoran' }, people.leader);
    records = [
      await aRecord(people.quality, { happened: '2026-01-15', process: 'D02.01' }),
      await aRecord(people.quality, { happened: '2026-05-20', process: 'D02.01' }),
      await aRecord(people.quality, { happened: '2025-12-31' }),
    ];
    for (const code of records)
      await tie(await refOf(code), 'evidences', { kind: 'clause', id: 'G2b' }, people.quality);
    await tie(await refOf(records[0]!), 'evidences', await refOf('PAM-1.01'), people.quality);
    await ensureDefaultTypes();
    const document = await aDraft(people.leader);
    await bring(document, 'in_force', people);
    await tie(await refOf(document), 'governs', { kind: 'clause', id: 'G2b' }, people.quality);
  });

  it('L3: counts what proves a clause, by period and by process', async () => {
    expect((await row('G2b')).records).to.equal(3);
    expect((await row('G2b', { period: '2026' })).records).to.equal(2);
    expect((await row('G2b', { period: '2026-1' })).records).to.equal(1);
    expect((await row('G2b', { period: '2025-4' })).records).to.equal(1);
    const process = (await findProcess('D02.01'))!.id;
    expect((await row('G2b', { process })).records).to.equal(2);
    expect((await row('G2b', { process, period: '2026-2' })).records).to.equal(1);
    expect((await row('G2a')).records).to.equal(0);
  });

  it('L3: a heading sums its parts', async () => {
    expect((await row('G2')).records).to.equal(3);
    expect((await row('G2')).heads).to.equal(true);
  });

  it('L3: shows the procedure in force, and the PAM and PMI that are tied through what proves or governs', async () => {
    const { documents, plans, state } = await row('G2b');
    expect(documents).to.have.length(1);
    expect(documents[0]?.state?.tone).to.equal('ok');
    expect(plans).to.equal(1);
    expect(state).to.equal('blank');
  });

  it('L3: counts open nonconformities against a clause', async () => {
    const [responsible] = await positionOptions();
    await registerNonconformity(
      {
        nature: 'real',
        source: 'person',
        origin: null,
        process: 'D02.01',
        clause: 'G2b',
        description: 'Falta el registro',
        grade: 'minor',
        found: '2026-06-01',
        responsible: responsible!.value,
      },
      people.quality,
    );
    expect((await row('G2b')).nonconformities).to.equal(1);
    expect((await row('G2b', { process: (await findProcess('N01.01'))!.id })).nonconformities).to.equal(0);
  });

  it('L3: the kept counts are what the links say, after ties and untying in any order', async () => {
    await tie(await refOf(records[1]!), 'evidences', { kind: 'clause', id: 'G1a' }, people.quality);
    await tie(await refOf(records[1]!), 'evidences', await refOf('PAM-1.01'), people.quality);
    const made = await Link.findOne({
      'from.id': (await refOf(records[0]!)).id,
      'to.id': 'G2b',
      until: null,
    });
    await untie(made!.id, 'Error', people.quality);
    expect(await Array.fromAsync(tallyFaults())).to.deep.equal([]);
    expect((await row('G2b')).records).to.equal(2);
    expect((await row('G2b')).plans).to.equal(1);
    const before = await allTallies();
    await rebuildTallies();
    expect((await allTallies()).length).to.be.at.most(before.length);
    expect(await Array.fromAsync(tallyFaults())).to.deep.equal([]);
    expect((await countTallies()).get('G1a|*')?.plans).to.equal(1);
  });

  it('L3: verify names a clause whose count is not what the links say', async () => {
    await nativeCollection('evidence_tallies').updateOne(
      { clause: 'G2b', process: '*', shelf: '*' },
      { $inc: { 'months.2026-05': 7 } },
    );
    const faults = await Array.fromAsync(tallyFaults());
    expect(faults.map(({ subject }) => subject)).to.deep.equal(['clause:G2b|*']);
    await rebuildTallies();
  });

  it('L3: periods are years and quarters', () => {
    expect(daysOf('2026-4')).to.deep.equal({ from: '2026-10-01', until: '2026-12-31' });
    expect(daysOf('2024-1')).to.deep.equal({ from: '2024-01-01', until: '2024-03-31' });
    expect(daysOf('x')).to.equal(null);
    expect(countIn({ '2026-03': 2, '2026-04': 5 }, '2026-1')).to.equal(2);
  });

  it('L3: the page shows it, each cell opens its evidence, and bad filters do no harm', async () => {
    const agent = await agentFor(people.auditor);
    const page = await agent.get('/matriz?periodo=2026').expect(200);
    expect(page.text.replaceAll('&#x3D;', '=')).to.contain('href="/matriz/G2b?periodo=2026#evidencia"');
    expect(textOf(page.text)).not.to.match(/evidence\.\w+\./);
    const cell = textOf((await agent.get('/matriz/G2b?periodo=2026').expect(200)).text);
    expect(cell).to.contain(records[1]!).and.contain('PAM-1.01').and.contain('NC-');
    expect(cell).not.to.contain(records[2]!);
    await agent.get('/matriz?conjunto=nada&periodo=zz').expect(200);
    await agent.get('/matriz/NADA').expect(404);
    await (await agentFor(people.reader)).get('/matriz').expect(403);
  });

  it('L3: a certifier counts what the person may see within the engagement, as it stood at the cut-off', async () => {
    const open: Engagement = {
      id: 'e',
      code: 'ENC-2026-001',
      sets: null,
      processes: null,
      from: '2020-01-01',
      until: '2030-01-01',
      cutOff: '2030-01-01',
    };
    const counted = async (engagement: Partial<Engagement>) => {
      const certifier: User = { ...people.certifier, engagement: { ...open, ...engagement } };
      const rows = await matrixOf({ set: SET, process: null, period: '' }, certifier);
      const found = rows.find((one) => one.clause.id === 'G2b');
      return [found?.records, found?.plans];
    };
    const kept = await row('G2b');
    expect(await counted({})).to.deep.equal([kept.records, kept.plans]);
    expect(await counted({ cutOff: '2025-06-30' })).to.deep.equal([0, 0]);
    expect(await counted({ until: '2025-12-31' })).to.deep.equal([1, 0]);
    expect(await counted({ sets: ['mipg-4'] })).to.deep.equal([undefined, undefined]);
  });

  it('L3: goes out as a workbook and as a PDF', async () => {
    const agent = await agentFor(people.quality);
    const bytes = async (path: string): Promise<Buffer> =>
      (
        await agent
          .get(path)
          .buffer()
          .parse((res, done) => {
            const parts: Buffer[] = [];
            res
              .on('data', (part: Buffer) => parts.push(part))
              .on('end', () => done(null, Buffer.concat(parts)));
          })
      ).body as Buffer;
    const sheet = await readSheet(await bytes('/matriz.xlsx'));
    const line = sheet.rows.find(([code]) => code === 'G2b');
    expect(line?.[3]).to.equal('2');
    expect((await bytes('/matriz.pdf?periodo=2026')).subarray(0, 5).toString()).to.equal('%PDF-');
  });

  it('L3: the coverage of each set counts clauses that are governed, proved and conforming', async () => {
    const [first] = await coverageFor({ process: null, period: '' }, people.quality);
    expect(first).to.deep.include({ set: SET, governed: 1, proved: 2, conforming: 0 });
    const page = await (await agentFor(people.committee)).get('/matriz/cobertura').expect(200);
    expect(page.text).to.match(/<svg[^>]*class="diagram bars"/);
  });
});
