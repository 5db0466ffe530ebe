// Pages in a real browser: how they look at both widths, and what the little script adds.
import { expect } from 'chai';
import express from 'express';
import { axe, overflow, screenshot, withPage } from '../support/browser.ts';
import { listening, sampleApp } from '../support/sample-pages.ts';
import { samples } from './sample-data.ts';

const app = sampleApp(samples);

describe('pages in a browser', function () {
  this.timeout(120_000);
  const pages: [name: string, path: string][] = [
    ['registro', '/registro'], ['lista', '/documentos'],
    ['matriz', '/matriz'], ['formulario', '/formulario?marco=public'], ['formulario-main', '/formulario'],
    ['simple', '/formulario?marco=plain'], ['error-404', '/error/404'], ['error-500', '/error/500?marco=public'],
  ]; // prettier-ignore
  for (const [name, path] of pages) {
    for (const width of [1360, 390]) {
      it(`${name} at ${width} px: axe finds nothing, nothing overflows`, () =>
        listening(app, (base) =>
          withPage(
            async (page) => {
              await page.goto(base + path);
              await screenshot(page, `pagina-${name}-${width}`);
              expect(await axe(page)).to.deep.equal([]);
              expect(await overflow(page)).to.equal(0);
            },
            { width },
          ),
        ));
    }
  }

  it('opens the menu on a phone without scripts', () =>
    listening(app, (base) =>
      withPage(
        async (page) => {
          await page.goto(`${base}/registro`);
          await page.click('.menu');
          expect(await page.isVisible('#menu >> text=Auditorías')).to.equal(true);
          await screenshot(page, 'pagina-menu-390');
          await page.click('text=Cerrar el menú');
          expect(await page.isVisible('#menu')).to.equal(false);
        },
        { width: 390, javaScript: false },
      ),
    ));

  it('leads from the error summary to the field', () =>
    listening(app, (base) =>
      withPage(async (page) => {
        await page.goto(`${base}/formulario?marco=public`);
        expect(await page.evaluate('document.activeElement.className')).to.equal('errsum');
        await page.click('.errsum a[href="#f-email"]');
        expect(await page.evaluate('document.activeElement.id')).to.equal('f-email');
      }),
    ));

  it('adds a row whose labels point to its own fields', () =>
    listening(app, (base) =>
      withPage(async (page) => {
        await page.goto(`${base}/formulario?marco=public`);
        await page.click('text=Agregar otra fila');
        expect(await page.locator('[data-row]').count()).to.equal(3);
        await page.fill('[data-row]:nth-of-type(3) input[name=owner]', 'Teresa');
        expect(
          await page.evaluate(
            "new Set([...document.querySelectorAll('[id]')].map(e => e.id)).size === document.querySelectorAll('[id]').length",
          ),
        ).to.equal(true);
        await page.click('[data-row]:nth-of-type(2) .drop');
        expect(await page.locator('[data-row]').count()).to.equal(2);
        expect(await axe(page)).to.deep.equal([]);
      }),
    ));

  it('refreshes a list when a filter changes, without losing the focus', () =>
    listening(app, (base) =>
      withPage(async (page) => {
        await page.goto(`${base}/documentos`);
        await page.focus('#f-estado');
        await page.evaluate("document.querySelector('section.card').dataset.old = 'yes'");
        await page.selectOption('#f-estado', 'borrador');
        await page.waitForSelector('section.card:not([data-old])');
        expect(page.url()).to.include('estado=borrador');
        expect(await page.evaluate('document.activeElement.id')).to.equal('f-estado');
      }),
    ));

  it('asks before leaving a form with unsaved words', () =>
    listening(app, (base) =>
      withPage(async (page) => {
        const asked: string[] = [];
        page.on('dialog', (dialog) => {
          asked.push(dialog.type());
          void dialog.accept();
        });
        await page.goto(`${base}/formulario?marco=public`);
        await page.goto(`${base}/registro`);
        expect(asked).to.deep.equal([]);
        await page.goto(`${base}/formulario?marco=public`);
        await page.locator('#f-what').pressSequentially('No llegó el bus');
        await page.goto(`${base}/registro`);
        expect(asked).to.deep.equal(['beforeunload']);
      }),
    ));

  it('shows a live preview of what one writes', () => {
    const live = sampleApp({ vista: { view: 'preview', title: 'Vista' } });
    live.post('/vista/previa', express.urlencoded({ extended: false }), (req, res) => {
      const body = req.body as Record<string, string>;
      res.send(`<p>${body.text} ${body._csrf} ${String('_once' in body)}</p>`);
    });
    return listening(live, (base) =>
      withPage(async (page) => {
        await page.goto(`${base}/vista`);
        await page.locator('#texto').pressSequentially('Hola');
        await page.waitForSelector('#previa p');
        expect(await page.textContent('#previa')).to.equal('Hola token-of-session false');
      }),
    );
  });

  for (const [whose, place, attribute, address] of [
    ['the form', 'form[enctype]', 'action', '/recibir'],
    ['the button that has one', 'form[enctype] button.btn:not([type])', 'formaction', '/proponer'],
  ] as const) {
    it(`sends a file to the address of ${whose}`, () =>
      listening(app, (base) =>
        withPage(async (page) => {
          await page.goto(`${base}/formulario?marco=public`);
          await page.setInputFiles('#f-file', {
            name: 'acta.pdf',
            mimeType: 'application/pdf',
            buffer: Buffer.alloc(1_000),
          });
          await page.evaluate(
            `document.querySelector('${place}').setAttribute('${attribute}', '${address}')`,
          );
          const [sent] = await Promise.all([
            page.waitForRequest((request) => request.method() === 'POST'),
            page.click('text=Enviar la queja'),
          ]);
          expect(new URL(sent.url()).pathname).to.equal(address);
        }),
      ));
  }

  it('sends a file with progress and shows the page that answers', () =>
    listening(app, (base) =>
      withPage(async (page) => {
        await page.goto(`${base}/formulario?marco=public`);
        await page.setInputFiles('#f-file', {
          name: 'acta.pdf',
          mimeType: 'application/pdf',
          buffer: Buffer.alloc(200_000),
        });
        await page.evaluate("document.querySelector('main').dataset.old = 'yes'");
        await page.click('text=Enviar la queja');
        await page.waitForSelector('main:not([data-old])');
        expect(await page.locator('h1').textContent()).to.equal('Presentar una queja');
      }),
    ));
});
