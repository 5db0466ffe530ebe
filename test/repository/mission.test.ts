// What is claimed done is proved by a test that names it; what a test names exists.
import { expect } from 'chai';
import { DUTIES } from './mission-ids.ts';
import { filesIn, root } from './sources.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const names = filesIn('test', '.test.ts')
  .filter((path) => !path.startsWith('test/repository/'))
  .flatMap((path) => namesIn(readFileSync(join(root, path), 'utf8')));
const named = new Set(names.flatMap(idsOf));
const known = new Set(DUTIES.map(({ id }) => id));

describe('the mission', () => {
  it('reads the names of the tests', () => {
    expect(names.length).to.be.above(50);
    expect(named.size).to.be.above(5);
  });

  it('lists each duty once', () => {
    expect(known.size).to.equal(DUTIES.length);
  });

  for (const { id, says } of DUTIES.filter(({ done }) => done)) {
    it(`${id} is claimed done (${says}), and a test names it`, () => {
      expect([...named], id).to.include(id);
    });
  }

  it('a test names no duty that does not exist', () => {
    expect([...named].filter((id) => !known.has(id) && !isWhole(id))).to.deep.equal([]);
  });

  it('understands the ways in which a name gives ids', () => {
    expect(idsOf('G1a: not before approval')).to.deep.equal(['G1a']);
    expect(idsOf('G1c, G1d: both')).to.deep.equal(['G1c', 'G1d']);
    expect(idsOf('G3g-h: a range')).to.deep.equal(['G3g', 'G3h']);
    expect(idsOf('G1a-c: a range')).to.deep.equal(['G1a', 'G1b', 'G1c']);
    expect(idsOf('says: nothing')).to.deep.equal([]);
  });
});

/** A whole chapter may be named: `T: the catalogue is complete`, `G1`. */
function isWhole(id: string): boolean {
  return DUTIES.some((duty) => duty.id.startsWith(id)) || /^T\d+[a-h]?'?$/.test(id);
}

/** The ids of the mission in front of the colon of a test's name; other catalogues of ids (`C25`) are not ours. */
function idsOf(name: string): string[] {
  const head = /^([GTLPISOU]\d*[a-h]?(?:(?:, ?|-| and )[GTLPISOU]?\d*[a-h]?)*):/.exec(name)?.[1];
  return head ? head.split(/, ?| and /).flatMap(range) : [];
}

/** `G3g-h` is two ids. */
function range(part: string): string[] {
  const [from = '', to] = part.split('-');
  if (!to) return [from];
  if (!/^[a-h]$/.test(to)) return [from, to];
  const letters = 'abcdefgh';
  const chapter = from.slice(0, -1);
  return [...letters.slice(letters.indexOf(from.slice(-1)), letters.indexOf(to) + 1)].map(
    (letter) => chapter + letter,
  );
}

function namesIn(text: string): string[] {
  const called =
    /\b(?:it|describe)(?:\.only)?\(\s*(?:'((?:\\.|[^'\\])*)'|"((?:\\.|[^"\\])*)"|`((?:\\.|[^`\\])*)`)/g;
  return [...text.matchAll(called)].map(([, one, two, three]) => one ?? two ?? three ?? '');
}
