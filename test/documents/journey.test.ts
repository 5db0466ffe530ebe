// The life of a real procedure in a real browser, from its adoption to the recall of its copies, each act by the person whose it is (G1).
import { expect } from 'chai';
import { jobs } from '../../server/documents/jobs.ts';
import { seedProcesses } from '../../server/processes/index.ts';
import { addDays, now, setClock, startOf, today } from '../../server/platform/clock.ts';
import { runJob } from '../../server/platform/jobs/jobs.ts';
import { act } from '../../server/platform/audit/act.ts';
import { usePublicOrigin } from '../../server/platform/settings/address.ts';
import { entity, readSettings } from '../../server/platform/settings/settings.ts';
import { missingWords, testOrigin } from '../support/app.ts';
import { withPage } from '../support/browser.ts';
import { as, journey, pdfAt, press, says, sign } from '../support/journey.ts';
import { inkIn, renderPdf, textOf } from '../support/pdf-pixels.ts';
import { SETUP, type People, type Person } from '../support/people.ts';
import { makeOffice } from './cast.ts';

const CODE = 'GED-EDU-PR-S1-05';
const DOCUMENT = `/documentos/${CODE}`;
const MARKED = '  - number: 10\n';

describe('journey: GED-EDU-PR-S1-05 in the browser', function () {
  this.timeout(300_000);
  let people: People;
  const { faults, open, look } = journey('viaje');

  before(async () => {
    people = await makeOffice();
    await seedProcesses(SETUP, {});
    await act('admin.set_up', SETUP, () =>
      entity.set({ name: 'Secretaría de Educación de Valle Alto', kind: 'territorial' }),
    );
    await readSettings();
    usePublicOrigin(await testOrigin());
  });

  it('G1a, G1b, G1c, G1d, G1e, G1g: it is adopted, changed, reviewed, approved, issued, compared, recalled and read', async () => {
    await adopt();
    const copy = await giveOutCopy();
    await write('Un hallazgo de la auditoría interna pide seguir las metas cada dos meses.');
    await reviewWithObservation();
    await approveAndIssueAtOnce();
    await compare();
    await lookAtObsoleteCopy(copy);
    await recall(copy);
    await issueForLater();
    await readAtPointOfUse();
    expect(faults).to.deep.equal([]);
    expect([...missingWords]).to.deep.equal([]);
  });

  /** The quality office proposes the library's procedure as in force; only another person can confirm it. */
  async function adopt(): Promise<void> {
    await as(people.quality, async (page) => {
      await open(page, '/documentos/adopciones');
      await page.locator('tr', { hasText: CODE }).getByRole('link', { name: 'Adoptar' }).click();
      await page.fill('[name=effective]', '2019-10-30');
      await page.selectOption('[name=owner]', { label: 'Líder de calidad educativa · Calidad educativa' });
      await page.fill('[name=aprobo_position]', 'Comité Directivo SED');
      await page.fill('[name=note]', 'Se usa en la entidad desde 2019; se toma como está.');
      await look(page, 'adoptar');
      await press(page, 'Proponer la adopción');
      await look(page, 'adopcion-propuesta');
      await open(page, `${DOCUMENT}/versiones/1`);
      expect(await page.getByRole('link', { name: 'Confirmar la adopción' }).count()).to.equal(0);
    });
    await as(people.committee, async (page) => {
      await open(page, '/pendientes');
      await page.getByRole('link', { name: CODE }).first().click();
      await page.getByRole('link', { name: 'Confirmar la adopción' }).click();
      await look(page, 'adopcion-confirmar');
      await sign(page, 'Confirmar y firmar');
      await look(page, 'adoptada');
      await open(page, DOCUMENT);
      await says(page, 'Vigente');
      await look(page, 'documento');
    });
  }

  /** A numbered copy of version 002 goes to a school. Returns the address that its QR code leads to. */
  async function giveOutCopy(): Promise<string> {
    return as(people.quality2, async (page) => {
      await open(page, `${DOCUMENT}/copias`);
      await page.fill('[name=holder]', 'Rectoría, Institución Educativa El Mirador');
      await page.fill('[name=place]', 'Cartelera de la sala de docentes');
      await press(page, 'Registrar la copia');
      await look(page, 'copias');
      const pages = await textOf(await pdfAt(page, `${DOCUMENT}/copias/1/copia.pdf`));
      for (const [index, text] of pages.entries()) {
        expect(text)
          .to.contain(CODE)
          .and.to.contain('Versión 002')
          .and.to.contain('VIGENTE desde 30/10/2019');
        expect(text)
          .to.contain(`Página ${index + 1} de ${pages.length}`)
          .and.to.contain('Copia controlada 1');
      }
      const address = /https?:\/\/\S+\/v\/[0-9A-Z]{14}/.exec(pages[0] ?? '')?.[0] ?? '';
      await open(page, address);
      await look(page, 'qr-vigente');
      await says(page, 'está en vigencia');
      return address;
    });
  }

  async function write(reason: string): Promise<void> {
    await as(people.leader, async (page) => {
      await open(page, DOCUMENT);
      await page.getByRole('link', { name: 'Elaborar nueva versión' }).click();
      await look(page, 'version-nueva');
      await page.fill('[name=reason]', reason);
      await press(page, 'Empezar el borrador');
      const text = await page.inputValue('[name=markdown]');
      const [before = '', after = ''] = text.split(MARKED);
      await page.fill(
        '[name=markdown]',
        before + MARKED + after.replace('period: Trimestral', 'period: Cada dos meses').replace('# Valores para priorizar', '# Reuniones de seguimiento\n\nCada dos meses, con acta.\n\n# Valores para priorizar'),
      );
      await page.getByText('Secciones que cambian', { exact: true }).first().click();
      await page.getByLabel('Actividades').first().check();
      await look(page, 'editar');
      await press(page, 'Guardar y ver la versión');
      await look(page, 'borrador');
      await page.getByRole('link', { name: 'Enviar a revisión' }).click();
      await look(page, 'enviar');
      await press(page, 'Enviar');
      await look(page, 'en-revision');
    }); // prettier-ignore
  }

  /** The reviewer asks; the author answers; then the reviewer signs. */
  async function reviewWithObservation(): Promise<void> {
    await as(people.quality2, async (page) => {
      await open(page, '/pendientes');
      await look(page, 'pendientes-revisa');
      await page.getByRole('link', { name: CODE }).first().click();
      await page.getByRole('link', { name: 'Hacer una observación' }).click();
      await page.selectOption('[name=section]', { label: 'Reuniones de seguimiento' });
      await page.fill('[name=text]', '¿Quién convoca la reunión?');
      await look(page, 'observar');
      await press(page, 'Guardar la observación');
    });
    await as(people.leader, async (page) => {
      await open(page, `${DOCUMENT}/versiones/2`);
      await look(page, 'observada');
      await page.getByRole('link', { name: 'Resolver' }).click();
      await page.fill('[name=answer]', 'Convoca quien lidera Calidad Educativa, como dice la actividad 10.');
      await look(page, 'resolver');
      await press(page, 'Resolver');
    });
    await as(people.quality2, async (page) => {
      await open(page, `${DOCUMENT}/versiones/2`);
      await page.getByRole('link', { name: 'Ver qué cambió frente a la versión 002' }).click();
      await says(page, 'Reuniones de seguimiento');
      await page.getByRole('link', { name: 'Volver a la versión' }).click();
      await page.getByRole('link', { name: 'Dar concepto favorable' }).click();
      await look(page, 'firmar-revision');
      await sign(page, 'Firmar');
    });
  }

  /** A wrong password signs nothing; then the approval counts and the version is in force at once. */
  async function approveAndIssueAtOnce(): Promise<void> {
    await as(people.committee, async (page) => {
      await open(page, `${DOCUMENT}/versiones/2`);
      await page.getByRole('link', { name: 'Aprobar la versión 003' }).click();
      await page.fill('[name=comment]', 'Responde al hallazgo.');
      await page.fill('[name=password]', 'no es la mía');
      await page.getByRole('button', { name: 'Firmar', exact: true }).click();
      await look(page, 'firmar-mal');
      expect(await page.inputValue('[name=comment]')).to.equal('Responde al hallazgo.');
      await sign(page, 'Firmar');
      await look(page, 'aprobada');
    });
    await as(people.quality, async (page) => {
      await open(page, `${DOCUMENT}/versiones/2`);
      await page.getByRole('link', { name: 'Emitir' }).click();
      await look(page, 'emitir');
      await press(page, 'Emitir');
      await look(page, 'emitida');
      await open(page, `${DOCUMENT}/versiones`);
      await look(page, 'versiones');
    });
  }

  async function compare(): Promise<void> {
    await as(people.certifier, async (page) => {
      await open(page, `${DOCUMENT}/comparar?de=1&a=2`);
      await look(page, 'comparar');
      await says(page, 'Reuniones de seguimiento');
      expect(await page.locator('del', { hasText: 'Trimestral' }).count()).to.be.greaterThan(0);
      expect(await page.locator('ins', { hasText: 'Cada dos meses' }).count()).to.be.greaterThan(0);
      await open(page, `${DOCUMENT}/historial`);
      await look(page, 'historial');
    });
  }

  /** G1g: every page of the old version says so across itself, and the new one does not. */
  async function lookAtObsoleteCopy(address: string): Promise<void> {
    await as(people.quality, async (page) => {
      const old = await pdfAt(page, `${DOCUMENT}/versiones/1/copia.pdf`);
      const fresh = await pdfAt(page, `${DOCUMENT}/versiones/2/copia.pdf`);
      const { length } = await textOf(old);
      const every = Array.from({ length }, (_, index) => index + 1);
      const [marked, plain] = [await renderPdf(old, every, { name: 'viaje-obsoleta' }), await renderPdf(fresh, every, { name: 'viaje-vigente' })];
      const share = (picture: (typeof marked)[number]) => inkIn(picture, 0.1, 0.12, 0.9, 0.88);
      for (const [index, picture] of marked.entries())
        expect(share(picture), `page ${index + 1}`).to.be.greaterThan(share(plain[index] as typeof picture) + 5_000);
      for (const text of await textOf(old)) expect(text).to.contain('OBSOLETO desde');
      await open(page, address);
      await look(page, 'qr-reemplazada');
      await says(page, 'esta copia es obsoleta');
    });
  } // prettier-ignore

  async function recall(address: string): Promise<void> {
    await as(people.quality, async (page) => {
      await open(page, '/');
      await look(page, 'inicio-calidad');
      await open(page, `${DOCUMENT}/copias`);
      await says(page, 'Por recoger');
      await page.getByRole('link', { name: 'Cerrar' }).click();
      await page.getByLabel('La devolvió').check();
      await look(page, 'recoger');
      await press(page, 'Cerrar la copia');
      await look(page, 'recogida');
    });
    await withPage(async (page) => {
      await page.goto(address);
      await says(page, 'esta copia es obsoleta');
    });
  }

  /** The next version waits for its date: readers keep the old one until 00:00 of that day, whether or not the night's job ran. */
  async function issueForLater(): Promise<void> {
    const day = addDays(today(), 10);
    await write('Se precisa quién convoca la reunión.');
    await decide(people.quality2, 'Dar concepto favorable');
    await decide(people.committee, 'Aprobar la versión 004');
    await as(people.quality, async (page) => {
      await open(page, `${DOCUMENT}/versiones/3/emision`);
      await page.fill('[name=effective]', day);
      await press(page, 'Emitir');
      await look(page, 'emitida-despues');
      await open(page, DOCUMENT);
      await says(page, '003');
    });
    const later = new Date(startOf(day).getTime() + 60_000);
    setClock(() => later);
    await as(people.reader, async (page) => {
      await open(page, DOCUMENT);
      expect(await page.locator('.facts dd').first().innerText()).to.equal('004');
    });
    for (const job of jobs) await runJob(job);
    await as(people.quality, async (page) => {
      await open(page, `${DOCUMENT}/versiones`);
      expect(await page.locator('tr', { hasText: '003' }).innerText()).to.contain('Obsoleta');
    });
  }

  async function readAtPointOfUse(): Promise<void> {
    await as(people.quality, async (page) => {
      await open(page, `${DOCUMENT}/distribucion/editar`);
      await page.check('[name=everyone]');
      await page.check('[name=acknowledge]');
      await look(page, 'distribuir');
      await press(page, 'Guardar');
    });
    await as(people.reader, async (page) => {
      await open(page, '/mis-documentos');
      await look(page, 'mis-documentos');
      await page.getByRole('link', { name: CODE }).first().click();
      await look(page, 'lectura');
      await press(page, 'Leí y entendí la versión 004');
      await look(page, 'leido');
    });
    await as(people.quality, async (page) => {
      await open(page, `${DOCUMENT}/distribucion`);
      await look(page, 'lectores');
      expect(await page.locator('tr', { hasText: people.reader.name }).innerText()).to.contain(String(now().getFullYear()));
    }); // prettier-ignore
  }

  async function decide(person: Person, link: string): Promise<void> {
    await as(person, async (page) => {
      await open(page, `${DOCUMENT}/versiones/3`);
      await page.getByRole('link', { name: link }).click();
      await sign(page, 'Firmar');
    });
  }
});
