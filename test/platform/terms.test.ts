// Search terms: what is the same word to a reader is the same term, and nothing typed is ever a pattern.
import { expect } from 'chai';
import { escapeRegex, foldText, queryTerms, termsOf } from '../../server/platform/search/terms.ts';

describe('search terms', () => {
  const same: [string, string][] = [
    ['documentos', 'documentación'],
    ['Aprobación', 'aprobaciones'],
    ['EDUCACION', 'educación'],
    ['evaluación', 'evaluaciones'],
    ['año', 'AÑOS'],
    ['queja', 'quejas'],
    ['institución', 'instituciones'],
  ];
  for (const [one, other] of same)
    it(`${one} and ${other} are one term`, () => expect(termsOf(one)).to.deep.equal(termsOf(other)));

  it('keeps codes whole and in pieces', () => {
    expect(termsOf('Ver GED-EDU-PR-S1-05.')).to.deep.equal([
      'ver',
      'ged-edu-pr-s1-05',
      'ged',
      'edu',
      'pr',
      's1',
      '05',
    ]);
    expect(queryTerms('ged-edu-pr-s1-05')).to.include('ged-edu-pr-s1-05');
    expect(termsOf('Decreto 1075/2015, DANE 0105001')).to.include.members([
      '1075/2015',
      '1075',
      '2015',
      '0105001',
    ]);
    expect(termsOf('teórico-práctico')).to.deep.equal(['teoric', 'practic']);
  });

  it('leaves filler words out and names each term once', () => {
    expect(termsOf('El control de los documentos y de los registros: documentos')).to.deep.equal([
      'control',
      'document',
      'registr',
    ]);
    expect(queryTerms('de la')).to.deep.equal([]);
    expect(termsOf('')).to.deep.equal([]);
  });

  it('takes decomposed letters as composed ones', () => {
    expect(termsOf('educacio\u0301n')).to.deep.equal(termsOf('educación'));
    expect(foldText('Ñandú ÁÉÍ')).to.equal('nandu aei');
  });

  it('bounds what is asked: 12 terms, 40 characters each', () => {
    const many = Array.from({ length: 80 }, (_, i) => `w${i}`).join(' ');
    expect(queryTerms(many)).to.have.length(12);
    expect(termsOf('x'.repeat(5000))[0]).to.have.length.at.most(40);
  });

  it('never hangs on 50 KB of anything', () => {
    const texts = [
      'a'.repeat(50_000),
      'a-'.repeat(25_000),
      '(a+)+$'.repeat(8_000),
      '\u0301'.repeat(50_000),
      'é '.repeat(25_000),
      'educación_'.repeat(5_000),
    ];
    let words = '';
    for (let i = 0; words.length < 50_000; i += 1)
      words += `palabra${String.fromCharCode(97 + (i % 26))}${i.toString(26)}ciones `;
    for (const text of [...texts, words]) {
      const start = performance.now();
      termsOf(text);
      expect(performance.now() - start, text.slice(0, 20)).to.be.lessThan(1000);
    }
  });

  it('gives nothing that a regular expression would understand', () => {
    for (const term of queryTerms('(a+)+$ [x]* .* ^\\d{9} | ?'))
      expect(term).to.match(/^[\p{L}\p{N}\-._/]+$/u);
    const odd = 'a.b*c(d)[e]{f}^$|\\/-+?';
    expect(new RegExp(`^${escapeRegex(odd)}$`, 'u').test(odd)).to.equal(true);
    expect(new RegExp(escapeRegex('a.c'), 'u').test('abc')).to.equal(false);
  });
});
