// The words of both languages match each other, and every word that views and server ask for exists.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { loadWords, placesOf } from '../../server/platform/words/index.ts';

const root = join(import.meta.dirname, '../..');
const words = loadWords();
const folders = new Set([...words.es.keys()].map((key) => key.split('.')[0]));

describe('the words of the repository', () => {
  it('have the same keys in Spanish and English', () => {
    const missing = [...words.es.keys()].filter((key) => !words.en.has(key)).map((key) => `en lacks ${key}`);
    missing.push(...[...words.en.keys()].filter((key) => !words.es.has(key)).map((key) => `es lacks ${key}`));
    expect(missing).to.deep.equal([]);
  });

  it('have the same places in Spanish and English', () => {
    const different = [...words.es].filter(([key, word]) => {
      const other = words.en.get(key);
      return other && placesOf(word).join() !== placesOf(other).join();
    });
    expect(different.map(([key]) => key)).to.deep.equal([]);
  });

  it('leave no text empty and no place unclosed', () => {
    const texts = [...words.es, ...words.en].flatMap(([key, word]) =>
      ('forms' in word ? [...word.forms.values()] : [word]).map((message) => ({
        key,
        text: message.filter((_, i) => i % 2 === 0).join(''),
        places: message.length > 1,
      })),
    );
    const faulty = texts.filter(({ text, places }) => (!places && text.trim() === '') || /[{}]/.test(text));
    expect(faulty.map(({ key }) => key)).to.deep.equal([]);
  });

  it('have a word for every key that a view asks for', () => {
    const asked = files('views', '.hbs').flatMap(([path, source]) =>
      [...source.replaceAll(/\{\{!--[^]*?--\}\}/g, '').matchAll(/[{(]t '([^']+)'/g)].map((match) => ({
        path,
        key: match[1] ?? '',
      })),
    );
    expect(asked.length).to.be.greaterThan(30);
    expect(
      asked.filter(({ key }) => !words.es.has(key)).map(({ path, key }) => `${path}: ${key}`),
    ).to.deep.equal([]);
  });

  it('have a word for every key that the server says', () => {
    const asked = files('server', '.ts').flatMap(([path, source]) =>
      spoken(source).map((key) => ({ path, key })),
    );
    expect(asked.length).to.be.greaterThan(10);
    expect(
      asked.filter(({ key }) => !words.es.has(key)).map(({ path, key }) => `${path}: ${key}`),
    ).to.deep.equal([]);
  });

  it('are all used, or else are listed here', function () {
    const sources = [...files('server', '.ts'), ...files('views', '.hbs')]
      .map(([, source]) => source)
      .join('\n');
    const mentions = mentionsIn(sources);
    const unused = [...words.es.keys()].filter((key) => !isMentioned(key, mentions));
    if (unused.length > 0) console.log(`      words that nobody seems to use: ${unused.join(', ')}`);
    expect(unused.length, 'more than a fifth of all words').to.be.lessThan(words.es.size / 5);
  });
});

/** Keys in the places where a literal is certainly a word: errors, translations, flashes, form messages, menu lines. */
function spoken(source: string): string[] {
  const patterns = [
    /new (?:Refusal|Stale|BadShape|Forbidden|NotFound|TooLarge|TooMany|Unavailable)\(\s*'([^']+)'/g,
    /Invalid\.field\(\s*[^,()]+,\s*'([^']+)'/g,
    /\btranslate\(\s*[^,()]+,\s*'([^']+)'/g,
    /(?<![.\w])(?:ctx\.)?t\(\s*'([^']+)'/g,
    /\b(?:key|word|message)\s*[:=]\s*'([^']+)'/g,
  ];
  const code = source.replaceAll(/\/\*\*[^]*?\*\/|^\s*\/\/.*$/gm, '');
  const found = patterns.flatMap((pattern) => [...code.matchAll(pattern)].map((match) => match[1] ?? ''));
  return found.filter((key) => /^[a-z][\w-]*(\.[\w-]+)+$/.test(key) && folders.has(key.split('.')[0]));
}

/** What stands between quotes in the sources, and with what template literals begin before their first hole. */
interface Mentions {
  quoted: ReadonlySet<string>;
  beginnings: ReadonlySet<string>;
}

/** Read once: asking the whole source for each of some thousand keys takes longer than all other tests of this file. */
function mentionsIn(sources: string): Mentions {
  const all = (pattern: RegExp): Set<string> =>
    new Set([...sources.matchAll(pattern)].map(([, text = '']) => text));
  return { quoted: all(/(?<=['"`])([\w.-]+)(?=['"`])/g), beginnings: all(/`([\w.-]+)\$\{/g) };
}

/** A key counts as used when it stands in the sources whole, or when its beginning does, ready to be completed. */
function isMentioned(key: string, { quoted, beginnings }: Mentions): boolean {
  if (quoted.has(key)) return true;
  const parts = key.split('.');
  for (let length = parts.length - 1; length > 0; length -= 1) {
    const beginning = `${parts.slice(0, length).join('.')}.`;
    if (quoted.has(beginning) || beginnings.has(beginning)) return true;
  }
  // `errors.s${status}.title`: completed in the middle of a segment.
  return parts.some((part, index) =>
    [...part].some((_, cut) => beginnings.has([...parts.slice(0, index), part.slice(0, cut)].join('.'))),
  );
}

function files(folder: string, extension: string): [path: string, source: string][] {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith(extension))
    .map((name) => [join(folder, name), readFileSync(join(root, folder, name), 'utf8')]);
}
