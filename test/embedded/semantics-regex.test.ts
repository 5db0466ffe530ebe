// Regular expressions as the server's library reads them, where JavaScript would read them differently.
import { expect } from 'chai';
import { translate } from '../../server/embedded/match/translate.ts';
import { parseFilter } from '../../server/embedded/match/index.ts';

describe('regular expressions', () => {
  const cases: [pattern: string, options: string, text: string, matches: boolean][] = [
    ['a$', '', 'a\n', true],
    ['a$', '', 'a\nb', false],
    ['a$', 'm', 'a\nb', true],
    ['^b', '', 'a\nb', false],
    ['^b', 'm', 'a\nb', true],
    ['^', 'm', 'a\n', true],
    ['b^', 'm', 'b\n', false],
    ['a\\Z', '', 'a\n', true],
    ['a\\z', '', 'a\n', false],
    ['\\Aa', 'm', 'b\na', false],
    ['a.b', '', 'a\rb', true],
    ['a.b', '', 'a\u2028b', true],
    ['a.b', '', 'a\nb', false],
    ['a.b', 's', 'a\nb', true],
    ['^.$', '', '😀', true],
    ['^[^a]$', '', '😀', true],
    ['\\s', '', '\u00a0', false],
    ['^\\S$', '', '\u00a0', true],
    ['^[\\s\\S]$', '', '\u00a0', true],
    ['\\w', '', 'é', false],
    ['\\w', 'i', '\u017f', false],
    ['^[\\w-]+$', 'i', 'A-z_9', true],
    ['^[^\\w]$', 'i', 's', false],
    ['\\bñ', '', 'añ', true],
    ['ÑANDÚ', 'i', 'ñandú', true],
    ['Ñ', '', 'ñ', false],
    ['a b # note', 'x', 'ab', true],
    ['a\\ b', 'x', 'a b', true],
    ['(?i)ABC', '', 'abc', true],
    ['(?:a|b)c', '', 'bc', true],
    ['(?P<year>\\d{4})', '', '2026', true],
    ['a{,2}', '', 'a{,2}', true],
    ['a{2,}', '', 'aa', true],
    ['x]}', '', 'x]}', true],
    ['[]a]', '', ']', true],
    ['[a\\-z]', '', 'b', false],
    ['[\\w.-]', '', '-', true],
    ['[a-]', '', '-', true],
    ['\\.', '', '.', true],
    ['\\/', '', '/', true],
    ['\\x41\\x{1F600}', '', 'A😀', true],
    ['^\\p{Lu}', '', 'Ñ', true],
    ['(?#comment)a', '', 'a', true],
    ['(?<!a)b', '', 'ab', false],
    ['\\d', '', '٣', false],
  ];
  for (const [pattern, options, text, matches] of cases) {
    it(`/${pattern}/${options} ${matches ? 'finds' : 'does not find'} ${JSON.stringify(text)}`, () => {
      expect(translate(pattern, options).test(text)).to.equal(matches);
    });
  }

  const prefixes: [pattern: string, options: string, prefix: string][] = [
    ['^abc', '', 'abc'],
    ['^abc*', '', 'ab'],
    ['^PR-01\\.2', '', 'PR-01.2'],
    ['abc', '', ''],
    ['^abc', 'i', ''],
    ['^abc', 'm', ''],
    ['^a|b', '', ''],
    ['^ñan(d)', '', 'ñan'],
    ['^a b', 'x', ''],
  ];
  it('tell the text that every match begins with', () => {
    for (const [$regex, $options, prefix] of prefixes) {
      const node = parseFilter({ a: { $regex, $options } });
      expect(node.kind === 'regex' && node.prefix, $regex).to.equal(prefix);
    }
  });
});
