// The pages of writing, showing and deciding in a real browser, wide and on a phone, on a real procedure (G1a, G1c, G1e).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { comment } from '../../server/documents/commenting.ts';
import { startVersion } from '../../server/documents/drafting.ts';
import { takeLock } from '../../server/documents/locking.ts';
import { proposeWithdrawal } from '../../server/documents/withdrawing.ts';
import { addDays, today } from '../../server/platform/clock.ts';
import { testOrigin } from '../support/app.ts';
import { as, faultsOf } from '../support/journey.ts';
import type { People } from '../support/people.ts';
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
    const free = await aDraft(people.leader, { title: 'Borrador que nadie escribe ahora' });
    await takeLock(String((await versionOf(REAL, 2))._id), people.quality);
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
      ['documentos-listado', '/documentos'],
      ['documentos-nuevo', '/documentos/nuevo'],
      ['documentos-documento', at(REAL)],
      ['documentos-versiones', at(REAL, 'versiones')],
      ['documentos-version', at(REAL, 'versiones', 1)],
      ['documentos-historial', at(REAL, 'historial')],
      ['documentos-flujograma', at(REAL, 'versiones', 1, 'flujograma')],
      ['documentos-datos', at(REAL, 'datos')],
      ['documentos-version-nueva', at(revised, 'versiones/nueva')],
      ['documentos-editar', at(REAL, 'versiones', 2, 'editar')],
      ['documentos-editar-faltantes', at(draft, 'versiones', 1, 'editar')],
      ['documentos-editar-archivo', `${at(draft, 'versiones', 1, 'editar')}?formato=archivo`],
      ['documentos-editar-libre', at(free, 'versiones', 1, 'editar')],
      ['documentos-borrador', at(free, 'versiones', 1)],
      ['documentos-editar-ocupado', at(locked, 'versiones', 1, 'editar')],
      ['documentos-version-en-ruta', at(onRoute, 'versiones', 1)],
      ['documentos-enviar', at(REAL, 'versiones', 2, 'envio')],
      ['documentos-firmar', at(onRoute, 'versiones', 1, 'aprobacion')],
      ['documentos-devolver', at(onRoute, 'versiones', 1, 'devolucion')],
      ['documentos-observar', at(onRoute, 'versiones', 1, 'observaciones')],
      ['documentos-emitir', at(approved, 'versiones', 1, 'emision')],
      ['documentos-por-retirar', at(leaving)],
      ['documentos-aprobar-retiro', at(leaving, 'retiro/aprobacion')],
      ['documentos-tipos', '/tipos-documentales'],
      ['documentos-tipo', `/tipos-documentales/${await typeNamed('PR')}`],
    ];
  });

  for (const width of [1360, 390]) {
    it(`G1e: hold at ${width} pixels without scrolling sideways and without a fault that axe finds`, async () => {
      const faults = await as(people.quality, (page) => faultsOf(page, pages, width), { width });
      expect(faults).to.deep.equal([]);
    });
  }

  it('shows how a text will look, and what it lacks, while one writes', async () => {
    const code = await aDraft(people.quality, { title: 'Con vista previa' });
    await as(people.quality, async (page) => {
      await page.goto(`${origin}/documentos/${code}/versiones/1`);
      await page.click('text=Editar');
      await page.fill('[name=markdown]', '---\ncode: X\n---\n\n## Mientras se escribe');
      await page.waitForSelector('#vista h2:has-text("Mientras se escribe")');
      expect(await page.textContent('#vista .note')).to.contain('falta «title»');
      await page.click('text=Guardar y ver la versión');
      await page.waitForURL(`${origin}/documentos/${code}/versiones/1`);
      expect(await page.textContent('main')).to.contain('Mientras se escribe');
    });
  });
});
