// Self-assessment rounds: opened blank, answered with grounds and evidence, closed whole and for good, compared.
import { expect } from 'chai';
import { clauseById, standingOf } from '../../server/requirements/index.ts';
import { addEvidence, answer, dropEvidence } from '../../server/requirements/rounds/answering.ts';
import { closeRound } from '../../server/requirements/rounds/closing.ts';
import { compareRounds, compareSaid } from '../../server/requirements/rounds/comparing.ts';
import { openRound } from '../../server/requirements/rounds/opening.ts';
import { faultsOf, roundFaults } from '../../server/requirements/rounds/proving.ts';
import { answersOf, listRounds, roundByCode } from '../../server/requirements/rounds/queries.ts';
import { tasks } from '../../server/requirements/rounds/tasks.ts';
import { describeClause } from '../../server/requirements/keeping.ts';
import { readSheet } from '../../server/platform/tables/index.ts';
import { yearOf } from '../../server/platform/clock.ts';
import { recordByCode } from '../../server/platform/links/kinds.ts';
import { linksOf } from '../../server/platform/links/links.ts';
import { agentFor } from '../support/app.ts';
import { send, submit, textOf, valueOf } from '../support/pages.ts';
import type { People } from '../support/people.ts';
import { aDraft, makeOffice } from '../documents/cast.ts';
import { answerAll, assess } from './cast.ts';
import { refusalOf } from '../support/refusal.ts';

const SET = 'technical-specification';
const YEAR = yearOf(new Date());
const FIRST = `AUT-${YEAR}-01`;
const SECOND = `AUT-${YEAR}-02`;
const at = (code: string, ...rest: string[]) => ['/requisitos/autoevaluaciones', code, ...rest].join('/');

describe('self-assessment rounds', function () {
  this.timeout(20_000);
  let people: People;
  let document: string;
  before(async () => {
    people = await makeOffice();
    document = await aDraft(people.quality);
  });

  it('T: a round asks what applies here and nothing else, and says what it leaves out', async () => {
    const agent = await agentFor(people.quality);
    const fields = { set: SET, name: 'Primer semestre', from: `${YEAR}-01-01`, until: `${YEAR}-06-30` };
    const wrong = await submit(agent, '/requisitos/autoevaluaciones/nueva', { ...fields, until: `${YEAR - 1}-01-01` }); // prettier-ignore
    expect(wrong.status).to.equal(422);
    expect(valueOf(wrong.text, 'name')).to.equal('Primer semestre');
    const opened = await submit(agent, '/requisitos/autoevaluaciones/nueva', fields);
    expect(opened.headers.location).to.equal(at(FIRST));
    const round = await roundByCode(FIRST);
    const asked = (await answersOf(round)).map(({ clause }) => clause);
    expect(asked).to.include.members(['G1a', 'G8.1', 'T64', 'T64a', "T67c'", 'T68']).and.not.to.include.members(['G1', 'T63', 'T15']); // prettier-ignore
    expect(round.excluded.map(({ clause }) => clause))
      .to.include('T15')
      .and.not.to.include('T61a');
  });

  it('opens one round over a set at a time, and gives the number back', async () => {
    const again = { set: SET, name: 'Otra', from: `${YEAR}-01-01`, until: `${YEAR}-12-31` };
    expect(await refusalOf(openRound(again, people.quality))).to.equal('requirements.refusal.round_open');
    const iso = await openRound({ ...again, set: 'iso-9001-2015' }, people.quality);
    expect(iso).to.equal(SECOND);
  });

  it('takes an answer with its grounds, goes on with the next blank, and keeps what was typed', async () => {
    const agent = await agentFor(people.leader);
    const page = at(FIRST, 'clausulas/G1.1');
    const bare = await submit(agent, page, { state: 'conforming', statement: ' ' }, page);
    expect(bare.status).to.equal(409);
    expect(textOf(bare.text)).to.contain('Diga en qué se apoya');
    const given = await submit(agent, page, { state: 'conforming', statement: 'GC-P01 está en uso' }, page);
    expect(given.headers.location).to.equal(at(FIRST, 'clausulas/G1a'));
    await submit(agent, at(FIRST, 'clausulas/G1a'), { state: 'blank', statement: 'Preguntar' }, at(FIRST, 'clausulas/G1a')); // prettier-ignore
    const [first, second] = await answersOf(await roundByCode(FIRST));
    expect(first?.by?.name).to.equal(people.leader.name);
    expect(second).to.include({ state: 'blank', statement: 'Preguntar' });
  });

  it('L1: evidence is named by its code and linked with the clause; taken off, the link goes too', async () => {
    const page = at(FIRST, 'clausulas/G1.1');
    const agent = await agentFor(people.quality);
    const none = await submit(agent, page, { evidence: 'REG-1999-1' }, `${page}/evidencias`);
    expect(none.status).to.equal(422);
    expect(textOf(none.text)).to.contain('REG-1999-1');
    await submit(agent, page, { evidence: document.toLowerCase() }, `${page}/evidencias`);
    const linked = async () => (await linksOf({ kind: 'clause', id: 'G1.1' })).filter(({ meaning }) => meaning === 'evidences'); // prettier-ignore
    expect(await linked()).to.have.length(1);
    expect(await refusalOf(addEvidence(FIRST, 'G1.1', 'G1a', people.quality))).to.equal('requirements.form.no_record'); // prettier-ignore
    const [first] = await answersOf(await roundByCode(FIRST));
    await dropEvidence(FIRST, 'G1.1', first!.evidence[0]!, people.quality);
    expect(await linked()).to.have.length(0);
    await addEvidence(FIRST, 'G1.1', document, people.quality);
  });

  it('shows progress apart from result, and what is left as a task of the position that answers', async () => {
    const text = textOf((await (await agentFor(people.auditor)).get(at(FIRST)).expect(200)).text);
    const total = (await answersOf(await roundByCode(FIRST))).length;
    expect(text).to.contain(`Avance: 1 de ${total} con respuesta (1 %)`).and.to.contain('Resultado: 1 de 1 conformes (100 %)'); // prettier-ignore
    await describeClause(
      'T63',
      { responsible: people.leader2.positions[0]!.id, expected: [] },
      people.quality,
    );
    const [task] = await tasks(people.leader2);
    expect(task?.params).to.deep.include({ code: FIRST, count: 8 });
    expect(task?.href).to.contain('T63a');
    expect(await tasks(people.reader)).to.deep.equal([]);
    expect((await tasks(people.quality)).map(({ params }) => params.count)).to.include(total - 1);
  });

  it('a blank stops the closing, and the refusal names it', async () => {
    await answerAll(FIRST, people.quality, { T72e: 'blank', G10: 'blank', 'G13.1': 'nonconforming' });
    expect(await refusalOf(closeRound(FIRST, people.quality))).to.equal('requirements.refusal.blanks');
    const page = textOf((await (await agentFor(people.quality)).get(at(FIRST, 'cierre')).expect(200)).text);
    expect(page).to.contain('Falta 1 respuesta');
    await answer(
      FIRST,
      'T72e',
      { state: 'not_applicable', statement: 'No hay experiencias' },
      people.quality,
    );
  });

  it('closed, its answers become the state of the clauses, but for one judged by itself since', async () => {
    await assess('G8.1', 'nonconforming', 'La traza no sale completa', people.quality);
    await closeRound(FIRST, people.quality);
    const standing = await standingOf('G13.1');
    expect(standing).to.include({ state: 'nonconforming', round: FIRST });
    expect(standing?.assessed?.name).to.equal(people.quality.name);
    expect(await standingOf('G8.1')).to.include({ state: 'nonconforming', round: null });
    expect((await standingOf('G1.1'))?.assessed?.name).to.equal(people.leader.name);
  });

  it('closed is closed: no answer, no evidence, no second closing, at any door', async () => {
    const refused = 'requirements.refusal.round_closed';
    expect(await refusalOf(answer(FIRST, 'G1a', { state: 'nonconforming', statement: 'x' }, people.quality))).to.equal(refused); // prettier-ignore
    expect(await refusalOf(addEvidence(FIRST, 'G1a', document, people.quality))).to.equal(refused);
    expect(await refusalOf(dropEvidence(FIRST, 'G1.1', { kind: 'document', id: 'x' }, people.quality))).to.equal(refused); // prettier-ignore
    expect(await refusalOf(closeRound(FIRST, people.quality))).to.equal(refused);
    const agent = await agentFor(people.quality);
    const token = valueOf((await agent.get(at(FIRST))).text, '_csrf');
    await send(agent, at(FIRST, 'clausulas/G1a'), { _csrf: token, state: 'conforming', statement: 'x' }).expect(409); // prettier-ignore
  });

  it('is found by its code, exports, and is proved from its answers', async () => {
    expect((await recordByCode(FIRST, people.auditor))?.state?.key).to.equal(
      'requirements.round.state.closed',
    );
    expect(await recordByCode(FIRST, people.reader)).to.equal(null);
    const cutOff = {
      ...people.certifier,
      engagement: { ...people.certifier.engagement!, cutOff: '2020-01-01' },
    };
    expect(await recordByCode(FIRST, cutOff)).to.equal(null);
    expect((await listRounds(1, cutOff)).total).to.equal(0);
    const elsewhere = {
      ...people.certifier,
      engagement: { ...people.certifier.engagement!, sets: ['mipg-4'] },
    };
    expect((await listRounds(1, elsewhere)).total).to.equal(0);
    const file = await (await agentFor(people.certifier)).get(at(FIRST, 'listado.xlsx')).responseType('blob').expect(200); // prettier-ignore
    const sheet = await readSheet(file.body as Buffer);
    expect(sheet.rows.flatMap((row) => Object.values(row)))
      .to.include('G13.1')
      .and.to.include(document);
    expect(await Array.fromAsync(roundFaults())).to.deep.equal([]);
    const round = await roundByCode(FIRST);
    const answers = await answersOf(round);
    const tampered = answers.map((one) => (one.clause === 'G13.1' ? { ...one, state: 'conforming' as const } : one)); // prettier-ignore
    expect(faultsOf(round, tampered)).to.deep.equal(['requirements.fault.answers']);
    expect(faultsOf({ ...round, state: 'open' }, answers)).to.deep.equal(['requirements.fault.sealed']);
  });

  it('compares two rounds: which clauses changed their state, for better or worse', async () => {
    const later = await openRound({ set: SET, name: 'Segundo semestre', from: `${YEAR}-07-01`, until: `${YEAR}-12-31` }, people.quality); // prettier-ignore
    await answerAll(later, people.quality, { G1a: 'nonconforming', T72e: 'conforming', G4: 'blank' });
    const agent = await agentFor(people.committee);
    const text = textOf((await agent.get(`${at(later, 'comparacion')}?con=${FIRST}`).expect(200)).text);
    expect(text).to.contain('3 requisitos cambiaron de estado: 1 mejoraron, 1 empeoraron.');
    expect(text).to.contain('G13.1').and.to.contain('G1a').and.to.contain(clauseById('T72e')!.text.es);
    const answering = textOf((await agent.get(at(later, 'clausulas/G13.1')).expect(200)).text);
    expect(answering).to.contain('En la autoevaluación anterior').and.to.contain(FIRST);
    expect(
      compareSaid(
        { isOpen: false, answers: [{ clause: 'a', state: 'conforming' }] },
        { isOpen: true, answers: [{ clause: 'a', state: 'blank' }] },
      ),
    ).to.deep.equal([]);
    expect(compareRounds([{ clause: 'a', state: 'conforming' }], [{ clause: 'b', state: 'blank' }])).to.deep.equal([
      { clause: 'b', before: null, after: 'blank', course: 'other' },
      { clause: 'a', before: 'conforming', after: null, course: 'other' },
    ]); // prettier-ignore
  });
});
