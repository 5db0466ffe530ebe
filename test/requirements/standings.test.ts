// How the entity stands on a clause: who answers, what governs it, whether it applies, and its state with its history.
import { expect } from 'chai';
import { appliesHere, clauseById, standingOf, standingsOf } from '../../server/requirements/index.ts';
import { govern, governingOf, stopGoverning } from '../../server/requirements/governing.ts';
import { decideApplicability, describeClause } from '../../server/requirements/keeping.ts';
import { standingsFor } from '../../server/requirements/queries.ts';
import { summedUp, tallyOf } from '../../server/requirements/rules.ts';
import { setClock } from '../../server/platform/clock.ts';
import { historyOf } from '../../server/platform/audit/history.ts';
import { listDocuments } from '../../server/documents/queries/listing.ts';
import { procedureLoader } from '../../server/platform/settings/procedures.ts';
import { agentFor } from '../support/app.ts';
import { send, submit, textOf, valueOf } from '../support/pages.ts';
import { SETUP, type People } from '../support/people.ts';
import { aDraft, bring, makeOffice } from '../documents/cast.ts';
import { assess, becomes } from './cast.ts';
import { refusalOf } from '../support/refusal.ts';

const FILTER = { words: '', type: null, process: null, owner: null, state: null, overdue: false, sort: '', page: 1 } as const; // prettier-ignore

describe('the standing of a clause', () => {
  let people: People;
  let code: string;
  before(async () => {
    people = await makeOffice();
    code = await aDraft(people.leader);
    await bring(code, 'in_force', people);
  });
  afterEach(() => becomes('territorial'));

  it('sums up a section: one bad part spoils it, one blank part leaves it blank', () => {
    expect(summedUp(['conforming', 'nonconforming', 'blank'])).to.equal('nonconforming');
    expect(summedUp(['conforming', 'blank'])).to.equal('blank');
    expect(summedUp(['conforming', 'not_applicable'])).to.equal('conforming');
    expect(summedUp(['not_applicable', 'not_applicable'])).to.equal('not_applicable');
    expect(summedUp([])).to.equal('blank');
  });

  it('keeps progress apart from result, and does not count as failed what does not apply', () => {
    const tally = tallyOf(['conforming', 'blank', 'not_applicable', 'nonconforming']);
    expect(tally).to.include({ total: 4, answered: 3, progress: 0.75, result: 0.5, notApplicable: 1 });
    expect(tallyOf(['blank']).result).to.equal(null);
  });

  it('T: a territorial entity does not answer T15-T60, and a ministry not T61-T72', async () => {
    const applies = async () => {
      const standings = [...(await standingsOf('technical-specification')).values()];
      return standings.filter((one) => one.applies).map(({ clause }) => clause.id);
    };
    expect(await applies())
      .to.include('T61a')
      .and.to.include('G1a')
      .and.not.to.include('T15');
    await becomes('ministry');
    expect(appliesHere(clauseById('T15')!)).to.equal(true);
    expect(await applies())
      .to.include('T60')
      .and.to.include('G14.5')
      .and.not.to.include('T61a');
    expect((await standingOf('T61a'))?.state).to.equal('not_applicable');
  });

  it('T: an exception needs a reason, holds for the parts, and ends when one agrees with the rule again', async () => {
    const excluded = (reason: string) =>
      decideApplicability('T72', { applies: false, reason }, people.quality);
    expect(await refusalOf(excluded('  '))).to.equal('requirements.form.reason_needed');
    await excluded('El municipio no tiene experiencias registradas');
    expect(await standingOf('T72c')).to.include({ applies: false, state: 'not_applicable' });
    expect((await standingOf('T72c'))?.reason).to.contain('no tiene experiencias');
    await decideApplicability('T72', { applies: true, reason: '' }, people.quality);
    expect(await standingOf('T72c')).to.include({ applies: true, state: 'blank', reason: '' });
  });

  it('G3g: the parts take the position and the expected records of their section unless they have their own', async () => {
    const [leader, auditor] = [people.leader.positions[0]!.id, people.auditor.positions[0]!.id];
    await describeClause(
      'G14',
      { responsible: leader, expected: ['Programa de auditorías'] },
      people.quality,
    );
    await describeClause('G14.3', { responsible: auditor, expected: [] }, people.quality);
    expect(await standingOf('G14.1')).to.deep.include({ responsible: leader, expected: ['Programa de auditorías'] }); // prettier-ignore
    expect(await standingOf('G14.3')).to.deep.include({ responsible: auditor, expected: ['Programa de auditorías'] }); // prettier-ignore
  });

  it('judges a clause with its grounds, who and when, and the section follows', async () => {
    expect(await refusalOf(assess('G13', 'conforming', 'Sí', people.quality))).to.equal('requirements.refusal.sums_up'); // prettier-ignore
    expect(await refusalOf(assess('T15', 'conforming', 'Sí', people.quality))).to.equal('requirements.refusal.does_not_apply'); // prettier-ignore
    expect(await refusalOf(assess('G13.1', 'nonconforming', ' ', people.quality))).to.equal('requirements.refusal.unexplained_nonconforming'); // prettier-ignore
    await assess('G13.1', 'nonconforming', 'Falta el registro consecutivo', people.quality);
    const standing = await standingOf('G13.1');
    expect(standing?.assessed).to.include({ name: people.quality.name, position: 'Profesional de calidad' });
    expect((await standingOf('G13'))?.state).to.equal('nonconforming');
    await assess('G13.1', 'conforming', 'El registro está completo', people.quality);
    const history = await historyOf('clause:G13.1');
    expect(history.map((one) => one.act)).to.deep.equal(['requirements.assess', 'requirements.assess']);
    expect(history[0]?.changes.find(({ field }) => field === 'state')).to.include({ before: 'nonconforming', after: 'conforming' }); // prettier-ignore
  });

  it('L1: the quality office finds a document and chooses it; the clause shows the version in force', async () => {
    const agent = await agentFor(people.quality);
    const search = await agent.get('/requisitos/G1a/gestion?buscar=instructivo').expect(200);
    expect(textOf(search.text)).to.contain(code);
    const typed = await submit(agent, '/requisitos/G1a/gestion?buscar=instructivo', { document: 'NO-HAY' }, '/requisitos/G1a/documentos'); // prettier-ignore
    expect(typed.status).to.equal(422);
    expect(textOf(typed.text)).to.contain('NO-HAY');
    const chosen = await submit(agent, '/requisitos/G1a/gestion?buscar=instructivo', {}, '/requisitos/G1a/documentos'); // prettier-ignore
    expect(chosen.status).to.equal(303);
    const [governing] = await governingOf('G1', people.quality);
    expect(governing?.version).to.include({ label: '1' });
    expect(governing?.clause).to.equal('G1a');
    await govern('G7', code, people.quality);
    expect((await governingOf('G7.2', people.quality)).map(({ clause }) => clause)).to.deep.equal(['G7']);
    await stopGoverning('G7', governing!.document.id, people.quality);
    const page = textOf((await agent.get('/requisitos/G1').expect(200)).text);
    expect(page).to.contain(code).and.to.contain('Versión 1 en vigor desde').and.to.contain('por G1a');
  });

  it('L3: the master list is filtered by clause, parts included, and by a code typed in a hurry', async () => {
    const found = async (clause: string) => (await listDocuments({ ...FILTER, clause }, people.quality)).rows.map((row) => row.code); // prettier-ignore
    expect(await found('g1')).to.deep.equal([code]);
    expect(await found('G1A')).to.deep.equal([code]);
    expect(await found('G2')).to.deep.equal([]);
    await govern('G7', code, people.quality);
    expect(await found('G7.2')).to.deep.equal([code]);
    expect(await found('nada')).to.deep.equal([]);
    const page = await (await agentFor(people.reader)).get('/documentos?clausula=G1').expect(200);
    expect(textOf(page.text)).to.contain(code);
  });

  it('L3: a procedure of the library comes with the requirements that it answers', async () => {
    await procedureLoader().load(['GC-P04'], SETUP);
    const governing = await governingOf('G10', people.quality);
    expect(governing.map(({ document, version }) => [document.code, version])).to.deep.equal([
      ['GC-P04', null],
    ]);
    expect((await governingOf('G2d', people.quality)).map(({ document }) => document.code)).to.deep.equal(['GC-P04']); // prettier-ignore
  });

  it('L1: whoever keeps a document chooses the requirements that it governs, and takes them back', async () => {
    const agent = await agentFor(people.leader);
    const path = `/documentos/${code}/vinculos`;
    const wrong = await submit(agent, path, { clause: 'G99' }, `/documentos/${code}/requisitos`);
    expect(wrong.status).to.equal(422);
    expect(textOf(wrong.text)).to.contain('G99');
    await submit(agent, path, { clause: "t67c'" }, `/documentos/${code}/requisitos`);
    expect(textOf((await agent.get(path)).text)).to.contain("T67c'");
    expect(await governingOf('T67', people.reader)).to.have.length(1);
    await submit(agent, path, { clause: "T67c'" }, `/documentos/${code}/requisitos/retiro`);
    expect(await governingOf('T67', people.reader)).to.have.length(0);
  });

  it('lets the holder of the responsible position judge, and nobody else but the quality office', async () => {
    const [auditor, leader2] = [await agentFor(people.auditor), await agentFor(people.leader2)];
    await auditor.get('/requisitos/G14.3/evaluacion').expect(200);
    await leader2.get('/requisitos/G14.3/evaluacion').expect(403);
    const empty = await submit(auditor, '/requisitos/G14.3/evaluacion', { statement: 'Hay informes' });
    expect(empty.status).to.equal(422);
    expect(textOf(empty.text)).to.contain('Diga si se cumple');
    expect(valueOf(empty.text, 'statement')).to.contain('Hay informes');
    await submit(auditor, '/requisitos/G14.3/evaluacion', { state: 'conforming', statement: 'Hay informes' });
    expect((await standingOf('G14.3'))?.state).to.equal('conforming');
    const token = valueOf((await leader2.get('/requisitos/G14.3')).text, '_csrf');
    await send(leader2, '/requisitos/G14.3/evaluacion', { _csrf: token, state: 'conforming', statement: 'x' }).expect(403); // prettier-ignore
  });

  it('L3: a standing is told as it was on a past day, from the trail', async () => {
    const at = (time: string) => setClock(() => new Date(time));
    try {
      at('2027-03-01T15:00:00Z');
      await assess('G4.1', 'nonconforming', 'Falta el presupuesto', people.quality);
      at('2027-04-01T15:00:00Z');
      await assess('G4.1', 'conforming', 'El presupuesto está asignado', people.quality2);
      await decideApplicability('G8.1', { applies: false, reason: 'Prueba' }, people.quality);
    } finally {
      setClock(null);
    }
    const on = async (day: string) => (await standingsOf('technical-specification', day)).get('G4.1');
    expect(await on('2027-02-28')).to.include({ state: 'blank', statement: '' });
    expect(await on('2027-03-31')).to.include({ state: 'nonconforming', statement: 'Falta el presupuesto' });
    expect((await on('2027-03-31'))?.assessed?.name).to.equal(people.quality.name);
    expect(await on('2027-04-01')).to.include({ state: 'conforming' });
    expect((await standingsOf('technical-specification', '2027-03-31')).get('G8.1')?.applies).to.equal(true);
    expect((await standingOf('G8.1'))?.applies).to.equal(false);
  });

  it('L3: a certifier sees how the entity stands on the sets of the engagement, and on no other', async () => {
    const { certifier } = people;
    const engaged = { ...certifier, engagement: certifier.engagement && { ...certifier.engagement, sets: ['iso-9001-2015'] } }; // prettier-ignore
    expect(await standingsFor(engaged, 'technical-specification')).to.equal(null);
    expect(await standingsFor({ ...certifier, engagement: null }, 'iso-9001-2015')).to.equal(null);
    expect((await standingsFor(engaged, 'iso-9001-2015'))?.size).to.be.greaterThan(60);
    expect((await standingsFor(people.reader, 'technical-specification'))?.size).to.equal(185);
  });
});
