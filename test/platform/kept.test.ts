// Answers kept in memory: asked once, and forgotten at once when what they came from changes.
import { expect } from 'chai';
import { createPosition, positionOptions } from '../../server/people/index.ts';
import { act } from '../../server/platform/audit/act.ts';
import { forgetAllKept, forgetKept, kept } from '../../server/platform/db/kept.ts';
import { makeOffice } from '../documents/cast.ts';
import { SETUP, type People } from '../support/people.ts';

describe('answers that are kept', () => {
  let people: People;
  before(async () => {
    people = await makeOffice();
  });

  const names = async (): Promise<string[]> => (await positionOptions()).map(({ label }) => label);

  it('are asked for once until a model of theirs changes', async () => {
    let asked = 0;
    const answer = kept(['Leaf'], () => Promise.resolve((asked += 1)));
    expect([await answer(), await answer()]).to.deep.equal([1, 1]);
    forgetKept(new Set(['Root']));
    expect(await answer()).to.equal(1);
    forgetKept(new Set(['Root', 'Leaf']));
    expect(await answer()).to.equal(2);
    forgetAllKept();
    expect(await answer()).to.equal(3);
  });

  it('are asked for again after a failure', async () => {
    let asked = 0;
    const answer = kept(['Leaf'], () =>
      (asked += 1) === 1 ? Promise.reject(new Error('down')) : Promise.resolve('up'),
    );
    const first = await answer().catch((error: Error) => error.message);
    expect([first, await answer()]).to.deep.equal(['down', 'up']);
  });

  it('show what an act changed as soon as it is done, and nothing of one that failed', async () => {
    const before = await names();
    const add = async (name: string): Promise<void> => {
      await createPosition({ name, area: people.quality.areas[0] ?? '', responsibilities: '' }, SETUP);
    };
    const failed = await act('people.create_position', SETUP, async () => {
      await add('Cargo que no fue');
      expect((await names()).some((name) => name.startsWith('Cargo que no fue'))).to.equal(true);
      throw new Error('no');
    }).catch((error: Error) => error.message);
    expect(failed).to.equal('no');
    expect(await names()).to.deep.equal(before);
    await act('people.create_position', SETUP, () => add('Archivista'));
    expect((await names()).length).to.equal(before.length + 1);
  });
});
