// Documents set as PDF, as their readers see them; and the Markdown that they are written in.
import { expect } from 'chai';
import { PDFDocument } from 'pdf-lib';
import { getDocumentProxy } from 'unpdf';
import { acceptFile } from '../../server/platform/files/accept.ts';
import { composePdf, markdownToStructure } from '../../server/platform/pdf/index.ts';
import type { Block } from '../../server/platform/pdf/index.ts';
import { closeWorkers } from '../../server/platform/workers/pool.ts';
import { inkIn, renderPdf, textOf } from '../support/pdf-pixels.ts';

describe('PDF setting', function () {
  this.timeout(60_000);
  after(closeWorkers);

  it('G1e: sets headings, lists, tables, facts and notices as text in order', async () => {
    const pdf = await composePdf({
      title: 'Control de los documentos',
      subtitle: 'GED-EDU-PR-S1-05',
      header: { left: 'Encabezado', right: 'Versión 1' },
      footer: { left: 'Pie', pageOf: 'Página {x} de {y}' },
      blocks: [
        ...markdownToStructure(
          '# Objetivo\n\nAprobar **antes** de emitir.\n\n1. uno\n2. dos\n\n| Código | Registro |\n|---|---|\n| R01 | Acta |',
        ),
        { kind: 'facts', rows: [['Radicado', 'Q-2026-0001']] },
        { kind: 'notice', tone: 'bad', words: 'No usar.' },
      ],
    });
    const [words = ''] = await textOf(pdf);
    expect(words.replace(/\s+/g, ' ')).to.match(
      /Control de los documentos GED-EDU-PR-S1-05 Objetivo Aprobar antes de emitir\. uno ?1\. dos ?2\. Código Registro R01 Acta Radicado Q-2026-0001 No usar\./,
    );
    expect(words).to.include('Encabezado').and.include('Página 1 de 1');
    expect((await acceptFile(pdf, 'a.pdf', ['pdf'])).pages).to.equal(1);
  });

  it('makes nested bookmarks of headings', async () => {
    const pdf = await composePdf({
      title: 'x',
      blocks: markdownToStructure('# Uno\n\na\n\n## Uno y uno ñ\n\nb\n\n# Dos\n\nc'),
    });
    const outline = await (await getDocumentProxy(new Uint8Array(pdf))).getOutline();
    const titles = (outline as { title: string; items: { title: string }[] }[]).map(({ title, items }) => [
      title,
      items.map((one) => one.title),
    ]);
    expect(titles).to.deep.equal([['Uno', ['Uno y uno ñ']], ['Dos', []]]); // prettier-ignore
  });

  it('turns the page for a wide table and back, and cuts nothing off', async () => {
    const head = Array.from({ length: 16 }, (_, i) => `Responsabilidad${i}`);
    const rows = Array.from({ length: 40 }, (_, i) =>
      head.map((_, j) => (j === 3 ? 'Acompañamiento a los establecimientos focalizados' : `valor ${i}`)),
    );
    const blocks: Block[] = [
      { kind: 'paragraph', words: 'Antes' },
      { kind: 'heading', level: 1, words: 'Cuadro' },
      { kind: 'table', head, rows },
      { kind: 'paragraph', words: 'Después' },
    ];
    const pdf = await composePdf({ title: 'Plan', blocks });
    const pages = (await PDFDocument.load(pdf))
      .getPages()
      .map((page) => (page.getWidth() > page.getHeight() ? 'wide' : 'tall'));
    expect(pages[0]).to.equal('tall');
    expect(pages.at(-1)).to.equal('tall');
    expect(pages.slice(1, -1)).to.include('wide').and.not.include('tall');
    const text = await textOf(pdf);
    expect(text[1]).to.match(/^Cuadro/);
    for (const words of text.slice(1, -1))
      for (const name of head) expect(words.replace(/\s/g, '')).to.include(name);
    for (const picture of await renderPdf(pdf, [1, 2, 3]))
      expect(inkIn(picture, 0.97, 0, 1, 1) + inkIn(picture, 0, 0, 0.03, 1), 'ink in the margins').to.equal(0);
  });

  it('begins with a turned page, not an empty one, when a wide table comes first', async () => {
    const head = Array.from({ length: 16 }, (_, i) => `Responsabilidad${i}`);
    const pdf = await composePdf({
      title: 'x',
      untitled: true,
      blocks: [{ kind: 'table', head, rows: [head] }],
    });
    const pages = (await PDFDocument.load(pdf)).getPages();
    expect(pages.map((page) => page.getWidth() > page.getHeight())).to.deep.equal([true]);
  });

  it('survives endless words, emoji, other scripts and directions, without clipping', async () => {
    const long = 'x'.repeat(10_000);
    const blocks: Block[] = [
      { kind: 'paragraph', words: long },
      {
        kind: 'table',
        head: ['A', 'B'],
        rows: [
          [long, '😀 שלום عربي 漢字'],
          ['\u202eoculto', '\u0000'],
        ],
      },
      { kind: 'list', ordered: false, items: [[{ kind: 'paragraph', words: long }]] },
    ];
    const pdf = await composePdf({ title: long, blocks, header: { left: long, right: 'y' } });
    const words = (await textOf(pdf)).join('');
    expect(words.match(/x/g)!.length).to.be.at.least(40_000);
    const [picture] = await renderPdf(pdf, [1]);
    expect(inkIn(picture!, 0.97, 0, 1, 1)).to.equal(0);
  });

  it('fetches nothing: pictures and addresses in a text are words', async () => {
    const blocks = markdownToStructure(
      '![mapa](http://127.0.0.1:1/x.png) [archivo](file:///etc/passwd) [js](javascript:alert(1)) <img src="http://127.0.0.1:1/y">',
    );
    const pdf = await composePdf({ title: 'x', blocks });
    const [words = ''] = await textOf(pdf);
    expect(words).to.include('mapa').and.include('<img src=');
    expect((await acceptFile(pdf, 'a.pdf', ['pdf'])).warnings).to.not.include('files.warn_links');
  });

  it('G1d: draws shapes with their words', async () => {
    const shapes = {
      width: 200,
      height: 100,
      items: [
        { kind: 'rect', x: 10, y: 10, width: 180, height: 80, radius: 6, tone: 'step' },
        { kind: 'path', d: 'M10,90 L190,10', tone: 'edge' },
        {
          kind: 'text',
          x: 100,
          y: 55,
          text: '¿Aprobación?',
          size: 14,
          weight: 600,
          anchor: 'middle',
          tone: 'name',
        },
      ],
    } satisfies Extract<Block, { kind: 'drawing' }>['shapes'];
    const pdf = await composePdf({
      title: 'x',
      blocks: [{ kind: 'drawing', shapes, caption: 'Figura 1' }],
    });
    expect((await textOf(pdf))[0])
      .to.include('¿Aprobación?')
      .and.include('Figura 1');
    const [picture] = await renderPdf(pdf, [1]);
    expect(inkIn(picture!, 0.3, 0.1, 0.7, 0.3)).to.be.greaterThan(4_000);
  });

  it('leaves room for a stamp', async () => {
    const pdf = await composePdf({
      title: 'Título',
      toBeStamped: true,
      blocks: Array.from({ length: 80 }, () => ({ kind: 'paragraph', words: 'línea' })),
    });
    for (const picture of await renderPdf(pdf, [1, 2])) {
      expect(inkIn(picture, 0, 0, 1, 38 / 842)).to.equal(0);
      expect(inkIn(picture, 0, 1 - 62 / 842, 1, 1)).to.equal(0);
    }
  });
});

describe('Markdown', () => {
  const cases: [string, Block[]][] = [
    ['', []],
    ['###### Seis', [{ kind: 'heading', level: 4, words: [{ text: 'Seis' }] }]],
    ['a **b *c*** `d` ~~e~~', [{ kind: 'paragraph', words: [{ text: 'a ' }, { text: 'b ', strong: true }, { text: 'c', strong: true, emphasis: true }, { text: ' ' }, { text: 'd', code: true }, { text: ' ' }, { text: 'e', strike: true }] }]],
    ['[x](https://e.org) [y](javascript:a)', [{ kind: 'paragraph', words: [{ text: 'x', link: 'https://e.org' }, { text: ' [y](javascript:a)' }] }]],
    ['- a\n- b', [{ kind: 'list', ordered: false, items: [[{ kind: 'paragraph', words: [{ text: 'a' }] }], [{ kind: 'paragraph', words: [{ text: 'b' }] }]] }]],
    ['3. c', [{ kind: 'list', ordered: true, start: 3, items: [[{ kind: 'paragraph', words: [{ text: 'c' }] }]] }]],
    ['> q\n\n---', [{ kind: 'quote', blocks: [{ kind: 'paragraph', words: [{ text: 'q' }] }] }, { kind: 'rule' }]],
    ['```\nx  y\n```', [{ kind: 'code', text: 'x  y' }]],
    ['|a|b|\n|-|-:|\n|1|2|', [{ kind: 'table', head: [[{ text: 'a' }], [{ text: 'b' }]], rows: [[[{ text: '1' }], [{ text: '2' }]]], align: ['left', 'right'] }]],
    ['<b>x</b>', [{ kind: 'paragraph', words: [{ text: '<b>x</b>' }] }]],
  ]; // prettier-ignore
  for (const [markdown, blocks] of cases)
    it(JSON.stringify(markdown), () => expect(joined(markdownToStructure(markdown))).to.deep.equal(blocks));

  it('never hangs on 50 KB of marks', () => {
    for (const mark of ['*', '[', '`', '> ', '- ', '|', '<', '![', '_a_', '#'])
      expect(markdownToStructure(mark.repeat(50_000 / mark.length))).to.be.an('array');
  });
});

/** Neighbouring runs of the same kind in one: where a parser cuts plain text is not ours to say. */
function joined(blocks: Block[]): Block[] {
  return blocks.map((block) => {
    if (block.kind !== 'paragraph' || typeof block.words === 'string') return block;
    const words = block.words.reduce<typeof block.words>((runs, run) => {
      const last = runs.at(-1);
      const isSame = last && JSON.stringify({ ...last, text: '' }) === JSON.stringify({ ...run, text: '' });
      return isSame ? [...runs.slice(0, -1), { ...last, text: last.text + run.text }] : [...runs, run];
    }, []);
    return { ...block, words };
  });
}
