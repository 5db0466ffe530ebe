// From a block to what pdfmake sets: one small function per kind of block.
import { shapesToSvg, textWidth } from '../charts/index.ts';
import { COLOURS, FAMILY, SIZES, TONES } from './look.ts';
import type { Block, Cell, Words } from './structure.ts';
import { fittingTable, tallestRow } from './table-widths.ts';
import { isWords, printable, runs } from './words.ts';
import type { Node } from './words.ts';

/** Points that a block may take. */
export type Room = { width: number; height: number };

export function nodeOf(block: Exclude<Block, { kind: 'heading' | 'newPage' }>, room: Room): Node {
  switch (block.kind) {
    case 'paragraph':
      return {
        text: runs(block.words),
        margin: [0, 0, 0, 6],
        alignment: block.align ?? 'left',
        ...(block.quiet && { color: COLOURS.quiet }),
      };
    case 'list':
      return list(block, room);
    case 'quote':
      return bar(inside(block.blocks, { ...room, width: room.width - 14 }), COLOURS.rule, undefined);
    case 'notice':
      return bar(
        [{ text: runs(block.words), color: TONES[block.tone].ink }],
        TONES[block.tone].ink,
        TONES[block.tone].tint,
      );
    case 'code':
      return bar(
        [{ text: printable(block.text), fontSize: SIZES.table, preserveLeadingSpaces: true }],
        COLOURS.rule,
        '#f6f8fa',
      );
    case 'table':
      return table(block, room);
    case 'facts':
      return facts(block.rows, room);
    case 'drawing':
      return drawing(block, room);
    case 'contents':
      return { toc: { textMargin: [0, 1, 0, 1] }, margin: [0, 0, 0, 8] };
    case 'rule':
      return rule(room.width, [0, 4, 0, 10]);
  }
}

function inside(blocks: Block[], room: Room): Node[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'newPage') return [];
    if (block.kind === 'heading') return [{ text: runs(block.words), bold: true, margin: [0, 4, 0, 3] }];
    return [nodeOf(block, room)];
  });
}

function list(block: Extract<Block, { kind: 'list' }>, room: Room): Node {
  const items = block.items.map((blocks) => {
    const nodes = inside(blocks, { ...room, width: room.width - 20 });
    // Items of one paragraph stand close together.
    return blocks.length === 1 ? { ...nodes[0], margin: [0, 0, 0, 2] } : { stack: nodes };
  });
  const mark = block.ordered
    ? { ol: items, start: block.start ?? 1 }
    : { ul: items, markerColor: COLOURS.brand };
  return { ...mark, margin: [0, 0, 0, 5] };
}

/** A coloured line at the left, perhaps on a tint. */
function bar(stack: Node[], colour: string, fill: string | undefined): Node {
  return {
    margin: [0, 2, 0, 8],
    table: { widths: ['*'], body: [[{ stack, ...(fill && { fillColor: fill }) }]] },
    layout: {
      hLineWidth: () => 0,
      vLineWidth: (i: number) => (i === 0 ? 3 : 0),
      vLineColor: () => colour,
      paddingLeft: () => 10,
      paddingTop: () => 5,
      paddingBottom: () => 5,
    },
  };
}

const ROWS = {
  hLineWidth: (i: number, node: { table: { body: unknown[] } }) =>
    i === 0 || i === node.table.body.length ? 0.8 : 0.5,
  vLineWidth: () => 0,
  hLineColor: () => COLOURS.rule,
  paddingLeft: () => 5,
  paddingRight: () => 5,
  paddingTop: () => 3,
  paddingBottom: () => 3,
};

function table(block: Extract<Block, { kind: 'table' }>, room: Room): Node {
  const { fontSize, widths } = fittingTable(block, room.width);
  const columns = widths.map((_, i) => i);
  const cell = (held: Cell = '', i: number): Node =>
    isWords(held)
      ? { text: runs(held), alignment: block.align?.[i] ?? 'left' }
      : { stack: inside(held.blocks, { ...room, width: widths[i] ?? room.width }) };
  // A row that is kept whole and finds no page high enough is lost: only rows that surely fit are.
  const whole = tallestRow(block, widths, fontSize) < room.height * 0.9;
  const head = columns.map((i) => ({ ...cell(block.head[i], i), bold: true, fillColor: COLOURS.tint }));
  const body = block.rows.map((row) => columns.map((i) => cell(row[i], i)));
  return {
    stack: [
      ...(block.caption
        ? [{ text: runs(block.caption), bold: true, fontSize: SIZES.table, margin: [0, 0, 0, 3] }]
        : []),
      {
        fontSize,
        lineHeight: 1.1,
        table: {
          headerRows: 1,
          keepWithHeaderRows: whole ? 1 : 0,
          dontBreakRows: whole,
          widths,
          body: [head, ...body],
        },
        layout: ROWS,
      },
    ],
    margin: [0, 2, 0, 10],
  };
}

function facts(rows: [string, Words][], room: Room): Node {
  if (rows.length === 0) return { text: '' };
  const names = Math.min(150, Math.max(...rows.map(([name]) => textWidth(name, SIZES.body))) + 12);
  const body = rows.map(([name, value]) => [
    { text: runs(name), color: COLOURS.quiet },
    { text: runs(value) },
  ]);
  return { table: { widths: [names, room.width - names - 20], body }, layout: ROWS, margin: [0, 2, 0, 10] };
}

/** Natural size is three quarters of a point per pixel; smaller where the page asks for it. */
function drawing(block: Extract<Block, { kind: 'drawing' }>, room: Room): Node {
  const { width, height } = block.shapes;
  const scale = Math.min(0.75, room.width / width, (room.height - 40) / height);
  const svg = shapesToSvg(block.shapes, { title: block.caption ?? '' }).replaceAll(
    'font-weight="600"',
    'font-weight="bold"',
  );
  return {
    stack: [
      { svg, width: width * scale, font: FAMILY, alignment: 'center' },
      ...(block.caption
        ? [
            {
              text: runs(block.caption),
              fontSize: SIZES.table,
              color: COLOURS.quiet,
              alignment: 'center',
              margin: [0, 4, 0, 0],
            },
          ]
        : []),
    ],
    unbreakable: true,
    margin: [0, 4, 0, 10],
  };
}

/** A thin line across. */
export function rule(width: number, margin: number[]): Node {
  return {
    canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth: 0.8, lineColor: COLOURS.rule }],
    margin,
  };
}
