// Pages: the engine, its helpers, the parts of pages and the error pages, as they are sent.
import { expect } from 'chai';
import request from 'supertest';
import { errorStatuses, pagerOf, withQuery } from '../../server/platform/pages/index.ts';
import { sampleApp } from '../support/sample-pages.ts';
import { samples } from './sample-data.ts';

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
});
