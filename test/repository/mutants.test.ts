// The list of mutants is in order: each rule stands where the list says, and each test that must notice exists.
import { expect } from 'chai';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mutated, readMutants } from './mutant.ts';
import { root } from './sources.ts';

describe('the list of mutants', () => {
  it('names rules that stand in their file once, and tests that exist', async () => {
    const wrong: string[] = [];
    let seen = 0;
    for (const [list, mutants] of await readMutants())
      for (const mutant of mutants) {
        seen += 1;
        try {
          mutated(readFileSync(join(root, mutant.file), 'utf8'), mutant);
        } catch (error) {
          wrong.push(`${list}: ${(error as Error).message}`);
        }
        if (!hasTest(mutant.test))
          wrong.push(`${list}: ${mutant.test.file} has no test «${mutant.test.grep}»`);
      }
    expect(wrong).to.deep.equal([]);
    expect(seen).to.be.above(10);
  });
});

/** A test whose name holds the words, or a template (`lets ${name} read`) that can make such a name. */
function hasTest({ file, grep }: { file: string; grep: string }): boolean {
  if (!existsSync(join(root, file))) return false;
  const text = readFileSync(join(root, file), 'utf8');
  if (text.includes(grep) || text.includes(grep.replaceAll("'", "\\'"))) return true;
  const templates = [...text.matchAll(/\bit\(\s*`([^`]*\$\{[^`]*)`/g)].map(([, name = '']) => name);
  return templates.some((name) => canHold(name, grep));
}

/** Letters that must be the template's own: what stands in a hole could be anything. */
const LEAST = 6;

/** True when some name that this template makes holds the words. */
function canHold(template: string, words: string): boolean {
  const tokens = template
    .split(/(\$\{[^}]*\})/)
    .flatMap((part) => (part.startsWith('${') ? [null] : [...part]));
  const least = Math.min(LEAST, tokens.filter((token) => token !== null).length);
  const from = (at: number, left: string, own: number): boolean => {
    if (left === '') return own >= least;
    if (at === tokens.length) return false;
    if (tokens[at] === left[0]) return from(at + 1, left.slice(1), own + 1);
    return (
      tokens[at] === null &&
      [...Array(left.length + 1).keys()].some((length) => from(at + 1, left.slice(length), own))
    );
  };
  return tokens.some((_, at) => from(at, words, 0));
}
