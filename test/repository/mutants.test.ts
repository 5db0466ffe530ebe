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

/** A test whose name holds the words; a name made by a template (`lets ${name} read`) must be given whole. */
function hasTest({ file, grep }: { file: string; grep: string }): boolean {
  if (!existsSync(join(root, file))) return false;
  const text = readFileSync(join(root, file), 'utf8');
  if (text.includes(grep) || text.includes(grep.replaceAll("'", "\\'"))) return true;
  const templates = [...text.matchAll(/\bit\(\s*`([^`]*\$\{[^`]*)`/g)].map(([, name = '']) => name);
  return templates.some((name) => {
    const pieces = name.split(/\$\{[^}]*\}/).map((piece) => piece.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(pieces.join('.*')).test(grep);
  });
}
