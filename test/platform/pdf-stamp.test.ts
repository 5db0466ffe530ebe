// Stamped and joined PDFs as their readers see them: rendered in a browser, read as text, and looked through as objects.
import { expect } from 'chai';
import {
  degrees,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFStream,
} from 'pdf-lib';
import { embedFonts } from '../../server/platform/pdf/fonts.ts';
import { mergePdfs, qrMatrix, qrSvg, stampPdf } from '../../server/platform/pdf/index.ts';
import type { StampInput } from '../../server/platform/pdf/index.ts';
import { closeWorkers } from '../../server/platform/workers/pool.ts';
import { honestPdf, onePage, rawPdf, stream } from '../support/hostile-files/index.ts';
import { cut, difference, inkIn, renderPdf, textOf } from '../support/pdf-pixels.ts';
import type { Picture } from '../support/pdf-pixels.ts';

const PLAIN: Omit<StampInput, 'pdf'> = {
  lines: {
    headerLeft: 'GED-EDU-PR-S1-05 · Gestión de la educación',
    headerRight: 'Versión 3 · Vigente',
    footerLeft: ['Copia controlada', 'Año 2026'],
  },
  qr: null,
  watermark: null,
  pageOf: 'Página {x} de {y}',
};

describe('PDF typeface', function () {
  this.timeout(60_000);
  after(closeWorkers);

  it('G1e: every letter is drawn, none is lost on the way into the file', async () => {
    const letters = [...'OBSLETQáéíóúüñÁÉÍÓÚÜÑ¿¡«»≥✓Ωº§—…'];
    const document = await PDFDocument.create();
    const { regular, semibold } = await embedFonts(document, ['regular', 'semibold']);
    const page = document.addPage([letters.length * 40, 120]);
    for (const [i, letter] of letters.entries()) {
      page.drawText(letter, { x: i * 40 + 8, y: 72, size: 24, font: regular });
      page.drawText(letter, { x: i * 40 + 8, y: 16, size: 24, font: semibold });
    }
    const missing = await PDFDocument.create();
    const none = await embedFonts(missing, ['regular']);
    missing.addPage([40, 60]).drawText('\u{10ffff}', { x: 8, y: 12, size: 24, font: none.regular });
    const [picture] = await renderPdf(await document.save(), [1]);
    const [box] = await renderPdf(await missing.save(), [1]);
    for (const [i, letter] of letters.entries())
      for (const row of [0, 1]) {
        const cell = cut(picture!, i * 40, row * 60, 40, 60);
        expect(inkIn(cell), `${letter} in row ${row}`).to.be.greaterThan(10);
        expect(cell.grey.join(), `${letter} is not the empty box`).to.not.equal(box!.grey.join());
      }
    const accents = ['a', 'á', 'n', 'ñ', 'A', 'Á'];
    const inks = accents.map((letter) =>
      inkIn(cut(picture!, Math.max(0, letters.indexOf(letter)) * 40, 0, 40, 60)),
    );
    expect(new Set(inks.filter((_, i) => i % 2 === 1)).size).to.be.greaterThan(1);
  });

  it('G1g: OBSOLETO is legible across the page, not one letter of it', async () => {
    const pdf = await (await blank([[300, 400]])).save();
    const [whole] = await renderPdf(await stampPdf({ ...PLAIN, pdf, watermark: 'OBSOLETO' }), [1]);
    const [none] = await renderPdf(await stampPdf({ ...PLAIN, pdf }), [1]);
    // Eight letters along the diagonal: each eighth of the middle of the page's height has its own.
    const drawn = [0.3, 0.4, 0.5, 0.6, 0.7].map(
      (top) => inkIn(whole!, 0, top, 1, top + 0.1) - inkIn(none!, 0, top, 1, top + 0.1),
    );
    for (const ink of drawn) expect(ink).to.be.greaterThan(400);
  });
});

describe('PDF stamping', function () {
  this.timeout(60_000);
  after(closeWorkers);

  it('G1c: header, footer and page x of y stand on every page, as text', async () => {
    const text = await textOf(await stampPdf({ ...PLAIN, pdf: await honestPdf(3) }));
    expect(text).to.have.length(3);
    for (const [i, words] of text.entries()) {
      expect(words)
        .to.include('GED-EDU-PR-S1-05 · Gestión de la educación')
        .and.include('Versión 3 · Vigente');
      expect(words)
        .to.include(`Página ${i + 1} de 3`)
        .and.include('Copia controlada')
        .and.include('Año 2026');
      expect(words).to.include(`Página ${i + 1}: educación`);
    }
  });

  it('looks the same on every rotation, page size by page size', async () => {
    const sizes: [number, number, number][] = [[400, 600, 0], [400, 600, 180], [600, 400, 90], [600, 400, 270], [600, 400, 0], [400, 600, 90], [400, 600, 270]]; // prettier-ignore
    const pdf = await (await blank(sizes)).save();
    const stamped = await stampPdf({
      ...PLAIN,
      pdf,
      pageOf: 'Página',
      watermark: 'OBSOLETO',
      qr: 'https://example.org/x',
    });
    const pictures = await renderPdf(stamped, [1, 2, 3, 4, 5, 6, 7]);
    expect(pictures.map(({ width, height }) => `${width}x${height}`)).to.deep.equal(['400x600', '400x600', '400x600', '400x600', '600x400', '600x400', '600x400']); // prettier-ignore
    for (const [group, first] of [
      [[1, 2, 3], 0],
      [[5, 6], 4],
    ] as const)
      // prettier-ignore
      for (const i of group) expect(difference(pictures[first]!, pictures[i]!), `page ${i + 1}`).to.be.lessThan(0.01);
  });

  it('honours the crop box: the stamp is in what is seen, and what was hidden stays hidden', async () => {
    const document = await blank([[400, 600]]);
    const page = document.getPage(0);
    page.drawRectangle({ x: 0, y: 550, width: 400, height: 50 });
    page.setCropBox(50, 100, 300, 400);
    const [picture] = await renderPdf(await stampPdf({ ...PLAIN, pdf: await document.save() }), [1]);
    const plain = await blank([[300, 400]]);
    const [expected] = await renderPdf(await stampPdf({ ...PLAIN, pdf: await plain.save() }), [1]);
    expect([picture!.width, picture!.height]).to.deep.equal([300, 400]);
    expect(difference(picture!, expected!)).to.be.lessThan(0.005);
  });

  it('content that fills the page, or leaves its state open, neither covers the stamp nor moves it', async () => {
    const paint = (content: string) =>
      rawPdf([
        '<</Type /Catalog /Pages 2 0 R>>',
        '<</Type /Pages /Kids [3 0 R] /Count 1>>',
        '<</Type /Page /Parent 2 0 R /MediaBox [0 0 400 600] /Contents 4 0 R>>',
        stream('', Buffer.from(content)),
      ]);
    const pictures: Picture[] = [];
    for (const content of [
      '',
      '1 1 1 rg 0 0 400 600 re f',
      'q q 3 0 0 3 50 50 cm',
      '0.5 0 0 0.5 9 9 cm 0 0 9 9 re W n',
    ])
      pictures.push(...(await renderPdf(await stampPdf({ ...PLAIN, pdf: paint(content) }), [1])));
    for (const picture of pictures.slice(1)) {
      expect(cut(picture, 0, 0, 400, 36).grey).to.deep.equal(cut(pictures[0]!, 0, 0, 400, 36).grey);
      expect(cut(picture, 0, 542, 400, 58).grey).to.deep.equal(cut(pictures[0]!, 0, 542, 400, 58).grey);
    }
    expect(inkIn(pictures[0]!, 0, 0, 1, 0.06)).to.be.greaterThan(200);
  });

  it('makes room for itself: links move with the content, and no content reaches the bands', async () => {
    const file = onePage({
      page: '/Annots [<</Subtype /Link /Rect [0 0 300 300] /A <</S /URI /URI (https://example.org)>>>>]',
    });
    const document = await PDFDocument.load(await stampPdf({ ...PLAIN, pdf: file }));
    const rect = document.getPage(0).node.Annots()!.lookup(0, PDFDict).lookup(PDFName.of('Rect'), PDFArray);
    const [x1, y1, x2, y2] = rect.asArray().map((value) => (value as PDFNumber).asNumber());
    expect([y1, y2]).to.deep.equal([62, 300 - 38]);
    expect(x1! + x2!).to.be.closeTo(300, 0.01);
    const unmoved = await PDFDocument.load(await stampPdf({ ...PLAIN, pdf: file, makeRoom: false }));
    expect(
      unmoved.getPage(0).node.Annots()!.lookup(0, PDFDict).lookup(PDFName.of('Rect'), PDFArray).toString(),
    ).to.equal('[ 0 0 300 300 ]');
  });

  it('can stamp what was stamped before, and pages that share everything', async () => {
    const shared = rawPdf([
      '<</Type /Catalog /Pages 2 0 R>>',
      '<</Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /Resources 6 0 R /MediaBox [0 0 400 600]>>',
      '<</Type /Page /Parent 2 0 R /Contents 5 0 R>>',
      '<</Type /Page /Parent 2 0 R /Contents 5 0 R /Rotate 90>>',
      '[7 0 R]',
      '<</Font <</F1 8 0 R>>>>',
      stream('', Buffer.from('BT /F1 30 Tf 100 300 Td (Compartido) Tj ET')),
      '<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>',
    ]);
    const once = await stampPdf({ ...PLAIN, pdf: shared });
    const twice = await stampPdf({
      ...PLAIN,
      pdf: once,
      lines: { headerLeft: 'Segunda', headerRight: 'B', footerLeft: 'C' },
    });
    const text = await textOf(twice);
    for (const [i, words] of text.entries()) {
      expect(words.match(/Compartido/g)).to.have.length(1);
      expect(words.match(new RegExp(`Página ${i + 1} de 2`, 'g'))).to.have.length(2);
      expect(words.match(/Segunda/g)).to.have.length(1);
      expect(words.match(/Versión 3/g)).to.have.length(1);
    }
  });

  it('the code is drawn module by module as it was made', async () => {
    const address = 'https://calidad.example.gov.co/vigencia/4f1c0d';
    const pdf = await (await blank([[400, 600]])).save();
    const scale = 6;
    const [picture] = await renderPdf(await stampPdf({ ...PLAIN, pdf, qr: address }), [1], { scale });
    const matrix = qrMatrix(address);
    const module = 40 / matrix.length;
    for (const [row, line] of matrix.entries())
      for (const [column, dark] of line.entries()) {
        const x = Math.round((400 - 36 - 40 + (column + 0.5) * module) * scale);
        const y = Math.round((600 - 16 - 40 + (row + 0.5) * module) * scale);
        expect(picture!.grey[y * picture!.width + x]! < 128, `module ${row},${column}`).to.equal(dark);
      }
  });

  it('cuts what is too long with an ellipsis and survives any text', async () => {
    const lines = {
      headerLeft: `${'x'.repeat(10_000)} fin`,
      headerRight: 'Versión '.repeat(500),
      footerLeft: ['😀 שלום عربي \u0000\n\t', '', '\u{10ffff}', 'cuarta'],
    };
    const [words = ''] = await textOf(
      await stampPdf({ ...PLAIN, pdf: onePage(), lines, watermark: 'Ñ'.repeat(300) }),
    );
    expect(words)
      .to.match(/x…/)
      .and.match(/Versi.*…/s)
      .and.not.include('cuarta');
  });

  it('embeds its fonts and shared parts once, whatever the number of pages', async () => {
    const document = await PDFDocument.load(
      await stampPdf({ ...PLAIN, pdf: await honestPdf(30), qr: 'x', watermark: 'COPIA' }),
    );
    const dicts = document.context
      .enumerateIndirectObjects()
      .map(([, object]) => (object instanceof PDFStream ? object.dict : object));
    const count = (key: string, name: string) =>
      dicts.filter((one) => one instanceof PDFDict && one.get(PDFName.of(key)) === PDFName.of(name)).length;
    expect(count('Subtype', 'Form')).to.equal(2);
    expect(count('Subtype', 'Type0')).to.equal(2);
  });

  it('says when a PDF cannot be read', async () => {
    const error = await stampPdf({ ...PLAIN, pdf: Buffer.from('no') }).then(() => null, (thrown: Error) => thrown); // prettier-ignore
    expect(error).to.be.instanceOf(Error);
  });
});

describe('PDF joining', function () {
  this.timeout(60_000);
  after(closeWorkers);

  it('L4: puts parts in order with nested bookmarks', async () => {
    const parts = [
      { pdf: await honestPdf(2), title: 'Índice' },
      { pdf: onePage(), title: 'Gestión de acciones', level: 0 },
      { pdf: await (await blank([[600, 400, 90]])).save(), title: 'Anexo ñ', level: 1 },
    ];
    const document = await PDFDocument.load(await mergePdfs({ parts, title: 'Paquete de evidencias' }));
    expect(document.getTitle()).to.equal('Paquete de evidencias');
    expect(document.getPages().map((page) => page.getRotation().angle)).to.deep.equal([0, 0, 0, 90]);
    const outline = document.catalog.lookup(PDFName.of('Outlines'), PDFDict);
    expect(outline.lookup(PDFName.of('Count'), PDFNumber).asNumber()).to.equal(3);
    const first = outline.lookup(PDFName.of('First'), PDFDict);
    const second = first.lookup(PDFName.of('Next'), PDFDict);
    const inner = second.lookup(PDFName.of('First'), PDFDict);
    const titles = [first, second, inner].map((item) =>
      item.lookup(PDFName.of('Title'), PDFHexString).decodeText(),
    );
    expect(titles).to.deep.equal(['Índice', 'Gestión de acciones', 'Anexo ñ']);
    const page = document.getPage(3).ref;
    expect(inner.lookup(PDFName.of('Dest'), PDFArray).get(0)).to.equal(page);
  });

  it('names the part that cannot be read', async () => {
    const error = await mergePdfs({ parts: [{ pdf: Buffer.from('no'), title: 'Acta 7' }] }).then(() => null, (thrown: Error) => thrown); // prettier-ignore
    expect(error?.message).to.include('Acta 7');
  });
});

describe('QR code', () => {
  it('is a named picture of rows', () => {
    const svg = qrSvg('https://example.org', 'Código <de> "copia"');
    expect(svg)
      .to.match(/^<svg /)
      .and.include('aria-label="Código &#60;de&#62; &#34;copia&#34;"')
      .and.not.include('style=');
    expect(qrMatrix('a')).to.have.length(21);
  });
});

async function blank(sizes: [width: number, height: number, turn?: number][]): Promise<PDFDocument> {
  const document = await PDFDocument.create();
  for (const [width, height, turn = 0] of sizes) document.addPage([width, height]).setRotation(degrees(turn));
  return document;
}
