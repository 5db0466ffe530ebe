// Forms that come again, in a browser: one can load the page anew and change the language, with scripts and without (D2).
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { testOrigin } from '../support/app.ts';
import { as } from '../support/journey.ts';
import type { People } from '../support/people.ts';
import { makeOffice, typeNamed } from './cast.ts';

const FILE = { name: 'manual.txt', mimeType: 'text/plain', buffer: Buffer.from('Solo texto') };

describe('documents: forms in a browser', function () {
  this.timeout(60_000);
  let people: People;
  before(async () => {
    people = await makeOffice();
  });

  async function proposedCode(page: Page): Promise<void> {
    await page.goto(`${await testOrigin()}/documentos/nuevo`);
    await page.selectOption('[name=type]', await typeNamed('MA'));
    await page.getByRole('button', { name: 'Proponer código' }).click();
    await page.waitForURL('**/documentos/nuevo/codigo');
  }

  for (const javaScript of [true, false])
    it(`the language changes on a form that came again, ${javaScript ? 'with' : 'without'} scripts`, () =>
      as(
        people.quality,
        async (page) => {
          await proposedCode(page);
          await page.getByRole('button', { name: 'English' }).click();
          await page.getByRole('heading', { name: 'Register a document' }).waitFor();
          await page.getByRole('button', { name: 'Español' }).click();
          await page.getByRole('heading', { name: 'Registrar un documento' }).waitFor();
        },
        { javaScript },
      ));

  it('a form with a file that came again can be loaded anew, and its frame belongs to it', () =>
    as(people.quality, async (page) => {
      await page.goto(`${await testOrigin()}/documentos/nuevo`);
      await page.check('[name=start][value=file]');
      await page.setInputFiles('[name=file]', FILE);
      await page.getByRole('button', { name: 'Proponer código' }).click();
      await page.locator('.errsum, .msg').first().waitFor();
      expect(new URL(page.url()).pathname).to.equal('/documentos/nuevo');
      expect(await page.locator('footer [name=back]').getAttribute('value')).to.equal('/documentos/nuevo');
      expect((await page.reload())?.status()).to.equal(200);
    }));
});
