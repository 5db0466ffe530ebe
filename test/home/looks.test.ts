// The start page, the search, the process map and the requirements in a real browser, wide and on a phone.
import { expect } from 'chai';
import { slices } from '../../server/slices.ts';
import { examplePeople, EXAMPLE_PASSWORD } from '../../server/people/index.ts';
import { testApp, testOrigin } from '../support/app.ts';
import { overflow, screenshot, withPage } from '../support/browser.ts';
import { emptyDatabase } from '../support/database.ts';
import { as, faultsOf } from '../support/journey.ts';

const PAGES = [
  ['inicio', '/'],
  ['pendientes', '/pendientes'],
  ['buscar', '/buscar?q=formacion'],
  ['procesos', '/procesos'],
  ['proceso', '/procesos/D02.03'],
  ['proceso-nuevo', '/procesos/nuevo'],
  ['requisitos', '/requisitos'],
  ['requisito', '/requisitos/G14'],
  ['iso', '/requisitos?conjunto=iso-9001-2015'],
] as const;

describe('home, processes and requirements in a browser', function () {
  this.timeout(120_000);
  let origin: string;
  let email: string;
  before(async () => {
    await testApp();
    await emptyDatabase();
    for (const slice of slices) await slice.seed?.();
    origin = await testOrigin();
    email = (await examplePeople()).quality.email;
  });

  for (const width of [1360, 390]) {
    it(`hold at ${width} pixels without scrolling sideways and without a fault that axe finds`, async () => {
      const account = { email, password: EXAMPLE_PASSWORD };
      expect(await as(account, (page) => faultsOf(page, PAGES, width), { width })).to.deep.equal([]);
    });
  }

  it('the notices hold for a visitor on a phone of 320 pixels, without scripts', async () => {
    await withPage(
      async (page) => {
        for (const [name, path] of [
          ['accesibilidad', '/accesibilidad'],
          ['datos', '/datos-personales'],
        ] as const) {
          await page.goto(origin + path);
          await screenshot(page, `${name}-320`);
          expect(await overflow(page), path).to.equal(0);
        }
      },
      { width: 320, javaScript: false },
    );
  });
});
