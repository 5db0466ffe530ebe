// Pages: the engine, its helpers, the parts of pages, the error pages, and how they look in a real browser.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import express from 'express';
import handlebars from 'handlebars';
import request from 'supertest';
import { createAssets } from '../../server/platform/pages/assets.ts';
import { helpersWith } from '../../server/platform/pages/engine.ts';
import { errorStatuses, pagerOf, withQuery } from '../../server/platform/pages/index.ts';
import { axe, overflow, screenshot, withPage } from '../support/browser.ts';
import { listening, sampleApp } from '../support/sample-pages.ts';
import { samples } from './sample-data.ts';

const views = join(import.meta.dirname, '../../views');
const app = sampleApp(samples);
const html = async (path: string, headers: Record<string, string> = {}) =>
  (await request(app).get(path).set(headers)).text;

describe('pages', () => {
  it('frame every page in the language of the reader', async () => {
    expect(await html('/registro'))
      .to.include('<html lang="es-CO">')
      .and.include('Saltar al contenido');
    expect(await html('/registro', { 'Accept-Language': 'en-GB,es;q=0.5' }))
      .to.include('<html lang="en">')
      .and.include('Skip to content');
  });

  it('show the message of the act before, once read', async () => {
    let reads = 0;
    const page = { get flash() { reads += 1; return reads === 1 ? { kind: 'ok', text: 'Guardado, 10:42' } : null; } }; // prettier-ignore
    const once = sampleApp({ ...samples, page: { view: '' } });
    once.use((_, response, next) => { Object.defineProperty(response.locals.page, 'flash', Object.getOwnPropertyDescriptor(page, 'flash')!); next(); }); // prettier-ignore
    once.get('/mensaje', (_, response) => response.render('record', samples.registro));
    expect((await request(once).get('/mensaje')).text).to.include('Guardado, 10:42');
    expect(reads).to.equal(1);
  });

  it('put the token before all other fields of a form', async () => {
    const form =
      /<form class="card pad" method="post"[^]*?<\/form>/.exec(await html('/formulario?marco=public'))?.[0] ??
      '';
    const names = [...form.matchAll(/name="([^"]+)"/g)].map((match) => match[1]);
    expect(names.slice(0, 3)).to.deep.equal(['_csrf', '_once', 'what']);
  });

  it('keep what was typed in a form that comes back, beside what is wrong with it', async () => {
    const page = await html('/formulario?marco=public');
    expect(page).to.include('value="rosa.lemus"').and.include('<option value="n02" selected>');
    expect(page).to.match(/id="f-email" type="email"[^>]* aria-invalid="true" aria-describedby="f-email-e"/);
    expect(page)
      .to.match(/value="Transporte" checked/)
      .and.to.match(/value="conforme" checked/);
    expect(page).to.match(/id="f-task-1" type="text" value="Firmar"/);
    expect(page).to.include('<a href="#f-owner-1">Escriba el nombre completo</a>');
    expect(page).to.include('<li>La persona que firma no puede ser quien elaboró</li>');
    expect(page)
      .to.include('Revise estos 4 datos')
      .and.include('<title>Error: Presentar una queja · Vigente</title>');
  });

  it('never show a password again', async () => {
    const data = { ...samples.formulario, form: { values: { password: 'secreta' }, errors: {}, once: '' } };
    expect((await request(sampleApp({ f: data })).get('/f')).text).not.to.include('secreta');
  });

  it('leave user text inert in text, attributes, links and data blocks', async () => {
    const page = await html('/inerte');
    expect(page)
      .not.to.include('<img')
      .and.not.to.include('javascript:')
      .and.not.to.include('href="data:')
      .and.not.to.include('{{7*7}}</script>');
    expect(page).to.include('<a id="slashes" href="#">').and.include('<a id="mail" href="mailto:a@b.co">');
    const block = /id="data-block"[^>]*>(.*?)<\/script>/.exec(page)?.[1] ?? '';
    expect(JSON.parse(block)).to.deep.equal({ evil: (samples.inerte as { evil: string }).evil });
  });

  it('give shared parts nothing but what they are handed', async () => {
    const page = await html('/documentos');
    expect(page).to.match(/<td class="num" data-l="Versión">5<\/td>/); // `{{number}}` is the record's own field
    expect(page).not.to.include('[object');
  });

  it('keep the filters of a list in the links to its other pages and orders', async () => {
    const page = await html('/documentos');
    expect(page).to.include('26 a 50 de 1.215');
    expect(page).to.include(
      'href="/documentos?estado&#x3D;vigente&amp;pagina&#x3D;3&amp;orden&#x3D;codigo" rel="next"',
    );
    expect(page).to.include('aria-sort="ascending"').and.include('orden&#x3D;-codigo');
    const pager = pagerOf({ number: 5, pages: 9, total: 220, first: 101, last: 125 }, '/x?pagina=5');
    expect(pager.links.map((link) => link?.number ?? '…').join(' ')).to.equal('1 … 4 5 6 … 9');
    expect(withQuery('/x?a=1&b=2', { a: null, b: '3' })).to.equal('/x?b=3');
  });

  it('carry each icon once, and only those in use', async () => {
    const page = await html('/registro');
    const symbols = [...page.matchAll(/<symbol id="i-(\w+)"/g)].map((match) => match[1]);
    expect(symbols).to.have.members([
      ...new Set([...page.matchAll(/href="#i-(\w+)"/g)].map((match) => match[1])),
    ]);
    expect(symbols).to.include('check').and.not.to.include('camera');
  });

  it('serve assets packed, under the hash of their content, to be kept for a year', async () => {
    const address = /href="(\/assets\/vigente\.[0-9a-f]{12}\.css)"/.exec(await html('/registro'))?.[1] ?? '';
    const sheet = await request(app).get(address).set('Accept-Encoding', 'br');
    expect(sheet.headers['cache-control']).to.equal('public, max-age=31536000, immutable');
    expect(sheet.headers['content-encoding']).to.equal('br');
    const fonts = await request(app).get(
      /\/assets\/fonts\.[0-9a-f]{12}\.css/.exec(await html('/registro'))?.[0] ?? '',
    );
    const font = await request(app).get(/url\("([^"]+)"\)/.exec(fonts.text)?.[1] ?? '');
    expect(font.headers['content-type']).to.equal('font/woff2');
    expect((await request(app).get('/assets/vigente.000000000000.css')).headers['cache-control']).to.equal(
      'no-cache',
    );
    expect((await request(app).get('/assets/../package.json')).status).to.equal(404);
    expect((await request(app).get('/assets/%2e%2e/%2e%2e/package.json')).status).to.equal(404);
  });

  for (const status of errorStatuses) {
    it(`say what to do next on a ${status}`, async () => {
      for (const language of ['es', 'en']) {
        const response = await request(app)
          .get(`/error/${status}?idioma=${language}`)
          .set('Accept', 'text/html');
        expect(response.status).to.equal(status);
        expect(response.text).to.match(/<h1>[^<]{10,}<\/h1>/);
        expect(response.text.includes('r-0142')).to.equal(status >= 500);
      }
    });
  }

  it('answer errors to scripts as data', async () => {
    const response = await request(app).get('/error/409').set('Accept', 'application/json');
    expect(response.body).to.nested.include({ 'error.status': 409 });
  });

  it('never print unescaped text outside the list of clean places', () => {
    const clean = new Set(['layouts/main.hbs body', 'layouts/public.hbs body', 'layouts/plain.hbs body']);
    const found = templates().flatMap(([path, source]) => unescaped(source).map((name) => `${path} ${name}`));
    clean.add('documents/_content.hbs html'); // documents/text/html.ts: Markdown with raw HTML off
    // Drawings are made by platform/charts, document text is cleaned before it is stored: names that end so are allowed.
    const suspect = found.filter(
      (place) => !clean.has(place) && !/ [\w.]*(svg|Svg|cleanHtml|CleanHtml)$/.test(place),
    );
    expect(suspect).to.deep.equal([]);
  });

  it('call only helpers and parts that exist', () => {
    const sheets = templates();
    const parts = new Set(sheets.map(([path]) => path.replace(/\.hbs$/, '').replace(/^shared\//, '')));
    const helpers = new Set([
      'if',
      'unless',
      'each',
      'with',
      'lookup',
      'log',
      ...Object.keys(helpersWith(createAssets(join(views, 'assets'), true))),
    ]);
    const wrong = sheets.flatMap(([path, source]) => {
      const called = callsIn(source);
      return [
        ...called.helpers.filter((name) => !helpers.has(name)).map((name) => `${path}: helper ${name}`),
        ...called.parts.filter((name) => !parts.has(name)).map((name) => `${path}: part ${name}`),
      ];
    });
    expect(wrong).to.deep.equal([]);
  });

  it('hold no inline style, script or event handler', () => {
    for (const [path, source] of templates()) {
      expect(source, path).not.to.match(/\sstyle=|\son[a-z]+="|<script(?![^>]*(\ssrc=|application\/json))/);
    }
  });

  it('allow no access to prototypes', () => {
    const sources = readdirSync(join(views, '../server'), { recursive: true, encoding: 'utf8' }).filter(
      (name) => name.endsWith('.ts'),
    );
    const lax = sources.filter((name) =>
      /allowProto(Methods|Properties)ByDefault/.test(readFileSync(join(views, '../server', name), 'utf8')),
    );
    expect(lax).to.deep.equal([]);
  });
});

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

function templates(): [path: string, source: string][] {
  const names = readdirSync(views, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.hbs'),
  );
  return names.map((name) => [name.replaceAll('\\', '/'), readFileSync(join(views, name), 'utf8')]);
}

function unescaped(source: string): string[] {
  const names: string[] = [];
  class Finder extends handlebars.Visitor {
    override MustacheStatement(mustache: hbs.AST.MustacheStatement): void {
      if (!mustache.escaped) names.push(nameOf(mustache.path));
      super.MustacheStatement(mustache);
    }
  }
  new Finder().accept(handlebars.parse(source));
  return names;
}

function callsIn(source: string): { helpers: string[]; parts: string[] } {
  const [helpers, parts]: [string[], string[]] = [[], []];
  const note = (call: { path: hbs.AST.Node; params: hbs.AST.Expression[]; hash?: hbs.AST.Hash }) => {
    if (call.params.length > 0 || call.hash) helpers.push(nameOf(call.path));
  };
  class Finder extends handlebars.Visitor {
    override MustacheStatement(call: hbs.AST.MustacheStatement): void {
      note(call);
      super.MustacheStatement(call);
    }
    override BlockStatement(call: hbs.AST.BlockStatement): void {
      note(call);
      super.BlockStatement(call);
    }
    override SubExpression(call: hbs.AST.SubExpression): void {
      helpers.push(nameOf(call.path));
      super.SubExpression(call);
    }
    override PartialStatement(call: hbs.AST.PartialStatement): void {
      if (nameOf(call.name) !== '@partial-block') parts.push(nameOf(call.name));
      super.PartialStatement(call);
    }
    override PartialBlockStatement(call: hbs.AST.PartialBlockStatement): void {
      parts.push(nameOf(call.name));
      super.PartialBlockStatement(call);
    }
  }
  new Finder().accept(handlebars.parse(source));
  return { helpers, parts };
}

function nameOf(path: hbs.AST.Node): string {
  return 'original' in path ? String(path.original) : '?';
}
