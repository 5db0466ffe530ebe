// From a complaint on the public form to the answer on the citizen's page, through its nonconformity, cause, action and the verification by another person, in a real browser (G12, G13, L1).
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { actionsOf, recordOf } from '../actions/cast.ts';
import { addDays, setClock, startOf, today } from '../../server/platform/clock.ts';
import { missingWords, testOrigin } from '../support/app.ts';
import { withPage } from '../support/browser.ts';
import { as, journey, press, sign } from '../support/journey.ts';
import { complaintOf, makeOffice, REPLY, type Office } from './cast.ts';

describe('journey: a complaint in the browser', function () {
  this.timeout(240_000);
  let office: Office;
  const { faults, open, look } = journey('pqrsd');

  before(async function () {
    this.timeout(60_000);
    office = await makeOffice();
  });

  it('G12, G13: filed, assigned, a nonconformity with its cause drawn, an action, verified by another, closed, and the citizen reads the answer', async () => {
    onDay('2026-03-02');
    const filed = await file();
    await classifyAndAssign(filed.code);
    const nonconformity = await openNonconformity(filed.code);
    await treat(nonconformity);
    await reply(filed.code);
    onDay(addDays(today(), 45));
    await verifyAndClose(nonconformity);
    await readAnswer(filed);
    expect((await recordOf(nonconformity)).state).to.equal('closed');
    expect(await complaintOf(filed.code)).to.include({ state: 'answered', open: false });
    expect(faults).to.deep.equal([]);
    expect([...missingWords]).to.deep.equal([]);
  });

  /** Without scripts, on a phone. */
  async function file(): Promise<{ code: string; secret: string }> {
    return withPage(async (page) => {
      await open(page, '/solicitudes');
      await page.getByRole('link', { name: 'Presentar una solicitud' }).last().click();
      await page.getByRole('radio', { name: 'Reclamo', exact: false }).first().check();
      await fill(page, { subject: 'La visita no llegó', body: 'Esperamos toda la mañana y nadie avisó.' });
      await page.getByRole('button', { name: 'Enviar' }).click();
      expect(await page.locator('.errsum').count(), 'asks for what is missing').to.equal(1);
      await fill(page, { name: 'Rosa Luna', email: 'rosa@vecina.example' });
      await page.check('[name=consent]');
      await page.getByRole('button', { name: 'Enviar' }).click();
      return { code: await textAt(page, '[data-code]'), secret: await textAt(page, '[data-secret]') };
    }, { javaScript: false, width: 390 });
  } // prettier-ignore

  async function classifyAndAssign(code: string): Promise<void> {
    await as(office.quality, async (page) => {
      await open(page, '/pendientes');
      await page.getByRole('link', { name: code }).first().click();
      await page.getByRole('link', { name: 'Clasificar', exact: true }).click();
      await page.selectOption('[name=process]', office.process);
      await press(page, 'Clasificar');
      await page.getByRole('link', { name: 'Asignar', exact: true }).click();
      await page.selectOption('[name=assignee]', `person:${office.leader.id}`);
      await press(page, 'Asignar');
      await look(page, 'asignada');
    });
  }

  async function openNonconformity(code: string): Promise<string> {
    return as(office.leader, async (page) => {
      await open(page, `/pqrsd/${code}`);
      await page.getByRole('link', { name: 'Abrir una no conformidad' }).click();
      await fill(page, { description: 'La visita se aplazó sin avisar a la institución' });
      await press(page, 'Abrir');
      await look(page, 'no-conformidad');
      return /NC-\d{4}-\d{3}/.exec(await page.locator('main').innerText())?.[0] ?? '';
    });
  }

  async function treat(code: string): Promise<void> {
    await as(office.leader, async (page) => {
      const one = `/no-conformidades/${code}`;
      await step(page, `${one}/revision`, { extent: 'Una de veinte visitas' });
      await open(page, `${one}/causas`);
      await page.locator('[name=whys]').first().fill('Nadie llama el día anterior');
      await fill(page, { cause_method: 'El cronograma no dice quién avisa', root: 'Nadie responde por avisar' });
      await page.selectOption('[name=category]', 'method').catch(() => page.check('[name=category][value=method]'));
      await send(page, `${one}/causas`);
      await open(page, one);
      expect(await page.locator('svg').count(), 'the cause is drawn').to.be.greaterThan(0);
      await look(page, 'causa');
      await open(page, `${one}/necesidad`);
      await choose(page, { probability: '3', impact: '3', act: 'yes' });
      await fill(page, { why: 'Puede repetirse' });
      await send(page, `${one}/necesidad`);
      await open(page, `${one}/plan`);
      await choose(page, { responsible: office.leader.positions[0]?.id ?? '' });
      await fill(page, { criterion: 'Todas las visitas confirmadas', verifyNotBefore: addDays(today(), 40), what: 'Confirmar cada visita el día anterior', due: addDays(today(), 20) });
      await send(page, `${one}/plan`);
      const [action] = await actionsOf(code);
      await step(page, `/acciones/${action?.code}/ejecucion`, { on: today(), text: 'Se confirma por teléfono', code: 'D02.03' });
      await step(page, `${one}/resultados`, { text: 'Ninguna visita sin aviso' });
    });
  } // prettier-ignore

  async function reply(code: string): Promise<void> {
    const one = `/pqrsd/${code}`;
    await as(office.leader, (page) => step(page, `${one}/respuesta`, { text: REPLY }));
    await as(office.quality, async (page) => {
      await open(page, `${one}/aprobacion`);
      await look(page, 'aprobar');
      await sign(page, 'Aprobar y firmar');
    });
    await as(office.leader, async (page) => {
      await open(page, `${one}/envio`);
      await page.check('[name=method][value=email]');
      await press(page, 'Enviar');
      await look(page, 'enviada');
    });
  }

  /** Who did it is not offered the verification. */
  async function verifyAndClose(code: string): Promise<void> {
    const one = `/no-conformidades/${code}`;
    await as(office.leader, async (page) => {
      await page.goto(`${await testOrigin()}${one}/verificacion`);
      expect(await page.locator(`form[action="${one}/verificacion"]`).count(), 'the doer never verifies').to.equal(0); // prettier-ignore
    });
    await as(office.auditor, async (page) => {
      await open(page, `${one}/verificacion`);
      await choose(page, { effective: 'yes' });
      await fill(page, { findings: 'Veinte visitas confirmadas' });
      await send(page, `${one}/verificacion`);
    });
    await as(office.quality, (page) => step(page, `${one}/cierre`, {}));
  }

  async function readAnswer({ code, secret }: { code: string; secret: string }): Promise<void> {
    await withPage(async (page) => {
      await open(page, '/solicitudes/nueva');
      await look(page, 'formulario');
      await open(page, '/solicitudes/consulta');
      await fill(page, { number: code, secret });
      await press(page, 'Consultar');
      expect(await page.locator('main').innerText()).to.include(REPLY);
      await look(page, 'respuesta');
      await page.check('[name=score][value="5"]');
      await press(page, 'Calificar');
      expect(await page.locator('main').innerText()).to.include('Usted calificó la respuesta con 5 de 5');
    }, { width: 390 });
  } // prettier-ignore

  function onDay(day: string): void {
    const ten = startOf(day).getTime() + 10 * 3_600_000;
    const began = Date.now();
    setClock(() => new Date(ten + Date.now() - began));
  }

  async function fill(page: Page, fields: Record<string, string>): Promise<void> {
    for (const [name, value] of Object.entries(fields)) await page.fill(`[name=${name}]:not([type=hidden])`, value); // prettier-ignore
  }

  /** A select or a group of radio buttons. */
  async function choose(page: Page, fields: Record<string, string>): Promise<void> {
    for (const [name, value] of Object.entries(fields)) {
      const select = page.locator(`select[name=${name}]`);
      if ((await select.count()) > 0) await select.selectOption(value);
      else await page.check(`[name=${name}][value="${value}"]`);
    }
  }

  /** Sends the form that posts to this address. */
  async function send(page: Page, action: string): Promise<void> {
    await page.locator(`form[action="${action}"] .acts button.btn, form[action="${action}"] button.btn`).last().click(); // prettier-ignore
    const said = await page.locator('.errsum').allInnerTexts();
    if (said.length > 0) faults.push(`${action}: ${said.join(' ')}`);
  }

  async function step(page: Page, path: string, fields: Record<string, string>): Promise<void> {
    await open(page, path);
    await fill(page, fields);
    await send(page, path);
  }

  async function textAt(page: Page, selector: string): Promise<string> {
    return (await page.locator(selector).innerText()).trim();
  }
});
