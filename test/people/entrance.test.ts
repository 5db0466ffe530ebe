// Pages of the entrance: signing in and out by the real form.
import { expect } from 'chai';
import { agentFor, visitor } from '../support/app.ts';
import { makePeople, type People } from '../support/people.ts';
import { submit, textOf } from '../support/pages.ts';

describe('people: entrance', () => {
  let people: People;
  before(async () => {
    people = await makePeople();
  });

  it('lets a person in and shows the account', async () => {
    const agent = await agentFor(people.quality);
    const page = await agent.get('/mi-cuenta').expect(200);
    expect(textOf(page.text)).to.contain(people.quality.name).and.contain('Profesional de calidad');
  });

  it('says the same for a wrong password and an unknown address', async () => {
    const agent = await visitor();
    const wrong = await submit(agent, '/ingreso', { email: people.quality.email, password: 'not this one' });
    const unknown = await submit(agent, '/ingreso', {
      email: 'nobody@valle-alto.example',
      password: 'not this one',
    });
    expect([wrong.status, unknown.status]).to.deep.equal([422, 422]);
    expect(textOf(wrong.text)).to.equal(textOf(unknown.text));
  });
});
