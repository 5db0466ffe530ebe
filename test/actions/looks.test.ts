// The pages of the loop in a real browser, wide and narrow: nothing scrolls sideways and axe finds nothing (G10-G12).
import { expect } from 'chai';
import { as, faultsOf } from '../support/journey.ts';
import { type People } from '../support/people.ts';
import { aNonconformity, aService, bring, makeOffice } from './cast.ts';

describe('actions: how pages look', function () {
  this.timeout(90_000);
  let people: People;
  let pages: [name: string, path: string][];

  before(async () => {
    people = await makeOffice();
    const code = await aNonconformity(people);
    await bring(code, 'acting', people);
    const record = `/no-conformidades/${code}`;
    const paths = ['/no-conformidades', '/no-conformidades/tablero', '/no-conformidades/analisis', record, `${record}/causas`, '/acciones', `/servicio-no-conforme/${await aService(people)}`];
    pages = paths.map((path) => [path, path]);
  }); // prettier-ignore

  for (const width of [1360, 390])
    it(`at ${width} pixels`, () =>
      as(people.quality, async (page) => expect(await faultsOf(page, pages)).to.deep.equal([]), { width }));
});
