// What waits for each person, as their versions and documents move (G1a, G1b, G1g).
import { expect } from 'chai';
import { approve, sendBack } from '../../server/documents/approving.ts';
import { comment } from '../../server/documents/commenting.ts';
import { makeCopy } from '../../server/documents/copying.ts';
import { startVersion } from '../../server/documents/drafting.ts';
import { figuresOf } from '../../server/documents/queries/figures.ts';
import { tasksOf } from '../../server/documents/queries/tasks.ts';
import { submit } from '../../server/documents/submitting.ts';
import { proposeWithdrawal } from '../../server/documents/withdrawing.ts';
import { addDays, addMonths, setClock, startOf, today } from '../../server/platform/clock.ts';
import type { User } from '../../server/platform/access/roles.ts';
import { PEOPLE_NAMES, type People } from '../support/people.ts';
import { aDraft, bring, makeOffice, signed } from './cast.ts';

describe('documents: tasks', () => {
  let people: People;
  beforeEach(async () => {
    people = await makeOffice();
  });

  it('G1a: a version waits for its author, then for whoever is due on its route, then for who issues it', async () => {
    const code = await aDraft(people.leader);
    expect(await waiting(code)).to.deep.equal({ leader: ['finish'] });
    await bring(code, 'in_review', people);
    expect(await waiting(code)).to.deep.equal({ quality: ['review'], quality2: ['review'] });
    await comment(code, 1, { section: '', text: 'Falta el plazo' }, people.quality2);
    expect((await waiting(code)).leader).to.deep.equal(['settle']);
    await sendBack(code, 1, { ...(await signed(code)), comment: 'Complete' }, people.quality2);
    expect(await waiting(code)).to.deep.equal({ leader: ['mend'] });
  });

  it('G1a: it stops waiting for who decided, and waits for the approvers after the reviewers', async () => {
    const code = await aDraft(people.quality);
    await submit(code, 1, people.quality);
    expect(await waiting(code)).to.deep.equal({ quality2: ['review'] });
    await approve(code, 1, await signed(code), people.quality2);
    expect(await waiting(code)).to.deep.equal({ committee: ['approve'] });
    await approve(code, 1, await signed(code), people.committee);
    expect(await waiting(code)).to.deep.equal({ quality: ['issue'], quality2: ['issue'] });
  });

  it('G1g: withdrawals wait for others than who proposed them, copies of what ended for the office', async () => {
    const code = await aDraft(people.leader);
    await bring(code, 'in_force', people);
    await makeCopy(code, { holder: 'Rectoría', place: '' }, people.quality);
    await proposeWithdrawal(code, { reason: 'Ya no se usa', from: addDays(today(), 3) }, people.quality);
    expect(await waiting(code)).to.deep.equal({ quality2: ['withdraw'], committee: ['withdraw'] });
    expect((await tasksOf(people.committee))[0]?.due).to.equal(addDays(today(), 3));

    const other = await aDraft(people.leader);
    await bring(other, 'in_force', people);
    await makeCopy(other, { holder: 'Archivo', place: '' }, people.quality);
    await startVersion(other, { reason: 'Mejora' }, people.leader);
    await bring(other, 'in_force', people, 2);
    expect(await waiting(other)).to.deep.equal({ quality: ['recall'], quality2: ['recall'] });
  });

  it('G1b: a review waits for the owning position before its date, and for the office once it is overdue', async () => {
    const code = await aDraft(people.leader);
    await bring(code, 'in_force', people);
    const due = addMonths(today(), 24);
    setClock(() => startOf(addDays(due, -31)));
    expect(await waiting(code)).to.deep.equal({});
    setClock(() => startOf(addDays(due, -30)));
    expect(await waiting(code)).to.deep.equal({ leader: ['review_period'] });
    expect((await tasksOf(people.leader)).map((task) => task.due)).to.deep.equal([due]);
    setClock(() => startOf(addDays(due, 1)));
    expect(await waiting(code)).to.deep.equal({
      leader: ['review_period'],
      quality: ['review_period'],
      quality2: ['review_period'],
    });
    const figures = await figuresOf(people.quality);
    expect(figures.map((figure) => [figure.word, figure.value, figure.tone])).to.deep.include([
      'documents.figure.overdue',
      1,
      'bad',
    ]);
    expect((await figuresOf(people.reader)).map((figure) => figure.word)).to.not.include(
      'documents.figure.overdue',
    );
  });

  /** The tasks about a document, by the person of the cast that they wait for. */
  async function waiting(code: string): Promise<Record<string, string[]>> {
    const all: Record<string, string[]> = {};
    for (const name of PEOPLE_NAMES) {
      const words = await wordsFor(people[name], code);
      if (words.length > 0) all[name] = words;
    }
    return all;
  }
});

async function wordsFor(user: User, code: string): Promise<string[]> {
  const tasks = await tasksOf(user);
  return tasks
    .filter((task) => task.params.code === code)
    .map((task) => task.word.replace('documents.task.', ''));
}
