// A year's audit in a real browser: programme, an independent auditor after a refused one, plan, checklist with sampling, finding, action, follow-up, report (G14).
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { today, yearOf, now } from '../../server/platform/clock.ts';
import { missingWords } from '../support/app.ts';
import { screenshot } from '../support/browser.ts';
import { as, journey, pdfAt, press, says, sign } from '../support/journey.ts';
import { textOf } from '../support/pdf-pixels.ts';
import { bring as bringNonconformity } from '../actions/cast.ts';
import { findingOf, makeAuditOffice, PROCESS, type Office } from './cast.ts';

describe('journey: an audit in the browser', function () {
  this.timeout(300_000);
  let office: Office;
  let audit = '';
  const { faults, check, look, open } = journey('auditoria');

  before(async () => {
    office = await makeAuditOffice();
  });

  it('G14, O3, O4: from the programme to the follow-up', async () => {
    await programme();
    await approve();
    await plan();
    await accept();
    await start();
    await examine();
    await inTheField();
    await writeFinding();
    await answer();
    await close();
    await follow();
    expect(faults).to.deep.equal([]);
    expect([...missingWords].filter((one) => one.includes('audits.'))).to.deep.equal([]);
  });

  async function programme(): Promise<void> {
    await as(office.people.quality, async (page) => {
      await open(page, '/programas-auditoria/nuevo');
      await page.fill('[name=year]', String(yearOf(now())));
      await page.fill('[name=objective]', 'Saber si el sistema cumple y funciona');
      await page.fill('[name=responsible]', 'Profesional de calidad');
      await page.getByLabel('Especificación técnica').check();
      await press(page, 'Crear el programa');
      await page.getByRole('link', { name: 'I02.04' }).click();
      await page.selectOption('[name=importance]', '1');
      for (const box of await page.locator('[name=months]:checked').all()) await box.uncheck();
      await page.getByRole('main').getByRole('button', { name: 'Guardar', exact: true }).click();
      await says(page, 'diga por qué lo cambia');
      expect(await page.inputValue('[name=importance]')).to.equal('1');
      await page.fill('[name=reason_importance]', 'Lo ejecuta otra dependencia');
      await page.fill('[name=why]', 'Lo audita la Contraloría este año');
      await check(page, 'peso');
      await press(page, 'Guardar');
      await says(page, 'Lo audita la Contraloría este año');
      await look(page, 'programa');
      await page.getByRole('link', { name: 'Calendario' }).click();
      await check(page, 'calendario');
      const file = await page.request.get(`${page.url()}.ics`);
      expect(await file.text()).to.contain('BEGIN:VEVENT');
      await open(page, `/programas-auditoria/PAA-${yearOf(now())}/propuesta`);
      await press(page, 'Enviar');
    });
  }

  async function approve(): Promise<void> {
    await as(office.people.committee, async (page) => {
      await open(page, `/programas-auditoria/PAA-${yearOf(now())}/aprobacion`);
      await check(page, 'aprobar-programa');
      await sign(page, 'Aprobar y firmar');
      await says(page, 'Aprobado');
    });
  }

  /** The page says who may not and why; a forged form is refused with the document's name. */
  async function plan(): Promise<void> {
    const { people } = office;
    await as(people.quality, async (page) => {
      await open(page, `/programas-auditoria/PAA-${yearOf(now())}`);
      await page.locator('tr', { hasText: PROCESS }).getByRole('link', { name: 'Planear la auditoría' }).click();
      await page.fill('[name=objective]', 'Verificar que el apoyo a los PMI cumple lo especificado');
      await page.fill('[name=scope]', 'Visitas y registros de este año');
      await page.fill('[name=from]', today());
      await page.fill('[name=until]', today());
      await page.locator('[name=agendaDay]').first().fill(today());
      await page.locator('[name=agendaTime]').first().fill('08:00');
      await page.locator('[name=agendaWhat]').first().fill('Reunión de apertura');
      await check(page, 'plan-formulario');
      await press(page, 'Guardar el plan');
      audit = /AUD-\d{4}-\d{3}/.exec(page.url())?.[0] ?? '';
      await page.getByRole('link', { name: 'Equipo auditor' }).click();
      await check(page, 'equipo');
      const tied = page.getByRole('listitem').filter({ hasText: people.quality2.name }).first();
      expect(await tied.innerText()).to.contain('No puede auditar').and.to.contain(office.document);
      expect(await tied.getByRole('button').count()).to.equal(0);
      const free = page.getByRole('listitem').filter({ hasText: people.auditor.name }).first();
      await free.locator('[name=person]').evaluate((field, id) => field.setAttribute('value', id), people.quality2.id);
      await free.getByRole('button', { name: 'Asignar como líder' }).click();
      await page.waitForLoadState();
      expect(await page.locator('.errsum').innerText()).to.contain(office.document);
      await look(page, 'equipo-rechazado');
      await page.getByRole('listitem').filter({ hasText: people.auditor.name }).first().getByRole('button', { name: 'Asignar como líder' }).click();
      await says(page, 'independencia revisada al asignar');
      await open(page, `/auditorias/${audit}/envio`);
      await press(page, 'Enviar');
      await look(page, 'plan');
    });
  } // prettier-ignore

  async function accept(): Promise<void> {
    await as(office.people.leader, async (page) => {
      await open(page, '/pendientes');
      await page.getByRole('link', { name: audit }).first().click();
      await page.getByRole('link', { name: 'Aceptar el plan' }).click();
      await press(page, 'Aceptar el plan');
      await says(page, 'Aceptada');
    });
  }

  async function start(): Promise<void> {
    await as(office.people.auditor, async (page) => {
      await open(page, `/auditorias/${audit}/inicio`);
      await press(page, 'Iniciar');
      await says(page, 'En ejecución');
    });
  }

  /** Eight PMIs of 120, and a checklist out of the specification with two questions of our own. */
  async function examine(): Promise<void> {
    await as(office.people.auditor, async (page) => {
      await open(page, `/auditorias/${audit}/muestras`);
      await page.fill('[name=population]', 'PMI de este año con apoyo de la secretaría');
      await page.fill(
        '[name=items]',
        Array.from({ length: 120 }, (_, index) => `PMI-${index + 1}`).join('\n'),
      );
      await page.fill('[name=size]', '8');
      await press(page, 'Sacar la muestra');
      expect(await page.locator('.cols2 li').count()).to.equal(8);
      await check(page, 'muestra');
      await open(page, `/auditorias/${audit}/lista/armado`);
      await page.getByText('G14 ·').first().click();
      await page.locator('[name=clauses][value="G14.1"]').check();
      await page.fill('[name=section]', 'Apoyo a los PMI');
      await page.fill('[name=own]', '¿Cada visita deja acta?\n¿Se califica la asistencia?');
      await check(page, 'armar');
      await press(page, 'Añadir a la lista');
      await says(page, '3 líneas, 3 sin evaluar');
      await look(page, 'lista');
    });
  }

  /** On a phone: the line breaks, what was written stays on the device, and is saved by itself when the line returns. */
  async function inTheField(): Promise<void> {
    await as(
      office.people.auditor,
      async (page) => {
        await open(page, `/auditorias/${audit}/lista`);
        const first = page.locator('form[data-line]').first();
        await page.context().setOffline(true);
        await first.getByText('Conforme', { exact: true }).click();
        await first.getByLabel('Cargo entrevistado').fill('Profesional de mejoramiento');
        await first.getByRole('button', { name: 'Guardar línea' }).click();
        await first.getByText('Sin conexión').waitFor();
        await screenshot(page, 'auditoria-sin-linea-390');
        await page.context().setOffline(false);
        await page.evaluate("window.dispatchEvent(new Event('online'))");
        await first.getByText('Guardada.').waitFor();
        // Without pressing anything: a page that is opened again still has it.
        await open(page, `/auditorias/${audit}/lista?seccion=2`);
        const second = page.locator('form[data-line]').first();
        await second.getByLabel('Evidencia').fill('Tres visitas sin acta');
        await open(page, `/auditorias/${audit}/lista?seccion=2`);
        expect(await second.getByLabel('Evidencia').inputValue()).to.equal('Tres visitas sin acta');
        await second.getByText('No conforme', { exact: true }).click();
        await second.getByRole('button', { name: 'Guardar línea' }).click();
        await second.getByText('Guardada.').waitFor();
        // What stands around the form follows, without another page.
        const card = page.locator('section').filter({ has: second }).first();
        expect(await card.locator('.cap .sym').innerText()).to.equal('No conforme');
        expect(
          await card.getByRole('link', { name: 'Escribir el hallazgo' }).getAttribute('href'),
        ).to.contain('linea=');
        expect(await page.locator('.prog').innerText()).to.contain('3 líneas, 1 sin evaluar');
        expect(await page.evaluate('localStorage.length')).to.equal(0);
      },
      { width: 390 },
    );
    // The last one without scripts, by its own form.
    await as(
      office.people.auditor,
      async (page) => {
        await open(page, `/auditorias/${audit}/lista?seccion=2`);
        const third = page.locator('form[data-line]').nth(1);
        await third.getByText('No aplica', { exact: true }).click();
        await third.getByRole('button', { name: 'Guardar línea' }).click();
        await says(page, 'Diga por qué no aplica');
        await page.getByLabel('Nota').fill('La calificación empieza el próximo año');
        await page.getByRole('button', { name: 'Guardar línea' }).click();
        await says(page, '3 líneas, 0 sin evaluar');
      },
      { javaScript: false },
    );
  }

  async function writeFinding(): Promise<void> {
    await as(office.people.auditor, async (page) => {
      await open(page, `/auditorias/${audit}/lista?seccion=2`);
      await page.getByRole('link', { name: 'Escribir el hallazgo' }).click();
      expect(await page.inputValue('[name=evidence]')).to.equal('Tres visitas sin acta');
      await page.selectOption('[name=clause]', 'G14.1');
      await page.fill('[name=statement]', 'Tres de doce visitas no dejaron acta');
      await check(page, 'hallazgo-nuevo');
      await press(page, 'Guardar');
      await open(page, `/auditorias/${audit}/firma`);
      await check(page, 'firmar');
      await sign(page, 'Firmar');
      await open(page, `/auditorias/${audit}/hallazgos`);
      await look(page, 'hallazgos');
      expect(await page.getByRole('main').innerText()).to.match(/NC-\d{4}-\d{3}/);
    });
  }

  async function answer(): Promise<void> {
    await as(office.people.leader, async (page) => {
      await open(page, '/pendientes');
      await page
        .getByRole('link', { name: `${audit}-H01` })
        .first()
        .click();
      await page.getByRole('link', { name: 'Responder' }).click();
      await page.getByLabel('Acepta el hallazgo', { exact: true }).check();
      await page.fill('[name=text]', 'Se acepta; las actas se harán al terminar la visita');
      await press(page, 'Enviar la respuesta');
      await look(page, 'hallazgo');
    });
  }

  async function close(): Promise<void> {
    await as(office.people.auditor, async (page) => {
      await open(page, `/auditorias/${audit}/cierre`);
      await page.fill('[name=conclusion]', 'El proceso cumple y funciona, con una debilidad en las actas.');
      await check(page, 'cierre');
      await sign(page, 'Cerrar y firmar');
      const text = await report(page, audit);
      for (const words of [
        `${audit}-H01`,
        'Computed|calculada',
        'PMI-',
        'una debilidad en las actas',
        'Se acepta',
      ])
        expect(text).to.match(new RegExp(words));
    });
    await as(office.people.committee, async (page) => {
      await open(page, '/');
      await says(page, `${audit}-H01`);
      await open(page, `/auditorias/${audit}/lectura`);
      await press(page, 'Leí y entendí');
      await look(page, 'cerrada');
    });
  }

  /** The action is done and verified in its own room; then the follow-up looks, and says so. */
  async function follow(): Promise<void> {
    const { people } = office;
    await bringNonconformity((await findingOf(`${audit}-H01`)).nonconformity?.code ?? '', 'closed', people);
    let followUp = '';
    await as(people.quality, async (page) => {
      await open(page, `/auditorias/${audit}/seguimiento`);
      await press(page, 'Abrir el seguimiento');
      followUp = /AUD-\d{4}-\d{3}/.exec(page.url())?.[0] ?? '';
      await open(page, `/auditorias/${followUp}/plan`);
      await page
        .locator('[name=agendaDay]')
        .first()
        .fill(await page.inputValue('[name=from]'));
      await page.locator('[name=agendaWhat]').first().fill('Verificar las actas');
      await press(page, 'Guardar el plan');
      await open(page, `/auditorias/${followUp}/equipo`);
      await page
        .getByRole('button', { name: 'Asignar como líder' })
        .filter({ hasText: people.auditor.name })
        .click();
      await open(page, `/auditorias/${followUp}/envio`);
      await press(page, 'Enviar');
    });
    await as(people.leader, async (page) => {
      await open(page, `/auditorias/${followUp}/aceptacion`);
      await press(page, 'Aceptar el plan');
    });
    await as(people.auditor, async (page) => {
      await open(page, `/auditorias/${followUp}/inicio`);
      await press(page, 'Iniciar');
      await open(page, `/auditorias/${followUp}/lista`);
      const line = page.locator('form[data-line]').first();
      await line.getByText('Conforme', { exact: true }).click();
      await line.getByLabel('Evidencia').fill('Doce de doce visitas con acta');
      await line.getByRole('button', { name: 'Guardar línea' }).click();
      await line.getByText('Guardada.').waitFor();
      await open(page, `/auditorias/${followUp}/firma`);
      await sign(page, 'Firmar');
      await open(page, `/auditorias/${followUp}/cierre`);
      await page.fill('[name=conclusion]', 'La acción funciona.');
      await sign(page, 'Cerrar y firmar');
      const text = await report(page, followUp);
      expect(text)
        .to.contain(audit)
        .and.to.match(/Eficaz/);
      await open(page, `/auditorias/${audit}/hallazgos/1`);
      await says(page, 'Eficaz. Doce de doce visitas con acta');
      await look(page, 'seguido');
    });
  }

  async function report(page: Page, code: string): Promise<string> {
    const pages = await textOf(await pdfAt(page, `/auditorias/${code}/informe.pdf`));
    return pages.join(' ').replaceAll(/\s+/g, ' ');
  }
});
