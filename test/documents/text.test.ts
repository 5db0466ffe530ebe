// Reading and writing a document's text: header, sections, problems with their lines, and hostile input.
import { expect } from 'chai';
import { parseText, MAX_TEXT, NOT_STATED, writeText } from '../../server/documents/text/index.ts';

const small = `---
code: P-01
title: Prueba
type: procedimiento
version: 04
objective: Probar
scope: Todo
activities:
  - number: 1
    name: Empezar
    decisions:
      - question: ¿Sirve?
        yes: 2
        no: { do: Corregir, to: 1 }
  - { number: 2, name: Terminar, next: fin }
---

Antes de todo.

# Objeto

Un texto.

\`\`\`
# esto no es un título
\`\`\`

## 1.1 Detalle

# Objeto
`;

function problemsOf(text: string): string[] {
  return parseText(text).problems.map(({ key, line, data }) => {
    const values = Object.values(data).join(' ');
    return `${key.replace('documents.text.', '')} ${line} ${values}`.trim();
  });
}

describe('documents/text', () => {
  it('reads header and sections, leading zeros and "no" included', () => {
    const { header, sections, problems } = parseText(small);
    expect(problems).to.deep.equal([]);
    expect(header).to.include({ code: 'P-01', version: '04', date: NOT_STATED, process: NOT_STATED });
    expect(header?.activities[0]?.decisions[0]).to.deep.equal({
      question: '¿Sirve?',
      yes: { do: '', to: '2' },
      no: { do: 'Corregir', to: '1' },
    });
    expect(sections.map(({ id, level, number, typed }) => `${id} ${level} ${number} ${typed}`)).to.deep.equal(
      ['inicio 0  false', 'objeto 1 1 false', 'detalle 2 1.1 true', 'objeto-2 1 2 false'],
    );
    expect(sections[1]?.markdown).to.include('# esto no es un título');
  });

  it('writes what it reads back', () => {
    const { header, sections } = parseText(small);
    expect(parseText(writeText(header, sections))).to.deep.equal({ header, sections, problems: [] });
  });

  it('writes back values that YAML could take for something else', () => {
    const { header, sections } = parseText(small);
    if (!header) throw new Error('no header');
    const odd = [
      '04',
      'no',
      '- x',
      '#no',
      'a: b',
      '"',
      "it's",
      '',
      'null',
      '---',
      'a\nb\n\nc',
      '&a',
      '*a',
      '{',
      '>',
      '  x',
    ];
    const changed = {
      ...header,
      positions: odd.filter((text) => text === text.trim() && text !== ''),
      objective: 'a\n---\nb',
      owner: '04',
    };
    const { header: again, problems } = parseText(writeText(changed, sections));
    expect(problems).to.deep.equal([]);
    expect(again).to.deep.equal(changed);
  });

  it('numbers a document that begins at a deeper level, and skips levels without a hole', () => {
    const { sections } = parseText('## A\n### B\n##### C\n## D\n');
    expect(sections.map(({ number }) => number)).to.deep.equal(['1', '1.1', '1.1.1', '2']);
  });

  it('reads a text without header, and one that needs only code and title', () => {
    expect(parseText('# Política\n\nTexto').header).to.equal(null);
    const policy = parseText('---\ncode: PL-1\ntitle: Política\ntype: política\n---\n# Uno\n');
    expect(policy.problems).to.deep.equal([]);
    expect(policy.header?.activities).to.deep.equal([]);
  });

  it('says what is wrong and on which line', () => {
    expect(problemsOf('---\ntitle: x\n---\n')).to.deep.equal(['missing 2 code']);
    expect(problemsOf('---\ncode: x\ntitle: x\ncolour: red\n---\n')).to.deep.equal(['unknownField 4 colour']);
    expect(problemsOf('---\ncode: x\ntitle: x\ndate: 29/09/2023\n---\n')).to.deep.equal(['badDate 4 date']);
    expect(problemsOf('---\ncode: x\ncode: y\ntitle: x\n---\n')).to.deep.equal(['repeatedField 3']);
    expect(problemsOf('---\ncode: [x]\ntitle: x\n---\n')).to.deep.equal(['notText 2 code', 'missing 2 code']);
    expect(problemsOf('---\ncode: x\ntitle: x\nrecords: { a: b }\n---\n')).to.deep.equal([
      'notList 4 records',
    ]);
    expect(problemsOf('---\ncode: x\ntitle: x\nrecords: [a]\n---\n')).to.deep.equal(['notRow 4 records']);
    expect(problemsOf('---\n- x\n---\n')).to.deep.equal(['notMap 2']);
    expect(problemsOf('---\ncode: x\n')).to.deep.equal(['unclosed 1 1']);
    expect(problemsOf('---\ncode: "x\ntitle: y\n---\n')[0]).to.match(/^yaml /);
  });

  it('finds the breaks in a flow', () => {
    const broken = small.replace('yes: 2', 'yes: 9').replace('next: fin', 'next: 2');
    expect(problemsOf(broken)).to.deep.equal(['badTarget 9 1 9', 'unreached 15 2', 'noEnd 15']);
    expect(problemsOf(small.replace('number: 2,', 'number: 1,'))).to.include('repeatedNumber 15 1');
    expect(problemsOf(small.replace(/activities:[^]*?\n---/, '---'))).to.deep.equal(['missing 2 activities']);
  });

  it('takes no harm from hostile headers', () => {
    const bomb = [
      'a: &a [x, x]',
      ...'bcdefgh'.split('').map((name, i) => `${name}: &${name} [*${'abcdefg'[i]}, *${'abcdefg'[i]}]`),
    ];
    expect(problemsOf(`---\n${bomb.join('\n')}\n---\n`).join()).to.include('alias');
    expect(problemsOf(`---\n${'['.repeat(90_000)}\n---\n`)[0]).to.match(/^yaml /);
    expect(problemsOf(`---\n${'? '.repeat(45_000)}\n---\n`)[0]).to.match(/^yaml /);
    expect(problemsOf(`---\na: ${'x'.repeat(200_000)}\n---\n`)[0]).to.match(/^headerTooLong /);
    expect(problemsOf('x'.repeat(MAX_TEXT + 1))).to.deep.equal([`tooLong 1 ${MAX_TEXT}`]);
    const { header, problems } = parseText(
      '---\ncode: x\ntitle: y\n__proto__: { owner: z }\nconstructor: q\n---\n',
    );
    expect(problems).to.have.length(2);
    expect(header?.owner).to.equal(NOT_STATED);
    expect(({} as Record<string, unknown>).owner).to.equal(undefined);
  });

  it('bounds what it reports', () => {
    const many = Array.from({ length: 2000 }, (_, index) => `k${index}: v`).join('\n');
    expect(parseText(`---\n${many}\n---\n`).problems.length).to.be.at.most(70);
  });
});
