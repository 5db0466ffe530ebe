// Traces: from any code to everything related, level by level, both ways, as of a date, bounded, and only what the person may see (L2, G8).
import { expect } from 'chai';
import mongoose from 'mongoose';
import { traceFrom, type TraceOptions } from '../../server/evidence/trace/walking.ts';
import { addItem, beginPlan, enablePlan } from '../../server/pam/index.ts';
import { act } from '../../server/platform/audit/act.ts';
import { setClock } from '../../server/platform/clock.ts';
import { declaredKinds, recordByCode, type Ref, type Shown } from '../../server/platform/links/kinds.ts';
import { Link, link, unlink } from '../../server/platform/links/links.ts';
import { seedProcesses } from '../../server/processes/index.ts';
import { aRecord, makeArchive } from '../records/cast.ts';
import { agentFor } from '../support/app.ts';
import { textOf } from '../support/pages.ts';
import { SETUP, type People } from '../support/people.ts';

describe('traces', () => {
  let people: People;
  let records: string[];
  const at = async (code: string): Promise<Shown> => (await recordByCode(code, people.quality))!;
  const tied = async (from: string, meaning: 'evidences' | 'applies_to' | 'verifies', to: string) => {
    const [a, b] = [await at(from), await at(to)];
    await act('tests.link', SETUP, () => link(a as Ref, meaning, b as Ref));
  };
  const usual: TraceOptions = { depth: 2, direction: 'both', asOf: null, most: 100 };
  const codes = async (from: string, options: Partial<TraceOptions> = {}, person = people.quality) => {
    const { nodes } = await traceFrom(await at(from), { ...usual, ...options }, person);
    return nodes.map(({ shown, level }) => `${level} ${shown.code}`).sort();
  };
  before(async () => {
    setClock(() => new Date('2026-03-10T15:00:00Z'));
    people = await makeArchive();
    await seedProcesses(SETUP);
    await beginPlan({ code: 'PAM-1', title: 'Plan', entity: 'S', from: 2024, until: 2027 }, people.leader);
    await addItem('PAM-1', { kind: 'goal', text: 'Diez escuelas mejoran' }, people.leader);
    records = [];
    for (let count = 0; count < 3; count += 1) records.push(await aRecord(people.quality));
    // PAM-1.01 <- record 0 -> G1a <- record 1 -> T65 <- record 2
    await tied(records[0]!, 'evidences', 'PAM-1.01');
    await tied(records[0]!, 'evidences', 'G1a');
    await tied(records[1]!, 'evidences', 'G1a');
    await tied(records[1]!, 'evidences', 'T65');
    await tied(records[2]!, 'evidences', 'T65');
  });
  after(() => setClock(null));

  it('L2: goes as many links away as is asked for, and no further', async () => {
    expect(await codes('PAM-1.01', { depth: 1 })).to.deep.equal(['0 PAM-1.01', `1 ${records[0]}`]);
    expect(await codes('PAM-1.01', { depth: 2 }))
      .to.include('2 G1a')
      .and.not.to.include(`3 ${records[1]}`);
    expect(await codes('PAM-1.01', { depth: 4 }))
      .to.include('4 T65')
      .and.not.to.include(`5 ${records[2]}`);
  });

  it('L2: forwards gives what came of it, backwards where it came from', async () => {
    expect(await codes(records[0]!, { direction: 'forward' })).to.deep.equal(
      [`0 ${records[0]}`, '1 G1a', '1 PAM-1.01'].sort(),
    );
    expect(await codes('G1a', { direction: 'backward' })).to.deep.equal(
      ['0 G1a', `1 ${records[0]}`, `1 ${records[1]}`].sort(),
    );
    expect(await codes('G1a', { direction: 'forward' })).to.deep.equal(['0 G1a']);
  });

  it('L2: a ring of links ends, and each record stands once', async () => {
    await tied(records[2]!, 'evidences', 'PAM-1.01');
    const all = await codes('PAM-1.01', { depth: 4 });
    expect(new Set(all.map((one) => one.slice(2))).size).to.equal(all.length);
    expect(all).to.include(`1 ${records[2]}`).and.to.include('2 T65');
    const [from, to] = [await at(records[2]!), await at('PAM-1.01')];
    await act('tests.unlink', SETUP, () => unlink(from, 'evidences', to));
  });

  it('L2: as of a date: links made later are not there, those taken back later still are', async () => {
    const before = '2026-03-10';
    setClock(() => new Date('2026-06-20T15:00:00Z'));
    await tied(records[2]!, 'evidences', 'G1a');
    const [first, clause] = [await at(records[0]!), await at('G1a')];
    await act('tests.unlink', SETUP, () => unlink(first, 'evidences', clause));
    expect(await codes('G1a', { depth: 1 })).to.deep.equal(
      ['0 G1a', `1 ${records[1]}`, `1 ${records[2]}`].sort(),
    );
    expect(await codes('G1a', { depth: 1, asOf: before })).to.deep.equal(
      ['0 G1a', `1 ${records[0]}`, `1 ${records[1]}`].sort(),
    );
    await enablePlan('PAM-1', { acta: 'Acta 1', day: '2026-06-20' }, people.committee);
    const plan = await traceFrom(await at('PAM-1.01'), { ...usual, asOf: before }, people.quality);
    expect(plan.nodes.length).to.be.above(1);
  });

  it('L2: a trace is bounded and says so: the nearest stay', async () => {
    const { nodes, cut } = await traceFrom(await at('G1a'), { ...usual, depth: 4, most: 2 }, people.quality);
    expect(nodes).to.have.length(2);
    expect(nodes[1]?.level).to.equal(1);
    expect(cut).to.equal(true);
    expect((await traceFrom(await at('G1a'), usual, people.quality)).cut).to.equal(false);
  });

  it('L2: never shows, nor goes through, what the person may not see', async () => {
    await beginPlan(
      { code: 'PAM-9', title: 'Borrador', entity: 'S', from: 2024, until: 2027 },
      people.leader,
    );
    await addItem('PAM-9', { kind: 'goal', text: 'Oculta' }, people.leader);
    await tied(records[1]!, 'evidences', 'PAM-9.01');
    await tied(records[2]!, 'evidences', 'PAM-9.01');
    expect(await codes(records[1]!, { depth: 1 })).to.include('1 PAM-9.01');
    expect(await codes(records[1]!, { depth: 1 }, people.reader)).not.to.include('1 PAM-9.01');
  });

  it('L2: asks the database by level, not by record', async () => {
    const many = Array.from({ length: 40 }, () => ({ kind: 'clause', id: 'G2b' }));
    const added: Ref[] = [];
    for (const code of records) added.push(await at(code));
    await act('tests.link', SETUP, async () => {
      for (const [index] of many.entries())
        await link(added[index % 3]!, 'evidences', { kind: 'clause', id: `G${(index % 9) + 1}` });
    });
    let asked = 0;
    mongoose.set('debug', (name: string) => void (asked += name === 'links' ? 1 : 0));
    await traceFrom(await at('G1a'), { ...usual, depth: 4 }, people.quality);
    mongoose.set('debug', false);
    expect(asked).to.be.within(4, 4 * 2 * 4);
  });

  it('L2: the page shows the trace as a picture and as a list, and says how it was asked for', async () => {
    const agent = await agentFor(people.auditor);
    const page = await agent
      .get(`/trazas?codigo=${records[1]!.toLowerCase()}&sentido=ambos&niveles=3`)
      .expect(200);
    expect(page.text)
      .to.match(/<svg[^>]*class="diagram graph"/)
      .and.contain('href="/trazas?codigo=T65"')
      .and.contain('href="/evidencia/paquetes/nuevo?codigo');
    expect(textOf(page.text))
      .to.contain('A 1 paso')
      .and.contain('Tiene como evidencia a')
      .and.not.to.contain('evidence.');
    expect(textOf((await agent.get('/trazas?codigo=NADA-1')).text)).to.contain(
      'No hay nada con el código «NADA-1»',
    );
    const traced = (await agent.get('/trazas?codigo=G1a').expect(200)).text;
    expect(textOf(traced), 'kinds stand alone, with a capital')
      .to.contain('Registro')
      .and.not.match(/\bregistro (Es|Tiene)/);
    expect(textOf((await agent.get('/trazas').expect(200)).text)).to.contain('Escriba un código');
    await agent.get('/trazas?codigo=G1a&fecha=2026-03-10&niveles=9&sentido=x').expect(200);
  });

  it('G8: a code opens its record by the short address, in any case of letters', async () => {
    const agent = await agentFor(people.quality);
    for (const code of [records[0]!, records[0]!.toLowerCase(), 'g1a', 'PAM-1.01', 'd02.01']) {
      const answer = await agent.get(`/c/${encodeURIComponent(code)}`).redirects(0);
      expect(answer.status, code).to.equal(303);
      await agent.get(answer.headers.location!).expect(200);
    }
    await agent.get('/c/NADA-1').expect(404);
  });

  it('G8: every record of every kind that shows a code opens by it', async () => {
    const unknown: string[] = [];
    for (const kind of declaredKinds()) {
      if (['person', 'position'].includes(kind.name)) continue;
      const ids = (await Array.fromAsync(kind.enumerate())).slice(0, 400);
      for (const { code, id } of await kind.show(ids, people.quality)) {
        const found = code ? await recordByCode(code, people.quality) : null;
        if (code && found?.id !== id) unknown.push(`${kind.name} ${code}`);
      }
    }
    expect(unknown).to.deep.equal([]);
    expect(await Link.countDocuments()).to.be.above(5);
  });
});
