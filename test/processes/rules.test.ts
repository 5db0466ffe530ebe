// Levels, kinds and codes of the process map.
import { expect } from 'chai';
import {
  CODE,
  kindFor,
  levelBelow,
  mustHaveNoActiveParts,
  mustKeepLevel,
} from '../../server/processes/rules.ts';

describe('the rules of the process map', () => {
  it('O1: goes from macroprocess to process to subprocess and no deeper', () => {
    expect(levelBelow(null)).to.equal('macroprocess');
    expect(levelBelow('macroprocess')).to.equal('process');
    expect(levelBelow('process')).to.equal('subprocess');
    expect(() => levelBelow('subprocess')).to.throw('errors.invalid');
  });

  it('asks a macroprocess for its kind and nobody else', () => {
    expect(kindFor('macroprocess', 'mission')).to.equal('mission');
    expect(() => kindFor('macroprocess', null)).to.throw('errors.invalid');
    expect(kindFor('process', 'mission')).to.equal(null);
  });

  for (const code of ['D', 'D02', 'D02.03', 'N01.05', 'SE-GO-P03', 'EDU-PR-S1-05']) {
    it(`takes ${code} as a code`, () => expect(CODE.test(code)).to.equal(true));
  }
  for (const code of ['', 'd02', 'D02.', '.D', 'D 02', 'D02/03', 'D..2', 'Ñ1', '$ne']) {
    it(`refuses «${code}» as a code`, () => expect(CODE.test(code)).to.equal(false));
  }

  it('never changes a level, nor leaves parts in use below what is not', () => {
    expect(() => mustKeepLevel('process', 'subprocess')).to.throw('processes.refusal.level_fixed');
    expect(() => mustKeepLevel('process', 'process')).not.to.throw();
    expect(() => mustHaveNoActiveParts(1)).to.throw('processes.refusal.has_parts');
    expect(() => mustHaveNoActiveParts(0)).not.to.throw();
  });
});
