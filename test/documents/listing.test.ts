// The master list of a past day: the same on the page and in its files, and nothing of today in it (G1c, G1g).
import { expect } from 'chai';
import { approveWithdrawal, proposeWithdrawal } from '../../server/documents/withdrawing.ts';
import { addDays, setClock, startOf, today, type Day } from '../../server/platform/clock.ts';
import { agentFor } from '../support/app.ts';
import { textOf } from '../support/pages.ts';
import { type People } from '../support/people.ts';
import { aDraft, bring, makeOffice, signed } from './cast.ts';

describe('documents: the master list', function () {
  this.timeout(60_000);
  let people: People;
  let first: Day;
  let ended: string;
  let begun: string;
  before(async () => {
    people = await makeOffice();
    first = today();
    ended = await aDraft(people.leader);
    await bring(ended, 'in_force', people);
    const at = startOf(addDays(first, 5));
    setClock(() => at);
    await proposeWithdrawal(ended, { reason: 'Ya no se usa', from: today() }, people.leader);
    await approveWithdrawal(ended, await signed(ended), people.committee);
    begun = await aDraft(people.leader);
  });
  beforeEach(() => setClock(() => startOf(addDays(first, 6))));

  it('G1c: the files of a past day hold what was in force then, and carry its date', async () => {
    const quality = await agentFor(people.quality);
    const csv = await quality.get(`/documentos.csv?fecha=${first}`).expect(200);
    expect(csv.headers['content-disposition']).to.contain(first);
    expect(csv.text)
      .to.match(new RegExp(`${ended};.*;Vigente;`))
      .and.not.contain(begun);
    expect(csv.text.trim().split('\n')).to.have.length(2);
    const current = await quality.get('/documentos.csv').expect(200);
    expect(current.text)
      .to.match(new RegExp(`${ended};.*;Retirado;`))
      .and.contain(begun);
  });

  it('G1g: a document that was withdrawn later stands as in force on the list of a day before', async () => {
    const quality = await agentFor(people.quality);
    const page = textOf((await quality.get(`/documentos?fecha=${first}&q=${ended}`).expect(200)).text);
    expect(page).to.contain('Así estaba el listado').and.match(new RegExp(`${ended} .*Vigente`)).and.not.match(/1 a 1.*Retirado/); // prettier-ignore
  });
});
