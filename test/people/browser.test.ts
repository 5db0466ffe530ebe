// The main pages of people in a real browser, wide and on a phone: accessible, nothing wider than the window.
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { EXAMPLE_PASSWORD, examplePeople, people as slice } from '../../server/people/index.ts';
import { testOrigin } from '../support/app.ts';
import { withPage } from '../support/browser.ts';
import { emptyDatabase } from '../support/database.ts';
import { faultsOf } from '../support/journey.ts';

describe('people: in the browser', function () {
  this.timeout(120_000);
  let origin: string;
  before(async () => {
    origin = await testOrigin();
    await emptyDatabase();
    await slice.seed?.();
  });

  async function enter(page: Page, email: string): Promise<void> {
    await page.goto(`${origin}/ingreso?volver=/mi-cuenta`);
    await page.getByLabel('Correo electrónico').fill(email);
    await page.getByLabel('Contraseña', { exact: true }).fill(EXAMPLE_PASSWORD);
    await page.getByRole('main').getByRole('button', { name: 'Entrar' }).click();
    await page.waitForURL('**/mi-cuenta');
  }

  for (const width of [1360, 390])
    it(`at ${width} px every page is accessible and fits`, () =>
      withPage(
        async (page) => {
          const { admin, quality2 } = await examplePeople();
          await enter(page, admin.email);
          const person = `/personas/${quality2.id}`;
          const pages = {
            cuenta: '/mi-cuenta',
            lista: '/personas',
            nueva: '/personas/nueva',
            persona: person,
            roles: `${person}/roles`,
            retiro: `${person}/retiro`,
            asignar: `${person}/cargos/nuevo`,
            encargos: '/encargos',
            cargos: '/cargos',
            cargo: `/cargos/${quality2.positions[0]?.id}`,
            dependencias: '/dependencias',
          };
          const named = Object.entries(pages).map(([name, path]) => [`people-${name}`, path] as const);
          expect(await faultsOf(page, named, width)).to.deep.equal([]);
        },
        { width },
      ));

  it('works without scripts: an administrator opens an account and the person sets the password', async () => {
    const link = await withPage(
      async (page) => {
        await enter(page, (await examplePeople()).admin.email);
        await page.goto(`${origin}/personas/nueva`);
        await page.getByLabel('Nombre completo').fill('Inés Ríos Paz');
        await page.getByLabel('Correo electrónico').fill('ines@valle-alto.example');
        await page.getByRole('button', { name: 'Abrir la cuenta' }).click();
        expect(await page.getByRole('alert').innerText()).to.contain('Elija al menos un rol');
        expect(await page.getByLabel('Nombre completo').inputValue()).to.equal('Inés Ríos Paz');
        await page.getByLabel('Consulta').check();
        await page.getByRole('button', { name: 'Abrir la cuenta' }).click();
        return page.getByLabel('Enlace de un solo uso').inputValue();
      },
      { javaScript: false },
    );
    await withPage(
      async (page) => {
        await page.goto(origin + new URL(link, origin).pathname);
        await page.getByLabel('Contraseña nueva', { exact: true }).fill('cuatro palabras muy mías');
        await page.getByLabel('Repita la contraseña nueva').fill('cuatro palabras muy mías');
        await page.getByRole('button', { name: 'Guardar la contraseña' }).click();
        await page.waitForURL('**/ingreso');
        expect(await page.getByRole('status').innerText()).to.contain('Guardó su contraseña');
      },
      { javaScript: false },
    );
  });
});
