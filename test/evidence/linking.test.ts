// Links made by hand: who may tie what with what, taken back with a reason, required ones waived with a reason (L1).
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { addItem, beginPlan } from '../../server/pam/index.ts';
import { BY_HAND, mayTie, waysFrom } from '../../server/evidence/links/rules.ts';
import { tie, untie, waive } from '../../server/evidence/links/tying.ts';
import { Waiver } from '../../server/evidence/links/waiver.ts';
import { act } from '../../server/platform/audit/act.ts';
import { entries } from '../../server/platform/audit/trail.ts';
import { verifyAll } from '../../server/platform/integrity/verifying.ts';
import { Link, link, linksOf, MEANINGS } from '../../server/platform/links/links.ts';
import { requiredLinks } from '../../server/platform/links/required.ts';
import { recordByCode, type Ref } from '../../server/platform/links/kinds.ts';
import { seedProcesses } from '../../server/processes/index.ts';
import { aRecord, makeArchive } from '../records/cast.ts';
import { agentFor } from '../support/app.ts';
import { submit, textOf } from '../support/pages.ts';
import { SETUP, type People } from '../support/people.ts';
import { refusalOf } from '../support/refusal.ts';

const views = join(import.meta.dirname, '../../views');

describe('links made by hand', () => {
  let people: People;
  let record: string;
  let ref: Ref;
  const refOf = async (code: string): Promise<Ref> => {
    const { kind, id } = (await recordByCode(code, people.quality))!;
    return { kind, id };
  };
  before(async () => {
    people = await makeArchive();
    await seedProcesses(SETUP);
    await beginPlan({ code: 'PAM-1', title: 'Plan', entity: 'S', from: 2024, until: 2027 }, people.leader);
    await addItem('PAM-1', { kind: 'goal', text: 'Diez escuelas mejoran' }, people.leader);
    record = await aRecord(people.quality);
    ref = await refOf(record);
    await tie(ref, 'evidences', { kind: 'clause', id: 'G2c' }, people.quality);
  });

  it('L1: by hand the vocabulary is that of all links, and structural ones are left to their own verbs', () => {
    for (const meaning of Object.keys(BY_HAND)) expect(MEANINGS).to.include(meaning);
    for (const meaning of ['originates', 'corrects', 'cites'] as const)
      expect(mayTie(people.quality, 'record', meaning, 'action')).to.equal(false);
  });

  it('L1: who may tie is asked of the two kinds and the meaning', () => {
    const { quality, leader, auditor, certifier, reader, school } = people;
    expect(mayTie(quality, 'document', 'governs', 'pam_item')).to.equal(true);
    expect(mayTie(leader, 'document', 'governs', 'pam_item')).to.equal(false);
    expect(mayTie(leader, 'record', 'evidences', 'clause')).to.equal(true);
    expect(mayTie(auditor, 'record', 'verifies', 'action')).to.equal(true);
    expect(mayTie(leader, 'record', 'verifies', 'action')).to.equal(false);
    expect(mayTie(quality, 'clause', 'evidences', 'record')).to.equal(false);
    for (const person of [certifier, reader, school]) expect(waysFrom(person, 'record')).to.deep.equal([]);
  });

  it('L1: finds the other record by words, ties it, and both pages show it with who and when', async () => {
    const agent = await agentFor(people.leader);
    const page = await agent.get(`/vinculos/nuevo?de=${record}&q=escuelas+mejoran`).expect(200);
    expect(textOf(page.text)).to.contain('PAM-1.01');
    const item = await refOf('PAM-1.01');
    const path = `/vinculos/nuevo?de=${record}&q=escuelas`;
    const wrong = await submit(
      agent,
      path,
      { other: '', way: 'out:evidences' },
      `/vinculos?de=${record}&q=escuelas`,
    );
    expect(wrong.status).to.equal(422);
    expect(textOf(wrong.text)).to.contain('PAM-1.01');
    const done = await submit(
      agent,
      path,
      { other: `pam_item:${item.id}`, way: 'out:evidences' },
      `/vinculos?de=${record}&q=escuelas`,
    );
    expect(done.headers.location).to.equal(`/registros/${record}`);
    const shown = textOf((await agent.get('/pam/PAM-1/01')).text);
    expect(shown).to.contain(record).and.contain('Beatriz Cuervo Lozano');
    expect((await linksOf(ref)).map(({ meaning, to }) => [meaning, to.kind])).to.deep.include([
      'evidences',
      'pam_item',
    ]);
  });

  it('L1: the page of what can be tied leads to tying it and to its trace, for those who may', async () => {
    const links = [`/vinculos/nuevo?de&#x3D;${record}`, `/trazas?codigo&#x3D;${record}`];
    const page = await (await agentFor(people.leader)).get(`/registros/${record}`).expect(200);
    for (const link of links) expect(page.text).to.contain(`href="${link}"`);
    const read = await (await agentFor(people.reader)).get(`/registros/${record}`).expect(200);
    expect(read.text).to.not.contain(links[0]);
    // Only a series is tied with nothing by hand.
    const without = readdirSync(views, { recursive: true, encoding: 'utf8' }).filter(
      (path) =>
        path.endsWith('.hbs') && /{{> _linked (?![^}]*from=)/.test(readFileSync(join(views, path), 'utf8')),
    );
    expect(without.filter((path) => !path.endsWith('_linked.hbs'))).to.deep.equal(['records/series.hbs']);
  });

  it('L1: refuses a meaning that the two cannot have, a record with itself, and the same tie again', async () => {
    const item = await refOf('PAM-1.01');
    expect(await refusalOf(tie(ref, 'governs', item, people.quality))).to.equal('evidence.links.form.way');
    expect(await refusalOf(tie(ref, 'supersedes', ref, people.quality))).to.equal(
      'evidence.links.form.itself',
    );
    expect(await refusalOf(tie(ref, 'evidences', { kind: 'clause', id: 'G2c' }, people.quality))).to.equal(
      'evidence.links.refusal.tied',
    );
    expect(
      await refusalOf(tie(ref, 'evidences', { kind: 'pam_item', id: '0'.repeat(24) }, people.quality)),
    ).to.equal('shared.links.dangling');
    expect(await refusalOf(tie(ref, 'evidences', { kind: 'clause', id: 'G1' }, people.reader))).to.equal(
      'evidence.links.form.way',
    );
  });

  it('L1: is taken back with a reason, by whom it is theirs, and stays in the history', async () => {
    await tie(ref, 'evidences', { kind: 'clause', id: 'G2b' }, people.quality);
    const made = await Link.findOne({ 'from.id': ref.id, 'to.id': 'G2b' });
    const address = `/vinculos/${made!.id}/retiro`;
    await (await agentFor(people.reader)).get(address).expect(403);
    const agent = await agentFor(people.auditor);
    expect((await submit(agent, address, { reason: '' })).status).to.equal(422);
    expect((await submit(agent, address, { reason: 'Era de otra visita' })).status).to.equal(303);
    const ended = await Link.findById(made?._id);
    expect(ended?.until).to.be.instanceOf(Date);
    const entry = await entries().findOne({ subject: `link:${made!.id}`, act: 'evidence.unlink' });
    expect(entry).to.deep.include({ reason: 'Era de otra visita' });
    await agent.get(address).expect(404);
  });

  it('L1: a link that a slice made by its own verb is not taken back by hand', async () => {
    const process = await refOf('D02.01');
    await act('tests.link', SETUP, () => link(ref, 'originates', process));
    const made = await Link.findOne({ 'from.id': ref.id, meaning: 'originates' });
    expect(await refusalOf(untie(made!.id, 'x', people.quality))).to.equal('errors.forbidden');
  });

  describe('what lacks a link', () => {
    it('L1, L3: a record that proves nothing and a clause that nothing proves are orphans, until they are tied or waived', async () => {
      const agent = await agentFor(people.quality);
      const alone = await aRecord(people.quality, { title: 'Acta suelta' });
      const list = textOf((await agent.get('/trazas/huerfanos').expect(200)).text);
      expect(list).to.contain(alone).and.not.to.contain(record);
      const clauses = textOf((await agent.get('/trazas/huerfanos?cual=2').expect(200)).text);
      expect(clauses).to.contain('G1a').and.not.to.contain('Control de documentos');
      const address = `/trazas/huerfanos/1/${alone}`;
      expect((await submit(agent, address, { reason: ' ' })).status).to.equal(422);
      expect((await submit(agent, address, { reason: 'Solo es informativa' })).status).to.equal(303);
      const after = await agent.get('/trazas/huerfanos');
      expect(textOf(after.text))
        .to.contain('No hay huérfanos')
        .and.contain('Solo es informativa (Lucía Barrera Niño');
      expect(await refusalOf(waive(await refOf(alone), 'evidences', 'x', people.quality))).to.equal(
        'evidence.links.refusal.waived',
      );
      const waiver = await Waiver.findOne({ reason: 'Solo es informativa' });
      await submit(agent, '/trazas/huerfanos', {}, `/trazas/dispensas/${String(waiver!._id)}/retiro`);
      expect(textOf((await agent.get('/trazas/huerfanos')).text)).to.contain(alone);
    });

    it('L3: what governs a section governs its parts, and what binds others is not asked of this entity', async () => {
      const [, , governed] = requiredLinks();
      const exempt = governed?.exempt?.(new Set(['G2']));
      expect(exempt?.has('G2b')).to.equal(true);
      expect(exempt?.has('G1a')).to.equal(false);
      expect(exempt?.has('T20')).to.equal(true);
    });

    it('L1: only a link that is required can be waived, by the quality office alone', async () => {
      expect(await refusalOf(waive(ref, 'governs', 'x', people.quality))).to.equal(
        'evidence.links.refusal.not_required',
      );
      for (const person of [people.leader, people.auditor])
        await (await agentFor(person)).get(`/trazas/huerfanos/1/${record}`).expect(403);
      await (await agentFor(people.reader)).get('/trazas/huerfanos').expect(403);
    });
  });

  it('L1: verify names a link and a waiver whose record is gone', async () => {
    const none = '0'.repeat(24);
    await act('tests.break', SETUP, async () => {
      const since = new Date();
      await new Link({
        from: ref,
        to: { kind: 'pam_item', id: none },
        meaning: 'applies_to',
        by: 'x',
        since,
      }).save();
      await new Waiver({
        kind: 'record',
        id: none,
        meaning: 'evidences',
        reason: 'x',
        by: 'x',
        since,
      }).save();
    });
    const faults = (await Array.fromAsync(verifyAll())).filter(({ check }) => check === 'link');
    expect(faults.map(({ subject }) => subject.split(':')[0]).sort()).to.deep.equal(['link', 'link_waiver']);
  });
});
