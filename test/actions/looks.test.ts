// The pages of the loop in a real browser, wide and narrow: nothing scrolls sideways and axe finds nothing (G10-G12).
import { expect } from 'chai';
import { testOrigin } from '../support/app.ts';
import { axe, overflow, withPage } from '../support/browser.ts';
import { type People } from '../support/people.ts';
import { aNonconformity, aService, bring, makeOffice } from './cast.ts';

describe('actions: how pages look', function () {
  this.timeout(90_000);
  let people: People;
  let paths: string[];

  before(async () => {
    people = await makeOffice();
    const code = await aNonconformity(people);
    await bring(code, 'acting', people);
    const record = `/no-conformidades/${code}`;
    paths = ['/no-conformidades', '/no-conformidades/tablero', '/no-conformidades/analisis', record, `${record}/causas`, '/acciones', `/servicio-no-conforme/${await aService(people)}`];
  }); // prettier-ignore

  for (const width of [1360, 390])
    it(`at ${width} pixels`, () =>
      withPage(
        async (page) => {
          const origin = await testOrigin();
          await page.goto(`${origin}/ingreso`);
          await page.fill('[name=email]', people.quality.email);
          await page.fill('[name=password]', people.quality.password);
          await page.click('main form button');
          await page.waitForURL(`${origin}/`);
          for (const path of paths) {
            await page.goto(origin + path);
            expect(await axe(page), path).to.deep.equal([]);
            expect(await overflow(page), path).to.be.at.most(0);
          }
        },
        { width },
      ));
});
