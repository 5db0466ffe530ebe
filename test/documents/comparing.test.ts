// Comparing versions: what changed in header, tables and sections, and that every comparison rebuilds both texts, whatever they are.
import { expect } from 'chai';
import { compareTexts } from '../../server/documents/comparing/index.ts';
import type { Block, Comparison } from '../../server/documents/comparing/index.ts';
import { compare } from '../../server/documents/comparing/task.ts';

const header = (more: string) => `---
code: P-01
title: Control
type: procedimiento
objective: Controlar los documentos
scope: Todos
activities:
  - { number: 1, name: Elaborar, responsible: [Autor], records: [Borrador] }
  - { number: 2, name: Aprobar, responsible: [Comité], period: Anual }
records:
  - { code: R-1, name: Borrador, retention: 2 años }
  - { code: R-2, name: Acta, retention: 5 años }
${more}---
`;

describe('documents/comparing', () => {
  it('G1c: finds nothing between equal texts', () => {
    const result = compareTexts(header('') + '# A\n\nuno', header('') + '# A\n\nuno');
    expect(result).to.include({
      same: true,
      changes: 0,
      inserted: 0,
      deleted: 0,
      coarse: false,
      problem: '',
    });
  });

  it('G1c: shows fields, activities and records that changed', () => {
    const old = header('');
    const now = old
      .replace('Controlar los documentos', 'Controlar todos los documentos')
      .replace('period: Anual', 'period: Trimestral')
      .replace('  - { code: R-1, name: Borrador, retention: 2 años }\n', '')
      .replace('retention: 5 años }', 'retention: 5 años }\n  - { code: R-3, name: Lista }');
    const { fields, tables, changes } = compareTexts(old, now);
    expect(fields.map(({ field }) => field)).to.deep.equal(['objective']);
    expect(
      fields[0]?.spans.filter(({ kind }) => kind === 'ins').map(({ text }) => text.trim()),
    ).to.deep.equal(['todos']);
    expect(
      tables.map(({ table, same, rows }) => [
        table,
        same,
        rows.map(({ state, label }) => `${state} ${label}`).join(),
      ]),
    ).to.deep.equal([
      ['activities', 1, 'changed 2. Aprobar'],
      ['records', 1, 'added R-3 Lista,removed R-1 Borrador'],
    ]);
    expect(
      tables[0]?.rows[0]?.fields.map(({ field, before, after }) => [field, before, after]),
    ).to.deep.equal([['period', 'Anual', 'Trimestral']]);
    expect(changes).to.equal(4);
  });

  it('G1c: follows an activity that got another number or another name, and sees rows that moved', () => {
    const renumbered = header('').replace('number: 2, name: Aprobar', 'number: 3, name: Aprobar');
    expect(
      compareTexts(header(''), renumbered).tables[0]?.rows.map(({ state, label }) => `${state} ${label}`),
    ).to.deep.equal(['changed 3. Aprobar']);
    const renamed = header('').replace('name: Aprobar', 'name: Aprobar y emitir');
    expect(compareTexts(header(''), renamed).tables[0]?.rows.map(({ state }) => state)).to.deep.equal([
      'changed',
    ]);
    const records =
      '  - { code: R-1, name: Borrador, retention: 2 años }\n  - { code: R-2, name: Acta, retention: 5 años }\n';
    const swapped = header('').replace(records, records.split('\n').slice(0, 2).reverse().join('\n') + '\n');
    expect(compareTexts(header(''), swapped).tables[0]?.rows.map(({ state }) => state)).to.deep.equal([
      'moved',
    ]);
  });

  it('G1c: finds sections added, removed, renamed, moved and changed', () => {
    const old = '# A\n\nuno dos tres\n\n# B\n\ncuatro\n\n# C\n\ncinco\n\n# D\n\nseis siete\n';
    const now = '# C\n\ncinco\n\n# A\n\nuno dos cuatro\n\n# Delta\n\nseis siete\n\n# E\n\nocho\n';
    const states = compareTexts(old, now).sections.map(
      ({ title, state, moved, before, inserted, deleted }) =>
        `${title} ${state}${moved ? ' moved' : ''}${before ? ` was ${before}` : ''} +${inserted} -${deleted}`,
    );
    expect(states).to.have.members([
      'C same moved +0 -0',
      'A changed +1 -1',
      'B removed +0 -1',
      'Delta changed was D +0 -0',
      'E added +1 -0',
    ]);
  });

  it('G1c: counts what did not change, and marks paragraphs that only moved', () => {
    const [first, second] = ['El primer párrafo.', 'El segundo párrafo, otro.'];
    const rest = Array.from({ length: 9 }, (_, index) => `Párrafo número ${index}.`);
    const { sections } = compareTexts(
      [first, ...rest, second].join('\n\n'),
      [second, ...rest, first].join('\n\n'),
    );
    const blocks = sections[0]?.blocks ?? [];
    expect(
      blocks.filter(({ kind }) => kind === 'same').map(({ count, spans }) => [count, spans.length]),
    ).to.deep.equal([[9, 0]]);
    expect(blocks.filter(({ kind }) => kind !== 'same').every(({ moved }) => moved)).to.equal(true);
  });

  it('leaves out long unchanged stretches inside a paragraph', () => {
    const words = Array.from({ length: 400 }, (_, index) => `palabra${index}`);
    const [old, now] = [words.join(' '), [...words.slice(0, 200), 'nueva', ...words.slice(200)].join(' ')];
    const spans = compareTexts(old, now).sections[0]?.blocks[0]?.spans ?? [];
    expect(spans.map(({ kind }) => kind)).to.deep.equal(['skip', 'same', 'ins', 'same', 'skip']);
    const counted = spans.filter(({ kind }) => kind !== 'ins').reduce((sum, span) => sum + span.words, 0);
    expect(counted).to.equal(400);
  });

  it('shows a replaced phrase as one replacement', () => {
    const { sections } = compareTexts(
      'El informe se entrega antes del plazo máximo fijado.',
      'El informe se entrega antes de la fecha límite fijada.',
    );
    expect(sections[0]?.blocks[0]?.spans.map(({ kind }) => kind)).to.deep.equal([
      'same',
      'del',
      'ins',
      'same',
    ]);
  });

  it('says when a text could not be read', () => {
    expect(compareTexts('---\nx', '# A').problem).to.equal('documents.text.unclosed');
  });

  it('gives a worker plain data that survives a copy', () => {
    const input = {
      before: header('') + '# A\n\nuno',
      after: header('') + '# A\n\ndos',
      unchanged: 'text' as const,
    };
    const result = compare(structuredClone(input));
    expect(structuredClone(result)).to.deep.equal(result);
    expect(result.sections[0]?.state).to.equal('changed');
  });
});

describe('documents/comparing, any edit', () => {
  for (let seed = 1; seed <= 60; seed += 1) {
    it(`rebuilds both texts (seed ${seed})`, () => {
      const random = generator(seed);
      const before = randomText(random);
      const after = randomEdit(before, random);
      expect(rebuilt(before, after)).to.deep.equal([before, after]);
    });
  }

  it('rebuilds large texts too: shuffled, edited everywhere, all different, one giant paragraph, one word', function () {
    this.timeout(60_000);
    const random = generator(99);
    const paragraphs = Array.from({ length: 1000 }, () => sentence(random, 100));
    const edited = paragraphs.map((text) => text.split(' ').map((word) => (random() < 0.1 ? pick(random) : word)).join(' ')); // prettier-ignore
    const others = Array.from({ length: 1000 }, () => sentence(random, 100));
    const shuffled = [...paragraphs].sort(() => random() - 0.5);
    const pairs = [
      [paragraphs.join('\n\n'), shuffled.join('\n\n')],
      [paragraphs.join('\n\n'), edited.join('\n\n')],
      [paragraphs.join('\n\n'), others.join('\n\n')],
      [paragraphs.join(' '), edited.join(' ')],
      [paragraphs.join(' ').replaceAll('.', ''), edited.join(' ').replaceAll('.', '')],
      ['palabra '.repeat(100_000).trim(), 'palabra '.repeat(90_000).trim()],
      ['x'.repeat(600_000), `${'x'.repeat(599_999)}y`],
    ];
    for (const [before = '', after = ''] of pairs) {
      const [old, now] = rebuilt(before, after);
      expect(old === before && now === after).to.equal(true);
    }
  });

  it('finds each edited paragraph of a large text as one change', () => {
    const random = generator(5);
    const paragraphs = Array.from({ length: 1000 }, () => sentence(random, 60));
    const edited = paragraphs.map((text, index) => (index % 50 === 0 ? `${text} Y una frase nueva.` : text));
    const result = compareTexts(paragraphs.join('\n\n'), edited.join('\n\n'));
    expect(result).to.include({ changes: 20, inserted: 80, deleted: 0, coarse: false });
  });
});

function rebuilt(before: string, after: string): [string, string] {
  const result = compareTexts(before, after, { unchanged: 'text' });
  expect(result.problem).to.equal('');
  const spans = blocksOf(result).flatMap((block) => block.spans);
  const join = (without: string) => spans.filter(({ kind }) => kind !== without).map(({ text }) => text).join(''); // prettier-ignore
  return [join('ins'), join('del')];
}

function blocksOf({ sections }: Comparison): Block[] {
  return sections.flatMap(({ blocks }) => blocks);
}

/** A small seeded generator (mulberry32), so that a failing seed can be run again. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function pick(random: () => number): string {
  const rare = random() < 0.5;
  return rare
    ? `pal${Math.floor(random() * 4000)}`
    : (['de', 'la', 'el', 'en', 'y,', 'ñandú', 'año;'][Math.floor(random() * 7)] ?? 'de');
}

function sentence(random: () => number, length: number): string {
  return `${Array.from({ length }, () => pick(random)).join(' ')}.`;
}

function randomText(random: () => number): string {
  const blocks = Array.from({ length: 1 + Math.floor(random() * 12) }, () => {
    const text = sentence(random, 1 + Math.floor(random() * 25));
    const form = random();
    return form < 0.2 ? `- ${text}` : form < 0.3 ? `| ${text} | x |` : form < 0.4 ? `${text}\n${text}` : text;
  });
  return blocks.join(random() < 0.3 ? '\n' : '\n\n');
}

function randomEdit(text: string, random: () => number): string {
  let blocks = text.split('\n\n');
  for (let times = 0; times < 4; times += 1) {
    const at = Math.floor(random() * blocks.length);
    const act = random();
    if (act < 0.2) blocks.splice(at, 1);
    else if (act < 0.4) blocks.splice(at, 0, sentence(random, 8));
    else if (act < 0.55) blocks = [...blocks.slice(at), ...blocks.slice(0, at)];
    else if (act < 0.65) blocks[at] = (blocks[at] ?? '').replace(/ /, '\n');
    else blocks[at] = (blocks[at] ?? '').split(' ').map((word) => (random() < 0.2 ? pick(random) : word)).join(' '); // prettier-ignore
  }
  return blocks.join('\n\n').trim();
}
