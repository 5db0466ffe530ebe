// Tables out and in again: nothing is lost, nothing is run, nothing is too big.
import { expect } from 'chai';
import { unzipSync, strFromU8 } from 'fflate';
import { RefusedFile } from '../../server/platform/files/errors.ts';
import { numberOf, readSheet, toCsv, toXlsx } from '../../server/platform/tables/index.ts';
import type { Cell, Column } from '../../server/platform/tables/index.ts';
import { zipOf } from '../support/hostile-files/index.ts';

type Row = Record<string, Cell>;
const columns: Column<Row>[] = [
  { header: 'Código DANE', value: (row) => row.code },
  { header: 'Nombre', value: (row) => row.name },
  { header: 'Avance', value: (row) => row.progress },
  { header: 'Fecha', value: (row) => row.day, kind: 'day' },
  { header: 'Recibido', value: (row) => row.at },
  { header: 'Cerrado', value: (row) => row.closed },
];
const rows: Row[] = [
  { code: '0105001', name: 'Institución Educativa La Niña', progress: 12.5, day: '2026-10-02', at: new Date('2026-10-02T03:30:00Z'), closed: true },
  { code: '000', name: '=cmd|\'/c calc\'!A1', progress: -3, day: '2024-02-29', at: new Date('2026-01-01T05:00:00Z'), closed: false },
  { code: '+57 300', name: '@SUM(A1)', progress: 0, day: null, at: undefined, closed: null },
  { code: '-', name: 'dos\nlíneas; con "comillas", y \t tabulador', progress: 1e6, day: 'por definir', at: null, closed: true },
  { code: "'=x", name: "'sólo un apóstrofo", progress: null, day: '', at: null, closed: false },
]; // prettier-ignore
const expected = [
  ['0105001', 'Institución Educativa La Niña', '12,5', '2026-10-02', '2026-10-01 22:30', 'sí'],
  ['000', "=cmd|'/c calc'!A1", '-3', '2024-02-29', '2026-01-01', 'no'],
  ['+57 300', '@SUM(A1)', '0', '', '', ''],
  ['-', 'dos\nlíneas; con "comillas", y \t tabulador', '1000000', 'por definir', '', 'sí'],
  ["'=x", "'sólo un apóstrofo", '', '', '', 'no'],
];

async function csvOf(source: Row[]): Promise<Buffer> {
  const chunks = await toCsv(columns, source).toArray();
  return Buffer.concat(chunks.map((chunk: string | Buffer) => Buffer.from(chunk)));
}

describe('tables', () => {
  it('S3: what an XLSX takes out comes in again: ñ, leading zeros, days, numbers, formulas as text', async () => {
    const sheet = await readSheet(await toXlsx(columns, rows));
    expect(sheet.header).to.deep.equal(columns.map(({ header }) => header));
    expect(sheet.rows).to.deep.equal(expected);
    expect(sheet.numbers).to.deep.equal([2, 3, 4, 5, 6]);
    expect(sheet.problems).to.deep.equal([]);
  });

  it('S3: what a CSV takes out comes in again', async () => {
    const sheet = await readSheet(await csvOf(rows));
    const midnight = expected.map((row) =>
      row.map((cell) => (cell === '2026-01-01' ? '2026-01-01 00:00' : cell)),
    );
    expect(sheet.rows).to.deep.equal(midnight);
  });

  it('a CSV is what Excel in Spanish expects, and runs nothing', async () => {
    const text = (await csvOf(rows)).toString();
    expect(text.startsWith('\ufeffCódigo DANE;Nombre;Avance;')).to.equal(true);
    expect(text).to.include(`;'=cmd|'/c calc'!A1;-3;`);
    expect(text).to.include(`'+57 300;'@SUM(A1);0;`);
    expect(text).to.include(`"dos\nlíneas; con ""comillas"", y \t tabulador"`);
    for (const line of text.split('\r\n'))
      for (const cell of line.split(';')) expect(cell).to.not.match(/^"?(?:[=+@\t\r]|-(?!\d))/);
  });

  it('an XLSX holds texts, not formulas, and its numbers are numbers', async () => {
    const parts = unzipSync(await toXlsx(columns, rows));
    const sheet = strFromU8(Object.entries(parts).find(([name]) => name.includes('sheet1.xml'))![1]);
    expect(sheet).to.not.match(/<f[ >]/);
    expect(sheet).to.match(/<c r="C2"[^>]*><v>12\.5<\/v>/);
  });

  it('writes rows as they come, without holding them', async () => {
    let made = 0;
    const endless = (function* () {
      for (;;) yield { code: String((made += 1)) };
    })();
    const stream = toCsv(columns, endless);
    for await (const _ of stream) if (made > 100) break;
    expect(made).to.be.lessThan(50_000);
  });

  it('a failing source breaks the stream instead of ending it', async () => {
    const broken = (function* () {
      yield { code: '1' };
      throw new Error('the list broke off');
    })();
    const error = await toCsv(columns, broken).toArray().then(() => null, (thrown: Error) => thrown); // prettier-ignore
    expect(error?.message).to.equal('the list broke off');
  });

  it('control characters and endless texts do not break a workbook', async () => {
    const odd = await toXlsx(
      [{ header: 'a\u0001', value: (row: string) => row }],
      ['x\u0000\u0008y', 'z'.repeat(100_000), '😀 \ud800'],
    );
    const sheet = await readSheet(odd);
    expect(sheet.header).to.deep.equal(['a']);
    expect(sheet.rows.map(([cell]) => cell?.length)).to.deep.equal([2, 32_767, 3]);
  });

  for (const [name, text] of [
    ['commas', 'a,b\r\n1,"x;y"'],
    ['tabs', 'a\tb\n1\tx;y'],
    ['semicolons and decimal commas', 'a;b\n1;x\\;y'.replace('x\\;y', '"x;y"')],
  ] as const)
    it(`reads a CSV with ${name}`, async () =>
      expect((await readSheet(Buffer.from(text))).rows).to.deep.equal([['1', 'x;y']]));

  it('reads the encoding of older programs', async () => {
    expect((await readSheet(Buffer.from('A\xf1o;Ni\xf1a\n1;2', 'latin1'))).header).to.deep.equal([
      'Año',
      'Niña',
    ]);
  });

  it('names what is odd with its row, and keeps the row numbers of the sheet', async () => {
    const sheet = await readSheet(Buffer.from('a;;a;__proto__\n1;2;3;4\n\n;;;\n5;6;7;8;9\n'));
    expect(sheet.problems).to.deep.equal([
      { row: 1, key: 'tables.empty_header', params: { position: 2 } },
      { row: 1, column: 'a', key: 'tables.repeated_header', params: { name: 'a' } },
      { row: 5, key: 'tables.more_cells_than_headers' },
    ]);
    expect(sheet.rows).to.deep.equal([['1', '2', '3', '4'], ['5', '6', '7', '8']]); // prettier-ignore
    expect(sheet.numbers).to.deep.equal([2, 5]);
    expect(({} as Record<string, unknown>).a).to.equal(undefined);
  });

  it('refuses what is no table, too large or a bomb', async () => {
    const refusals: [string, Uint8Array, object?][] = [
      ['tables.no_header', Buffer.from('\n\n1;2')],
      ['tables.no_header', Buffer.alloc(0)],
      ['tables.too_many_rows', Buffer.from(`a\n${'1\n'.repeat(11)}`), { maxRows: 10 }],
      ['tables.too_many_columns', Buffer.from('a;b;c'), { maxColumns: 2 }],
      ['tables.unreadable', zipOf([{ name: 'a.txt', content: 'a' }])],
      [
        'files.zip_bomb',
        zipOf([{ name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(60_000_000, '<c/>') }]),
      ],
      [
        'files.xml_entities',
        zipOf([{ name: 'xl/workbook.xml', content: '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' }]),
      ],
    ];
    for (const [key, bytes, options] of refusals) {
      const error = await readSheet(bytes, options).then(() => null, (thrown: Error) => thrown); // prettier-ignore
      expect(error).to.be.instanceOf(RefusedFile);
      expect((error as RefusedFile).key).to.equal(key);
    }
  });

  it('understands numbers as they are written in Colombia', () => {
    const read: [string, number | null][] = [['1.234,5', 1234.5], ['12,5', 12.5], ['12.5', 12.5], ['1.234', 1234], ['-3', -3], [' 7 ', 7], ['1e5', null], ['doce', null], ['', null], ['1.23.4', null], ['NaN', null]]; // prettier-ignore
    for (const [text, number] of read) expect(numberOf(text), text).to.equal(number);
  });
});
