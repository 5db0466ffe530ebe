// The gap between two sets: a new edition of one, and two norms that are held side by side.
import { expect } from 'chai';
import {
  clauseSets,
  declareClauseSet,
  declareMappings,
  setById,
  withdrawClauseSet,
} from '../../server/requirements/catalogue/index.ts';
import type { Clause, ClauseSet } from '../../server/requirements/catalogue/clause.ts';
import { gapBetween, type Gap } from '../../server/requirements/gaps.ts';
import { agentFor, testApp } from '../support/app.ts';
import { textOf } from '../support/pages.ts';
import { makePeople } from '../support/people.ts';

const specification = setById('technical-specification')!;
const iso = setById('iso-9001-2015')!;

/** A made-up later edition: 9.2.1 says it otherwise, 10.3 is gone, 6.4 is new, 4.1 became 4.0, the rest is as it was. */
function laterEdition(): ClauseSet {
  const id = 'iso-9001-test';
  const clauses = iso.clauses.flatMap((clause): Clause[] => {
    if (clause.code === '10.3') return [];
    const own = { ...clause, set: id, id: clause.id.replace('2015', 'test'), parent: clause.parent?.replace('2015', 'test') ?? null };
    if (clause.code === '9.2.1') return [{ ...own, text: { es: 'Se audita con más frecuencia.', en: 'Audits are more frequent.' } }];
    if (clause.code === '4.1') return [{ ...own, id: 'ISO9001-test-4.0', code: '4.0' }];
    return [own];
  }); // prettier-ignore
  const added = { ...clauses.find(({ code }) => code === '6.3')!, id: 'ISO9001-test-6.4', code: '6.4' };
  return { ...iso, id, edition: 'de prueba', clauses: [...clauses, added] };
}

const changeOf = (gap: Gap, code: string) => gap.rows.find(({ clause }) => clause.code === code);

describe('the gap between sets of requirements', () => {
  const later = laterEdition();
  before(() => {
    declareClauseSet(later);
    declareMappings([['ISO9001-test-4.0', 'ISO9001-2015-4.1']]);
  });
  after(() => withdrawClauseSet(later.id));

  it('T: a new edition leaves a gap report: what is new, changed and gone, and what carries over', () => {
    const gap = gapBetween(iso, later);
    expect(gap.areEditions).to.equal(true);
    expect(changeOf(gap, '9.2.1')).to.include({ change: 'changed', carries: 'evidence' });
    expect(changeOf(gap, '6.4')).to.include({ change: 'new', carries: 'nothing' });
    expect(changeOf(gap, '7.2')).to.include({ change: 'same', carries: 'state' });
    expect(gap.gone.map(({ code }) => code)).to.deep.equal(['10.3']);
  });

  it('T: a clause that moved keeps its evidence through the mapping, and is judged again', () => {
    const moved = changeOf(gapBetween(iso, later), '4.0');
    expect(moved).to.include({ change: 'changed', carries: 'evidence' });
    expect(moved?.from.map(({ code }) => code)).to.deep.equal(['4.1']);
  });

  it('O2: between two norms it says which clauses have no counterpart, both ways', () => {
    const gap = gapBetween(iso, specification);
    expect(gap.areEditions).to.equal(false);
    expect(changeOf(gap, 'G14.1')?.from.map(({ code }) => code)).to.deep.equal(['9.2.1']);
    expect(changeOf(gap, 'G13.1')).to.include({ change: 'mapped', carries: 'evidence' });
    expect(changeOf(gap, "T67c'")).to.include({ change: 'new' });
    expect(gap.gone.map(({ code }) => code))
      .to.include('8.3.3')
      .and.not.to.include('7.5.3.1');
    const back = gapBetween(specification, iso);
    expect(changeOf(back, '8.3.3')).to.include({ change: 'new' });
    expect(changeOf(back, '7.5.3.1')?.from.map(({ id }) => id)).to.deep.equal(['G1d']);
    expect(back.gone.map(({ id }) => id))
      .to.include('T15')
      .and.not.to.include('G2a');
  });

  it('O2: every clause of G1-G14 has its counterpart in ISO 9001, and every section one in MIPG', () => {
    const toIso = gapBetween(iso, specification).rows.filter(({ clause }) => clause.id.startsWith('G'));
    expect(toIso.filter(({ change }) => change !== 'mapped').map(({ clause }) => clause.id)).to.deep.equal(
      [],
    );
    const mipg = gapBetween(setById('mipg-4')!, specification).rows.filter(({ clause }) => clause.id.startsWith('G')); // prettier-ignore
    expect(mipg.filter(({ change }) => change === 'new').map(({ clause }) => clause.id)).to.deep.equal([]);
  });

  it('refuses a set or a mapping that does not hold together', () => {
    expect(() => declareClauseSet(later)).to.throw('exists already');
    expect(() => declareMappings([['G1', 'G99']])).to.throw('G99');
  });

  it('T: the page opens on two editions where there are two, and takes any other two', async () => {
    await testApp();
    const people = await makePeople();
    const agent = await agentFor(people.auditor);
    const read = async (query: string) => textOf((await agent.get(`/requisitos/brechas${query}`).expect(200)).text);
    expect(await read('')).to.contain('10.3').and.to.contain('Se audita con más frecuencia').and.to.contain('Ya no se piden');
    expect(await read('?de=iso-9001-2015&a=technical-specification')).to.contain('8.3.3').and.to.contain('ayuda de lectura');
    expect(await read('?de=mipg-4&a=mipg-4')).to.contain('Elija dos conjuntos distintos');
  }); // prettier-ignore

  it('leaves the catalogue as it was when the edition is withdrawn', () => {
    withdrawClauseSet(later.id);
    expect(clauseSets.map(({ id }) => id)).to.deep.equal(['technical-specification', 'iso-9001-2015', 'mipg-4']); // prettier-ignore
    declareClauseSet(later);
  });
});
