// The pages of writing, showing and deciding in a real browser, wide and on a phone, on a real procedure (G1a, G1c, G1e).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { comment } from '../../server/documents/commenting.ts';
import { startVersion } from '../../server/documents/drafting.ts';
import { takeLock } from '../../server/documents/locking.ts';
import { proposeWithdrawal } from '../../server/documents/withdrawing.ts';
import { addDays, today } from '../../server/platform/clock.ts';
import { testOrigin } from '../support/app.ts';
import { axe, overflow, screenshot, withPage } from '../support/browser.ts';
import type { People, Person } from '../support/people.ts';
import { aDraft, bring, makeOffice, typeNamed, versionOf, write } from './cast.ts';

const REAL = 'GED-EDU-PR-S1-05';
const real = readFileSync(join(import.meta.dirname, `../../procedures/${REAL}/procedure.md`), 'utf8');

describe('documents in a browser', function () {
  this.timeout(240_000);
  let people: People;
  let origin: string;
  let pages: [name: string, path: string][];

  before(async () => {
    people = await makeOffice();
    origin = await testOrigin();
    const procedure = { type: await typeNamed('PR'), content: { kind: 'text' as const, markdown: real } };
    const title = 'Formulación, ejecución y seguimiento del plan de apoyo al mejoramiento (PAM)';
    await aDraft(people.leader, { code: REAL, title, label: '002', ...procedure });
    await bring(REAL, 'in_force', people);
    await startVersion(
      REAL,
      { reason: 'La auditoría interna pidió precisar los plazos de la evaluación trimestral.' },
      people.leader,
    );
    const draft = await aDraft(people.quality, { title: 'Borrador con faltantes' });
    await write(
      draft,
      1,
      '---\ncode: X\ntitle: Borrador\ntype: procedimiento\nactivities:\n  - number: 1\n    name:\n    next: 9\n---\n\n## Uno\n\nTexto.',
      people.quality,
    );
    const locked = await aDraft(people.leader, { title: 'Borrador que otra persona escribe' });
    await takeLock(String((await versionOf(locked))._id), people.leader);
    const onRoute = await aDraft(people.leader, { title: 'En revisión', code: 'IN-RUTA', ...procedure });
    await bring(onRoute, 'in_review', people);
    await comment(
      onRoute,
      1,
      { section: '', text: '¿Incluye a los establecimientos privados del régimen controlado?' },
      people.quality2,
    );
    const approved = await aDraft(people.leader, { title: 'Aprobado' });
    await bring(approved, 'approved', people);
    const revised = await aDraft(people.leader, { title: 'Por revisar' });
    await bring(revised, 'in_force', people);
    const leaving = await aDraft(people.leader, { title: 'Por retirar' });
    await bring(leaving, 'in_force', people);
    await proposeWithdrawal(
      leaving,
      { reason: 'El proceso ya no existe.', from: addDays(today(), 5) },
      people.leader,
    );
    const at = (code: string, ...rest: (string | number)[]) => ['/documentos', code, ...rest].join('/');
    pages = [
      ['listado', '/documentos'],
      ['nuevo', '/documentos/nuevo'],
      ['documento', at(REAL)],
      ['versiones', at(REAL, 'versiones')],
      ['version', at(REAL, 'versiones', 1)],
      ['historial', at(REAL, 'historial')],
      ['flujograma', at(REAL, 'versiones', 1, 'flujograma')],
      ['datos', at(REAL, 'datos')],
      ['version-nueva', at(revised, 'versiones/nueva')],
      ['editar', at(REAL, 'versiones', 2, 'editar')],
      ['editar-faltantes', at(draft, 'versiones', 1, 'editar')],
      ['editar-archivo', `${at(draft, 'versiones', 1, 'editar')}?formato=archivo`],
      ['editar-ocupado', at(locked, 'versiones', 1, 'editar')],
      ['version-en-ruta', at(onRoute, 'versiones', 1)],
      ['enviar', at(REAL, 'versiones', 2, 'envio')],
      ['firmar', at(onRoute, 'versiones', 1, 'aprobacion')],
      ['devolver', at(onRoute, 'versiones', 1, 'devolucion')],
      ['observar', at(onRoute, 'versiones', 1, 'observaciones')],
      ['emitir', at(approved, 'versiones', 1, 'emision')],
      ['por-retirar', at(leaving)],
      ['aprobar-retiro', at(leaving, 'retiro/aprobacion')],
      ['tipos', '/tipos-documentales'],
      ['tipo', `/tipos-documentales/${await typeNamed('PR')}`],
    ];
  });

  for (const width of [1360, 390]) {
    it(`G1e: hold at ${width} pixels without scrolling sideways and without a fault that axe finds`, async () => {
      const faults: string[] = [];
      await withPage(
        async (page) => {
          await enter(page, people.quality);
          for (const [name, path] of pages) {
            const answer = await page.goto(origin + path);
            await screenshot(page, `documentos-${name}-${width}`);
            if (answer?.status() !== 200) faults.push(`${path}: ${answer?.status()}`);
            if ((await overflow(page)) > 0) faults.push(`${path} scrolls sideways`);
            faults.push(...(await axe(page)).map((fault) => `${path}: ${fault}`));
          }
        },
        { width },
      );
      expect(faults).to.deep.equal([]);
    });
  }

  it('shows how a text will look, and what it lacks, while one writes', async () => {
    const code = await aDraft(people.quality, { title: 'Con vista previa' });
    await withPage(async (page) => {
      await enter(page, people.quality);
      await page.goto(`${origin}/documentos/${code}/versiones/1/editar`);
      await page.fill('[name=markdown]', '---\ncode: X\n---\n\n## Mientras se escribe');
      await page.waitForSelector('#vista h2:has-text("Mientras se escribe")');
      expect(await page.textContent('#vista .note')).to.contain('falta «title»');
      await page.click('text=Guardar y ver la versión');
      await page.waitForURL(`${origin}/documentos/${code}/versiones/1`);
      expect(await page.textContent('main')).to.contain('Mientras se escribe');
    });
  });

  async function enter(page: Page, person: Person): Promise<void> {
    await page.goto(`${origin}/ingreso`);
    await page.fill('[name=email]', person.email);
    await page.fill('[name=password]', person.password);
    await page.press('[name=password]', 'Enter');
    await page.waitForURL(`${origin}/`);
  }
});
