// Charts: valid SVG that a strict policy lets through, nodes and lines where they belong, nothing lost and nothing overlapping.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { flowOf, parseText } from '../../server/documents/text/index.ts';
import {
  barChart,
  flatten,
  flowchart,
  graph,
  layoutFlowchart,
  layoutFlowchartPages,
  layoutGraph,
  lineChart,
  PAINT,
  textWidth,
  wrap,
} from '../../server/platform/charts/index.ts';
import type { FlowEdge, FlowNode, Shapes } from '../../server/platform/charts/index.ts';
import { axe, screenshot, withPage } from '../support/browser.ts';

const nodes: FlowNode[] = [
  { id: 's', kind: 'start', text: 'Inicio' },
  { id: '1', kind: 'step', text: '1. Registrar la solicitud', note: 'Solicitante', href: '#actividad-1' },
  { id: 'd', kind: 'decision', text: '¿Está completa y firmada?' },
  { id: 'x', kind: 'aside', text: 'Devolver con observaciones' },
  { id: '2', kind: 'step', text: '2. Aprobar' },
  { id: 'o', kind: 'open', text: 'No se indica' },
  { id: 'f', kind: 'end', text: 'Fin' },
];
const edges: FlowEdge[] = [
  { from: 's', to: '1' },
  { from: '1', to: 'd' },
  { from: 'd', to: '2', label: 'Sí' },
  { from: 'd', to: 'x', label: 'No' },
  { from: 'x', to: '1' },
  { from: '2', to: 'f' },
  { from: '2', to: 'o' },
  { from: '2', to: 'nowhere' },
];

type Box = { x: number; y: number; width: number; height: number };

/** Boxes of nodes: rectangles that are no plates, and the bounds of rhombi. */
function boxesOf({ items }: Shapes): Box[] {
  return flatten(items).flatMap((item) => {
    if (item.kind === 'rect') return item.tone === 'plate' ? [] : [item];
    if (item.kind !== 'path' || item.tone !== 'decision') return [];
    const [xs, ys] = [0, 1].map((axis) => pointsOf(item.d).map((point) => point[axis] ?? 0));
    const [x, y] = [Math.min(...(xs ?? [])), Math.min(...(ys ?? []))];
    return [{ x, y, width: Math.max(...(xs ?? [])) - x, height: Math.max(...(ys ?? [])) - y }];
  });
}

function pointsOf(d: string): number[][] {
  return [...d.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map((match) => [Number(match[1]), Number(match[2])]);
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function touches([x = 0, y = 0]: number[], box: Box): boolean {
  return x >= box.x - 1 && x <= box.x + box.width + 1 && y >= box.y - 1 && y <= box.y + box.height + 1;
}

function check(shapes: Shapes): void {
  const boxes = boxesOf(shapes);
  boxes.forEach((box, index) => {
    expect(
      boxes.slice(index + 1).some((other) => overlap(box, other)),
      'two nodes overlap',
    ).to.equal(false);
    expect(
      box.x >= 0 && box.y >= 0 && box.x + box.width <= shapes.width && box.y + box.height <= shapes.height,
    ).to.equal(true);
  });
  for (const item of flatten(shapes.items)) {
    if (item.kind !== 'path' || item.tone !== 'edge') continue;
    const points = pointsOf(item.d);
    expect(
      boxes.some((box) => touches(points[0] ?? [], box)),
      'a line begins at a node',
    ).to.equal(true);
    for (const [x = 0, y = 0] of points)
      expect(x >= 0 && y >= 0 && x <= shapes.width && y <= shapes.height, item.d).to.equal(true);
  }
}

const root = join(import.meta.dirname, '../../procedures');
const procedures = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => ({
    name,
    header: parseText(readFileSync(join(root, name, 'procedure.md'), 'utf8')).header,
  }));

describe('platform/charts flowchart', () => {
  it('draws every node once and every edge between known nodes', () => {
    const { items } = layoutFlowchart(nodes, edges);
    const shapes = flatten(items);
    expect(shapes.filter(({ tone }) => tone === 'edge')).to.have.length(7);
    expect(shapes.filter(({ tone }) => tone === 'arrow')).to.have.length(7);
    expect(shapes.filter(({ tone }) => tone === 'answer')).to.have.length(2);
    expect(boxesOf({ width: 0, height: 0, items })).to.have.length(7);
  });

  it('ends the lines of a decision on its rhombus, not on the box around it', () => {
    const shapes = flatten(layoutFlowchart(nodes, edges).items);
    const rhombus = shapes.find(({ tone }) => tone === 'decision');
    const corners = rhombus?.kind === 'path' ? pointsOf(rhombus.d) : [];
    const lines = shapes.flatMap((item) =>
      item.kind === 'path' && item.tone === 'edge' ? [pointsOf(item.d)] : [],
    );
    const ends = lines.flatMap((points) => [points[0] ?? [], points.at(-1) ?? []]);
    const touching = corners.filter(([cx = 0, cy = 0]) =>
      ends.some(([x = 0, y = 0]) => Math.hypot(x - cx, y - cy) < 0.5),
    );
    expect(touching).to.have.length(3);
  });

  for (const direction of ['TB', 'LR'] as const) {
    it(`keeps nodes apart and lines inside (${direction})`, () =>
      check(layoutFlowchart(nodes, edges, direction)));
    for (const { name, header } of procedures) {
      it(`G1d: keeps nodes apart and lines inside for ${name} (${direction})`, () => {
        if (!header) throw new Error('no header');
        const flow = flowOf(header);
        check(layoutFlowchart(flow.nodes, flow.edges, direction));
      });
    }
  }

  it('G1e: cuts a long flowchart into pages that a sheet can hold, every node once, joined by letters', () => {
    for (const { header } of procedures) {
      if (!header) throw new Error('no header');
      const flow = flowOf(header);
      const pages = layoutFlowchartPages(flow.nodes, flow.edges, 900);
      const drawn = pages.flatMap(({ items }) => flatten(items).filter((item) => item.tone !== 'joint'));
      const whole = flatten(layoutFlowchart(flow.nodes, flow.edges).items);
      for (const tone of ['step', 'decision', 'aside', 'open', 'terminal'] as const) {
        const count = (list: typeof whole) => list.filter((item) => item.tone === tone).length;
        expect(count(drawn), tone).to.equal(count(whole));
      }
      for (const page of pages) {
        check(page);
        expect(page.height).to.be.at.most(900);
      }
    }
    expect(layoutFlowchartPages(nodes, edges, 5000)).to.have.length(1);
    expect(layoutFlowchartPages(nodes, edges, 10)).to.have.length(5);
  });

  it('keeps texts inside their boxes', () => {
    for (const { header } of procedures) {
      if (!header) throw new Error('no header');
      const flow = flowOf(header);
      const shapes = layoutFlowchart(flow.nodes, flow.edges);
      const boxes = boxesOf(shapes);
      for (const item of flatten(shapes.items)) {
        if (item.kind !== 'text' || item.anchor !== 'middle') continue;
        const half = textWidth(item.text, item.size, item.weight) / 2;
        const inside = boxes.some(
          (box) => touches([item.x - half, item.y], box) && touches([item.x + half, item.y - 10], box),
        );
        expect(inside, item.text).to.equal(true);
      }
    }
  });

  it('writes SVG without styles or scripts, named and described, with what people typed escaped', () => {
    const svg = flowchart([{ id: 'a', kind: 'step', text: '<b>"x" & y\u0001', href: '"><script>' }], [], {
      title: 'A & <B>',
    });
    expect(svg).to.not.match(/style=|<style|<script/);
    expect(svg).to.not.include('\u0001');
    expect(svg).to.include('<title').and.to.include('A &amp; &lt;B&gt;').and.to.include('aria-labelledby=');
    expect(svg).to.include('href="&quot;&gt;&lt;script&gt;"').and.to.include('role="group"');
    expect(svg).to.include(`font-family="'Source Sans 3'`);
    expect(flowchart(nodes.slice(2, 3), [], { title: 'x' })).to.include('role="img"');
    expect(flowchart(nodes, edges, { title: 'x' })).to.include(
      '¿Está completa y firmada? → Sí: 2. Aprobar; No: Devolver con observaciones.',
    );
  });

  it('draws nothing, one node, a node twice, and circles without failing', () => {
    expect(layoutFlowchart([], []).items).to.deep.equal([]);
    check(layoutFlowchart(nodes.slice(0, 1), edges));
    check(layoutFlowchart([...nodes, ...nodes], edges));
    const ring = ['a', 'b', 'c'].map((id): FlowNode => ({ id, kind: 'decision', text: `¿${id}?` }));
    const all = ring.flatMap(({ id: from }) => ring.map(({ id: to }) => ({ from, to, label: 'Sí' })));
    check(layoutFlowchart(ring, all));
  });
});

describe('platform/charts measure', () => {
  it('breaks lines within a width, and words that are too long', () => {
    const lines = wrap('Una frase con palabras y unaPalabraQueNoCabeEnNingunaLíneaDeEsteAncho final', 90, 14);
    expect(lines.every((line) => textWidth(line, 14) <= 90)).to.equal(true);
    expect(lines.join('').replaceAll(' ', '')).to.equal(
      'UnafraseconpalabrasyunaPalabraQueNoCabeEnNingunaLíneaDeEsteAnchofinal',
    );
    const room = textWidth('uno dos… ci…', 14, 400) - 1;
    expect(wrap('uno dos… cinco', room, 14, 400, 1), 'shortened twice, marked once').to.deep.equal([
      'uno dos…',
    ]);
    expect(wrap('uno dos tres cua… · Vigente', 70, 14, 400, 1), 'shortened twice, marked once').to.deep.equal(
      ['uno dos…'],
    );
    expect(wrap('', 40, 14)).to.deep.equal([]);
  });
});

describe('platform/charts graph', () => {
  const cards = ['proceso', 'documento', 'registro', 'hallazgo'].map((id, index) => ({
    id,
    text: id,
    href: `/x/${id}`,
    root: index === 0,
  }));

  it('L2: puts the root on the left whatever way its links point, and nothing over another', () => {
    const shapes = layoutGraph(cards, [
      { from: 'documento', to: 'proceso' },
      { from: 'documento', to: 'registro', label: 'produce' },
      { from: 'hallazgo', to: 'documento' },
      { from: 'registro', to: 'registro' },
      { from: 'x', to: 'y' },
    ]);
    const boxes = flatten(shapes.items).filter(
      (item) => item.kind === 'rect' && item.height > 20 && item.width > 20,
    ) as Box[];
    expect(boxes).to.have.length(4);
    expect(boxes.every(({ x }) => x >= (boxes[0]?.x ?? 0))).to.equal(true);
    boxes.forEach((box, index) =>
      expect(boxes.slice(index + 1).some((other) => overlap(box, other))).to.equal(false),
    );
    expect(flatten(shapes.items).filter(({ tone }) => tone === 'arrow')).to.have.length(3);
  });

  it('L2: links each card and draws nothing for nothing', () => {
    const svg = graph(cards, [], { title: 'Trazabilidad' });
    expect(svg.match(/<a href="\/x\//g)).to.have.length(4);
    expect(layoutGraph([], [])).to.deep.include({ width: 0, height: 0 });
  });
});

describe('platform/charts bars and lines', () => {
  it('S5: writes each number beside its bar, and no bar where nothing was measured', () => {
    const svg = barChart([{ label: 'Uno', value: 50, text: '50 %', plan: 80 }, { label: 'Dos', value: null, text: 'Sin medir' }], { title: 'Metas', max: 100 }); // prettier-ignore
    expect(svg)
      .to.include('>50 %<')
      .and.to.include('>Sin medir<')
      .and.to.include('Uno: 50 %; Dos: Sin medir');
    expect(svg.match(/<rect/g)).to.have.length(2);
    expect(barChart([], { title: 'x' })).to.include('<svg');
    expect(barChart([{ label: 'a', value: -5, text: '-5' }, { label: 'b', value: 0, text: '0' }], { title: 'x' })).to.not.include('NaN'); // prettier-ignore
  });

  it('S5: draws a line with its numbers and target, and a gap where a value is missing', () => {
    const svg = lineChart([{ name: 'Cumplimiento', values: [70, null, 90, 95] }], {
      title: 'Indicador',
      labels: ['T1', 'T2', 'T3', 'T4'],
      format: (value) => `${value} %`,
      target: { value: 85, text: 'Meta 85 %' },
    });
    expect(svg).to.include('>70 %<').and.to.include('>95 %<').and.to.include('>Meta 85 %<');
    expect(/class="t-line"/.test(svg)).to.equal(true);
    expect(/d="(M[^"]*M[^"]*)"[^>]*class="t-line"/.test(svg), 'two stretches').to.equal(true);
    expect(svg).to.include('Cumplimiento: T1 70 %, T3 90 %, T4 95 %. Meta 85 %');
  });

  it('S5: draws no values, one value and equal values without failing', () => {
    for (const values of [[], [null], [5], [5, 5, 5], [0, 0]]) {
      const svg = lineChart([{ name: 'x', values }], { title: 'x', labels: values.map(String) });
      expect(svg).to.not.match(/NaN|Infinity|undefined/);
    }
  });

  it('has a colour for every tone that it draws', () => {
    const drawn = [
      ...flatten(layoutFlowchart(nodes, edges).items),
      ...flatten(layoutGraph([{ id: 'a', text: 'a', state: 'bad' }], []).items),
    ];
    for (const { tone } of drawn) expect(PAINT[tone], tone).to.be.an('object');
  });
});

describe('platform/charts in a browser', function () {
  this.timeout(60_000);

  it('G1d: shows each flowchart at 1360 and 390 pixels, the column in sight, without a fault that axe finds', async () => {
    for (const { name, header } of procedures) {
      if (!header) throw new Error('no header');
      const flow = flowOf(header);
      const svg = flowchart(flow.nodes, flow.edges, { title: `Flujograma de ${header.title}` });
      for (const width of [1360, 390]) {
        await withPage(
          async (page) => {
            await page.setContent(
              `<!doctype html><html lang="es"><head><title>x</title></head><body><main><h1>${name}</h1><div tabindex="0" role="region" aria-label="Flujograma">${svg}</div></main></body></html>`,
            );
            await screenshot(page, `flow-${name}-${width}`);
            const step = await page.locator('.t-step').first().boundingBox();
            expect(
              step && step.x >= 0 && step.x + step.width <= width,
              'the first step is in sight',
            ).to.equal(true);
            expect(await axe(page)).to.deep.equal([]);
          },
          { width },
        );
      }
    }
  });
});
