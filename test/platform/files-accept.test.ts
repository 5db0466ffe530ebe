// The gate for files from outside: what it takes, what it refuses and with which reason, and that it survives all of it.
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { acceptFile, RefusedFile } from '../../server/platform/files/accept.ts';
import type { Kind } from '../../server/platform/files/accept.ts';
import { cleanName, disposition } from '../../server/platform/files/names.ts';
import { clamav, hasScanner, setScanner } from '../../server/platform/files/scanner.ts';
import * as files from '../support/hostile-files/index.ts';

const ALL: Kind[] = ['pdf', 'docx', 'odt', 'xlsx', 'pptx', 'jpg', 'png', 'txt', 'md', 'csv', 'zip'];
const accept = (name: string, bytes: Uint8Array, allowed = ALL) => acceptFile(bytes, name, allowed);

async function refusal(name: string, bytes: Uint8Array, allowed = ALL): Promise<RefusedFile> {
  try {
    await accept(name, bytes, allowed);
  } catch (error) {
    if (error instanceof RefusedFile) return error;
    throw error;
  }
  throw new Error(`${name} should have been refused`);
}

describe('accepting files', () => {
  it('takes a PDF with its pages, its words and the hash of what it keeps', async () => {
    const bytes = await files.honestPdf(3);
    const taken = await accept('Plan de mejoramiento.pdf', bytes);
    expect(taken).to.deep.include({
      kind: 'pdf',
      mime: 'application/pdf',
      name: 'Plan de mejoramiento.pdf',
      pages: 3,
      warnings: [],
    });
    expect(taken.text).to.include('educación, gestión y evaluación');
    expect(taken.sha256).to.equal(createHash('sha256').update(bytes).digest('hex'));
    expect(taken.bytes).to.equal(bytes.length);
  });

  it('takes office documents and plain text with their words', async () => {
    expect((await accept('a.docx', files.docx(['Gestión &amp; evaluación', 'año']))).text).to.match(
      /Gestión & evaluación\s+año/,
    );
    expect((await accept('a.odt', files.odt())).text).to.equal('Título\nGestión de la calidad');
    const sheet = files.zipOf([
      { name: '[Content_Types].xml', content: '<Types/>' },
      { name: 'xl/workbook.xml', content: '<workbook/>' },
      {
        name: 'xl/sharedStrings.xml',
        content: '<sst><si><t>Código DANE</t></si><si><t>0105001</t></si></sst>',
      },
    ]);
    expect((await accept('a.xlsx', sheet)).text).to.equal('Código DANE\n0105001');
    const slides = files.zipOf([
      { name: '[Content_Types].xml', content: '<Types/>' },
      { name: 'ppt/presentation.xml', content: '<p/>' },
      ...[10, 2].map((n) => ({
        name: `ppt/slides/slide${n}.xml`,
        content: `<a:p><a:t>Lámina ${n}</a:t></a:p>`,
      })),
    ]);
    expect((await accept('a.pptx', slides)).text).to.equal('Lámina 2\nLámina 10');
    expect((await accept('a.md', Buffer.from('# Año\n'))).text).to.equal('# Año\n');
    expect((await accept('a.csv', Buffer.from('a\xf1o;1', 'latin1'))).text).to.equal('año;1');
    expect((await accept('a.zip', files.zipOf([{ name: 'x/y.txt', content: 'y' }]))).kind).to.equal('zip');
  });

  it('warns of a signature that stamping would break, and keeps the file as it came', async () => {
    const bytes = files.signedPdf();
    const taken = await accept('firmado.pdf', bytes);
    expect(taken.warnings).to.include('files.warn_signed');
    expect(taken.content.equals(bytes)).to.equal(true);
  });

  it('G1f: extension, first bytes and parser must agree', async () => {
    const pdf = files.onePage();
    const spoofs: [string, Buffer][] = [
      ['program.pdf', Buffer.from('MZ\x90\0\x03')],
      ['page.png', Buffer.from('<html><script>alert(1)</script>')],
      ['late.pdf', Buffer.concat([Buffer.from('<html>'), pdf])],
      ['picture.jpg', files.png(2, 2)],
      ['archive.pdf', files.docx()],
      ['program.txt', Buffer.from('MZ\x90\0\x03')],
    ];
    for (const [name, bytes] of spoofs)
      expect((await refusal(name, bytes)).key, name).to.equal('files.not_what_it_says');
    expect((await refusal('both.pdf', Buffer.concat([pdf, files.zipOf([{ name: 'x' }])]))).key).to.equal(
      'files.two_kinds',
    );
    const hidden = Buffer.concat([pdf, files.zipOf([{ name: 'x' }]), Buffer.from('\n%%EOF\n')]);
    expect((await refusal('both.pdf', hidden)).key).to.equal('files.two_kinds');
    expect((await refusal('page.pdf', Buffer.concat([pdf, Buffer.from('<html><script>')]))).key).to.equal(
      'files.two_kinds',
    );
  });

  it('takes only the kinds that are asked for', async () => {
    for (const name of ['a.pdf.html', 'a.pdf%00.js', 'a.svg', 'a', 'a.PDF.exe', 'a.pdf\0.js'])
      expect((await refusal(name, files.onePage())).key, name).to.equal('files.kind');
    expect((await refusal('a.zip', files.zipOf([]), ['pdf'])).params).to.deep.equal({ allowed: 'pdf' });
    expect((await refusal('a.pdf', Buffer.alloc(0))).key).to.equal('files.empty');
    expect((await accept('A.PDF', files.onePage())).kind).to.equal('pdf');
  });

  for (const [what, make] of Object.entries(files.activePdfs))
    it(`refuses a PDF with ${what}`, async () => {
      const error = await refusal('a.pdf', make());
      expect(error.key).to.equal('files.active');
      expect(error.params.what).to.be.a('string').and.not.equal('');
    });

  it('an opening at a page and pages named as actions are do not count as active', async () => {
    expect((await accept('a.pdf', files.onePage({ catalog: '/OpenAction [3 0 R /Fit]' }))).pages).to.equal(1);
    expect(
      (await accept('a.pdf', files.onePage({ page: '/AA <</O <</S /GoTo /D [3 0 R /Fit]>>>>' }))).pages,
    ).to.equal(1);
    expect((await accept('a.pdf', files.onePage({ more: ['<</JS 5 0 R /AA 5 0 R>>'] }))).pages).to.equal(1);
  });

  for (const [what, make] of Object.entries(files.brokenPdfs))
    it(`refuses a PDF with ${what}`, async () =>
      expect((await refusal('a.pdf', make())).key).to.equal('files.damaged'));

  it('refuses an encrypted PDF with its reason', async () => {
    expect((await refusal('a.pdf', files.encryptedPdf())).key).to.equal('files.encrypted');
  });

  it('refuses a PDF cut off at any of twenty points', async () => {
    const whole = Buffer.from(await files.honestPdf(2));
    for (let i = 1; i <= 20; i += 1) {
      const cut = whole.subarray(0, Math.floor((whole.length * i) / 21));
      expect((await refusal('a.pdf', cut)).key, `cut at ${i}/21`).to.equal('files.damaged');
    }
  });

  for (const megabytes of [10, 50, 200])
    it(`survives an object stream that grows to ${megabytes} MB`, async () => {
      const error = await refusal('a.pdf', files.objectStreamBomb(megabytes));
      expect(error.key).to.be.oneOf(['files.too_heavy', 'files.damaged']);
    });

  it('survives ten million nulls', async () => {
    const error = await refusal('a.pdf', files.onePage({ more: [`[${'null '.repeat(10_000_000)}`] }));
    expect(error.key).to.be.oneOf(['files.too_heavy', 'files.damaged']);
  });

  for (const [what, make] of Object.entries(files.hostileOffice))
    it(`refuses an archive with ${what}`, async () => {
      const [name, bytes, key] = make();
      expect((await refusal(name, bytes)).key).to.equal(key);
    });

  it('warns of linked pictures and embedded objects, and keeps links that are clicked', async () => {
    const linked = (type: string) => ({
      name: 'word/_rels/document.xml.rels',
      content: files.relations(
        `<Relationship Id="x" Type="http://x/${type}" Target="https://e.org" TargetMode="External"/>`,
      ),
    });
    expect((await accept('a.docx', files.docx([''], [linked('hyperlink')]))).warnings).to.deep.equal([]);
    expect((await accept('a.docx', files.docx([''], [linked('image')]))).warnings).to.deep.equal([
      'files.warn_external_image',
    ]);
    const inner = { name: 'word/embeddings/sheet.xlsx', content: files.zipOf([{ name: 'x', content: 'x' }]) };
    expect((await accept('a.docx', files.docx([''], [inner]))).warnings).to.deep.equal([
      'files.warn_embedded',
    ]);
  });

  it('refuses pictures by their pixels', async () => {
    expect((await refusal('a.png', files.png(50_000, 50_000))).params).to.deep.equal({
      width: 50_000,
      height: 50_000,
    });
    expect((await refusal('a.jpg', files.jpeg({ width: 65_000, height: 65_000 }))).key).to.equal(
      'files.pixels',
    );
    expect((await refusal('a.png', files.png(0, 9))).key).to.equal('files.damaged');
    for (const [name, whole] of [
      ['a.jpg', files.jpeg({ gps: true })],
      ['a.png', files.png(9, 9, { exif: true })],
    ] as const)
      for (let length = 9; length < whole.length; length += 7)
        expect((await refusal(name, whole.subarray(0, length))).key, `${name} cut at ${length}`).to.equal(
          'files.damaged',
        );
  });

  it('takes place, author and tail out of pictures and leaves them upright', async () => {
    const photo = await accept('foto.jpg', files.jpeg({ gps: true, orientation: 6, tail: 'PK hidden' }));
    expect(photo.warnings).to.deep.equal(['files.warn_metadata']);
    for (const told of ['GPS', 'Somebody', 'hidden']) expect(photo.content.includes(told)).to.equal(false);
    const exif = photo.content.indexOf('Exif');
    expect(photo.content.readUInt16BE(exif + 6 + 8 + 2)).to.equal(0x0112);
    expect(photo.content.readUInt16BE(exif + 6 + 8 + 2 + 8)).to.equal(6);
    expect(photo.content.subarray(-2).toString('hex')).to.equal('ffd9');
    expect((await accept('foto.jpg', photo.content)).content.equals(photo.content)).to.equal(true);
    const upright = await accept('foto.jpeg', files.jpeg({ gps: true }));
    expect(upright.content.equals(files.jpeg())).to.equal(true);

    const drawing = await accept('plano.png', files.png(4, 4, { exif: true, tail: '<script>' }));
    expect(drawing.content.equals(files.png(4, 4))).to.equal(true);
    expect(drawing.sha256).to.equal(createHash('sha256').update(files.png(4, 4)).digest('hex'));
  });
});

describe('file names', () => {
  const names: [string, string][] = [
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\x\\plan.pdf', 'plan.pdf'],
    ['Sen\u0303al n\u0303.pdf', 'Señal ñ.pdf'],
    ['factura\u202efdp.exe', 'facturafdp.exe'],
    ['a\0b\r\nc.pdf', 'abc.pdf'],
    ['CON.pdf', '_CON.pdf'],
    ['aux', '_aux'],
    ['...', 'archivo'],
    ['informe.html.pdf', 'informe_html.pdf'],
    ['acta v1.2 (final).pdf', 'acta v1.2 (final).pdf'],
    ['a<b>"c"|?.pdf', 'a_b__c___.pdf'],
    ['%2e%2e%2fx.pdf', '%2e%2e%2fx.pdf'],
  ];
  for (const [given, shown] of names)
    it(`${JSON.stringify(given)} is shown as ${shown}`, () => expect(cleanName(given)).to.equal(shown));

  it('are cut to 200 characters and keep their extension', () => {
    const long = cleanName(`${'ñ😀'.repeat(300)}.pdf`);
    expect([...long]).to.have.length(200);
    expect(long).to.match(/\.pdf$/);
  });

  it('travel in a download header without breaking it', () => {
    expect(disposition('Acta "año"\r\nX: y;%.pdf')).to.equal(
      `attachment; filename="Acta _ano_X_ y;_.pdf"; filename*=UTF-8''Acta%20_a%C3%B1o_X_%20y%3B%25.pdf`,
    );
    expect(disposition('a.pdf', 'inline')).to.match(/^inline; /);
  });
});

describe('malware scanner', () => {
  afterEach(() => setScanner(null));

  it('is asked only when configured, and fails closed', async () => {
    expect(hasScanner()).to.equal(false);
    setScanner(async (bytes) => !Buffer.from(bytes).includes('EICAR'));
    expect((await accept('a.txt', Buffer.from('hola'))).kind).to.equal('txt');
    expect((await refusal('a.txt', Buffer.from('EICAR'))).key).to.equal('files.malware');
    setScanner(clamav('tcp://127.0.0.1:1'));
    expect((await refusal('a.txt', Buffer.from('hola'))).key).to.equal('files.scanner_down');
  });

  it('speaks the language of ClamAV', async () => {
    const server = createServer((socket) => {
      const heard: Buffer[] = [];
      socket.on('data', (chunk: Buffer) => {
        heard.push(chunk);
        const all = Buffer.concat(heard);
        if (!all.subarray(-4).equals(Buffer.alloc(4))) return;
        const content = all.subarray('zINSTREAM\0'.length + 4, -4);
        const verdicts: Record<string, string> = {
          bad: 'stream: Eicar-Test FOUND\0',
          odd: 'INSTREAM size limit exceeded. ERROR\0',
        };
        socket.end(verdicts[content.toString()] ?? 'stream: OK\0');
      });
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    setScanner(clamav(`tcp://127.0.0.1:${(server.address() as AddressInfo).port}`));
    expect((await accept('a.txt', Buffer.from('good'))).kind).to.equal('txt');
    expect((await refusal('a.txt', Buffer.from('bad'))).key).to.equal('files.malware');
    expect((await refusal('a.txt', Buffer.from('odd'))).key).to.equal('files.scanner_down');
    server.close();
  });
});
