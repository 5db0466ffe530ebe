// Periodic review: looked at on time, declared unchanged or answered by a new version; what is late goes to the quality office (G1b).
import { expect } from 'chai';
import { cite } from '../../server/documents/citing.ts';
import { startVersion } from '../../server/documents/drafting.ts';
import { dueReviews } from '../../server/documents/queries/reviews.ts';
import { tasksOf } from '../../server/documents/queries/tasks.ts';
import { Review } from '../../server/documents/review.ts';
import { reviewWithoutChange } from '../../server/documents/reviewing.ts';
import { checkExternal, registerExternal } from '../../server/documents/watching.ts';
import { addDays, addMonths, setClock, startOf, today } from '../../server/platform/clock.ts';
import type { User } from '../../server/platform/access/roles.ts';
import { agentFor } from '../support/app.ts';
import { submit, textOf } from '../support/pages.ts';
import type { People } from '../support/people.ts';
import { aDraft, bring, documentOf, makeOffice } from './cast.ts';
import { refusalOf } from '../support/refusal.ts';

const MONTHS = 24;

describe('documents: periodic review', () => {
  let people: People;
  let code: string;
  let due: string;
  beforeEach(async () => {
    people = await makeOffice();
    code = await aDraft(people.leader);
    await bring(code, 'in_force', people);
    due = (await documentOf(code)).nextReview ?? '';
  });

  const reviewTasks = async (user: User): Promise<string[]> =>
    (await tasksOf(user)).map((task) => task.word.replace('documents.task.', '')).filter((word) => word.startsWith('review_')); // prettier-ignore
  const newEdition = async (): Promise<void> => {
    const distribution = { everyone: true, areas: [], positions: [] };
    const id = await registerExternal({ name: 'Guía 34', about: '', issuer: 'MEN', edition: '2008', source: '', distribution }, people.quality); // prettier-ignore
    await cite(code, { kind: 'external', id }, people.leader);
    await checkExternal(id, { outcome: 'changed', edition: '2026', nextCheck: addMonths(today(), 6), note: '' }, people.quality); // prettier-ignore
  };

  it('G1b: a document in force has a day on which it is looked at again', () => {
    expect(due).to.equal(addMonths(today(), MONTHS));
  });

  it('G1b: "reviewed without change" is an act of its own: who, when, what was looked at, and the period begins again', async () => {
    const day = addDays(due, 4);
    setClock(() => startOf(day));
    await reviewWithoutChange(code, { note: 'Se revisó con el equipo' }, people.leader);
    const review = await Review.findOne().lean();
    expect(review).to.deep.include({ cause: 'periodic', due });
    expect(review?.closed).to.include({ outcome: 'no_change', note: 'Se revisó con el equipo', name: people.leader.name, position: 'Líder de calidad educativa' }); // prettier-ignore
    expect((await documentOf(code)).nextReview).to.equal(addMonths(day, MONTHS));
  });

  it('G1b: is not declared unchanged while a version is on its way, nor before it is in force', async () => {
    const draft = await aDraft(people.leader);
    expect(await refusalOf(reviewWithoutChange(draft, { note: 'x' }, people.leader))).to.equal('documents.refusal.none_in_force'); // prettier-ignore
    await startVersion(code, { reason: 'Cambió la norma' }, people.leader);
    expect(await refusalOf(reviewWithoutChange(code, { note: 'x' }, people.leader))).to.equal('documents.refusal.version_on_its_way'); // prettier-ignore
  });

  it('G1b, G1f: a new edition of what it cites is answered by "reviewed without change", or by a new version in force', async () => {
    await newEdition();
    expect(await reviewTasks(people.leader)).to.deep.equal(['review_external']);
    await reviewWithoutChange(code, { note: 'No cambia nada' }, people.leader);
    expect((await Review.find().lean()).map((one) => one.closed?.outcome)).to.deep.equal(['no_change']);
    expect(await reviewTasks(people.leader)).to.deep.equal([]);

    const other = await aDraft(people.leader);
    await bring(other, 'in_force', people);
    code = other;
    const id = String((await Review.findOne().lean())?.external?.id);
    await cite(code, { kind: 'external', id }, people.leader);
    await checkExternal(id, { outcome: 'changed', edition: '2027', nextCheck: addMonths(today(), 6), note: '' }, people.quality); // prettier-ignore
    const number = await startVersion(code, { reason: 'Edición 2027' }, people.leader);
    await bring(code, 'in_force', people, number);
    const answered = await Review.findOne({ document: (await documentOf(code))._id }).lean();
    expect(answered?.closed).to.include({ outcome: 'new_version' });
  });

  it('G1b: the owner is asked 30 days before; what is overdue escalates to the quality office', async () => {
    setClock(() => startOf(addDays(due, -31)));
    expect(await reviewTasks(people.leader)).to.deep.equal([]);
    setClock(() => startOf(addDays(due, -30)));
    expect(await reviewTasks(people.leader)).to.deep.equal(['review_period']);
    expect(await reviewTasks(people.quality)).to.deep.equal([]);
    setClock(() => startOf(addDays(due, 1)));
    expect(await reviewTasks(people.quality)).to.deep.equal(['review_period']);
    expect(await reviewTasks(people.reader)).to.deep.equal([]);
  });

  it('G1b: the list shows what is overdue or near and what a new edition opened, the most urgent first', async () => {
    await newEdition();
    const codes = async (user: User, horizon: 'vencidas' | 'treinta' | 'noventa', mine = false) =>
      (await dueReviews(user, horizon, mine)).map((one) => [one.document.code, one.external?.name ?? 'period']);
    expect(await codes(people.quality, 'vencidas')).to.deep.equal([]);
    expect(await codes(people.quality, 'treinta')).to.deep.equal([[code, 'Guía 34']]);
    setClock(() => startOf(addDays(due, 1)));
    expect(await codes(people.quality, 'vencidas')).to.deep.equal([[code, 'Guía 34'], [code, 'period']]);
    expect(await codes(people.quality, 'vencidas', true)).to.deep.equal([]);
    expect(await codes(people.leader, 'vencidas', true)).to.have.length(2);
  }); // prettier-ignore

  it('G1b: the page offers the review to who may do it; the certifier reads it and cannot', async () => {
    await newEdition();
    const leader = await agentFor(people.leader, { fresh: true });
    const list = await leader.get('/revisiones-documentales').expect(200);
    expect(textOf(list.text)).to.contain('Cambió «Guía 34» (2026), que cita').and.contain('Revisar sin cambios');
    const empty = await submit(leader, `/documentos/${code}/revision`, { note: '' });
    expect(empty.status).to.equal(422);
    const done = await submit(leader, `/documentos/${code}/revision`, { note: 'No cambia' });
    expect(done.status).to.equal(303);
    const certifier = await agentFor(people.certifier, { fresh: true });
    const seen = await certifier.get('/revisiones-documentales').expect(200);
    expect(textOf(seen.text)).to.contain('Nada por revisar en este plazo');
    await certifier.get(`/documentos/${code}/revision`).expect(403);
    await (await agentFor(people.reader, { fresh: true })).get('/revisiones-documentales').expect(403);
  }); // prettier-ignore
});
