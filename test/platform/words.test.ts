// Words: keys, places and plurals; dates, distances and numbers as Colombia writes them.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import * as words from '../../server/platform/words/index.ts';

const made = {
  es: { title: 'Título {name}', deep: { er: 'Hondo' }, year: 'Año {year}', docs: { one: '{count} documento', many: '{count} de documentos', other: '{count} documentos' }, only: 'Solo en español' },
  en: { title: 'Title {name}', deep: { er: 'Deep' }, year: 'Year {year}', docs: { one: '{count} document', other: '{count} documents' } },
}; // prettier-ignore

function viewsWith(files: Record<string, unknown>): string {
  const dir = mkdtempSync(join(tmpdir(), 'vigente-words-'));
  mkdirSync(join(dir, 'things'));
  for (const [name, tree] of Object.entries(files))
    writeFileSync(
      join(dir, 'things', `${name}.json`),
      typeof tree === 'string' ? tree : JSON.stringify(tree),
    );
  return dir;
}

describe('words', () => {
  const problems: string[] = [];
  before(() => {
    words.loadWords(viewsWith(made));
    words.whenWordIsMissing((problem) => problems.push(problem));
  });
  afterEach(() => problems.splice(0));
  after(() => {
    words.loadWords();
    words.whenWordIsMissing((problem) => { throw new Error(problem); }); // prettier-ignore
  });

  it('take the folder as the first segment of a key', () => {
    expect(words.translate('es', 'things.deep.er')).to.equal('Hondo');
    expect(words.translate('en', 'things.title', { name: 'X' })).to.equal('Title X');
  });

  it('write numbers as the language does, and leave years alone', () => {
    expect(words.translate('es', 'things.docs', { count: 2345 })).to.equal('2.345 documentos');
    expect(words.translate('en', 'things.docs', { count: 2345 })).to.equal('2,345 documents');
    expect(words.translate('es', 'things.year', { year: 2026 })).to.equal('Año 2026');
  });

  it('choose the plural, whose Spanish form for a million is its own', () => {
    expect(words.translate('es', 'things.docs', { count: 1 })).to.equal('1 documento');
    expect(words.translate('es', 'things.docs', { count: 0 })).to.equal('0 documentos');
    expect(words.translate('es', 'things.docs', { count: 1_000_000 })).to.equal('1.000.000 de documentos');
    expect(words.translate('en', 'things.docs', { count: 1_000_000 })).to.equal('1,000,000 documents');
  });

  it('say what is missing and still show something', () => {
    expect(words.translate('es', 'things.nothing')).to.equal('things.nothing');
    expect(words.translate('en', 'things.only')).to.equal('Solo en español');
    expect(words.translate('es', 'things.title')).to.equal('Título ');
    expect(problems).to.have.length(3).and.to.include("'things.title' lacks its parameter 'name'");
  });

  it('never read a key from the prototype', () => {
    expect(words.translate('es', 'things.constructor')).to.equal('things.constructor');
    expect(words.isWord('__proto__')).to.equal(false);
  });

  it('name the file that cannot be read', () => {
    expect(() => words.loadWords(viewsWith({ es: '{ "a": ' }))).to.throw(/things[/\\]es\.json/);
    expect(() => words.loadWords(viewsWith({ es: { a: [1] } }))).to.throw(/things\.a must be a text/);
    expect(words.translate('es', 'things.deep.er')).to.equal('Hondo');
  });

  it('speak what the person chose, else what the browser asks for, else Spanish', () => {
    const cases: [string | undefined, unknown, words.Language][] = [
      [undefined, undefined, 'es'], ['en-US,en;q=0.9', undefined, 'en'], ['en;q=0.3, es-CO;q=0.8', undefined, 'es'],
      ['fr, en;q=0.1', undefined, 'en'], ['en', 'es', 'es'], ['es', 'en', 'en'], ['en', 'fr', 'en'], ['en;q=0', null, 'es'], [';;,,q=', {}, 'es'],
    ]; // prettier-ignore
    for (const [header, chosen, language] of cases)
      expect(words.languageOf(header, chosen), `${header} ${String(chosen)}`).to.equal(language);
  });
});

describe('dates in words', () => {
  const late = new Date('2026-11-21T03:30:00Z'); // half past ten at night of the 20th in Bogota

  it('are of Bogota, whatever the machine', () => {
    expect(words.formatDate(late, 'es')).to.equal('20/11/2026');
    expect(words.formatDateTime(late, 'es')).to.equal('20/11/2026, 22:30');
    expect(words.isoDay(late)).to.equal('2026-11-20');
    expect(words.formatLongDate(late, 'es')).to.equal('20 de noviembre de 2026');
    expect(words.formatLongDate(late, 'en')).to.equal('20 November 2026');
    expect(words.formatWeekday('2026-11-20', 'es')).to.equal('viernes, 20 de noviembre de 2026');
  });

  it('do not move a calendar day, and leave out what is none', () => {
    expect(words.formatDate('2026-01-04', 'es')).to.equal('04/01/2026');
    expect(words.formatDateTime('2026-01-04', 'en')).to.equal('04/01/2026');
    for (const none of [null, undefined, '', '2026-02-30', 'ayer'])
      expect(words.formatDate(none, 'es'), String(none)).to.equal('');
    expect(words.formatLongDate(new Date(NaN), 'es')).to.equal('');
  });

  it('tell how far they are in days of Bogota', () => {
    const cases: [words.When, string, string][] = [
      ['2026-11-20', 'hoy', 'today'], ['2026-11-21', 'mañana', 'tomorrow'], ['2026-11-19', 'ayer', 'yesterday'],
      ['2026-11-23', 'en 3 días', 'in 3 days'], ['2026-11-18', 'hace 2 días', '2 days ago'], ['2027-01-18', 'en 59 días', 'in 59 days'],
      ['2027-02-20', 'en 3 meses', 'in 3 months'], ['2023-11-20', 'hace 3 años', '3 years ago'], [new Date('2026-11-21T04:59:00Z'), 'hoy', 'today'],
    ]; // prettier-ignore
    for (const [day, es, en] of cases) {
      expect(words.distance(day, late, 'es')).to.equal(es);
      expect(words.distance(day, late, 'en')).to.equal(en);
    }
    expect(words.distance('2026-11-23', late, 'es', { capital: true })).to.equal('En 3 días');
    expect(words.distance(null, late, 'es')).to.equal('');
  });
});

describe('numbers in words', () => {
  it('carry point, comma and hard space as Colombia writes them', () => {
    expect(words.formatNumber(2345.678, 'es')).to.equal('2.345,678');
    expect(words.formatNumber(2345.6, 'en')).to.equal('2,345.6');
    expect(words.formatPercent(0.944, 'es')).to.equal('94\u00a0%');
    expect(words.formatPercent(0.944, 'es', 1)).to.equal('94,4\u00a0%');
    expect(words.formatMoney(2_840_000, 'es')).to.equal('$\u00a02.840.000');
  });
});
