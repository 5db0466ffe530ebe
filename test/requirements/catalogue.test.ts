// The catalogue is whole: every clause of the specification, none invented, each with words and with whom it binds.
import { expect } from 'chai';
import { isWord } from '../../server/platform/words/index.ts';
import { MAPPINGS } from '../../server/requirements/catalogue/mappings.ts';
import {
  allClauses,
  clauseById,
  clauseSets,
  findClauses,
  partsOfClause,
  relatedTo,
} from '../../server/requirements/catalogue/index.ts';
import { SPECIFICATION_IDS } from './clause-ids.ts';

const specification = allClauses('technical-specification');

describe('the catalogue of requirements', () => {
  it('T: holds every section and part of the technical specification, none missing and none invented', () => {
    expect(specification.map((clause) => clause.id)).to.deep.equal(SPECIFICATION_IDS);
    expect(SPECIFICATION_IDS).to.have.length(185);
  });

  it('T: keeps the letters of the source, with their gap and their double', () => {
    expect(partsOfClause('T62').map((part) => part.id)).to.deep.equal([
      'T62a',
      'T62b',
      'T62d',
      'T62e',
      'T62f',
    ]);
    expect(partsOfClause('T67').map((part) => part.id)).to.deep.equal([
      'T67a',
      'T67b',
      'T67c',
      "T67c'",
      'T67d',
    ]);
  });

  it('T: G1-G14 bind everyone, T15-T60 the Ministry, T61-T72 the territorial entities', () => {
    for (const { id, binds } of specification) {
      const number = Number(/\d+/.exec(id)?.[0]);
      const expected = id.startsWith('G')
        ? ['ministry', 'territorial']
        : number <= 60
          ? ['ministry']
          : ['territorial'];
      expect(binds, id).to.deep.equal(expected);
    }
  });

  it('T: exactly T62b, T63d, T64, T65, T66c and T67c oblige to register in the system', () => {
    const registering = specification.filter((clause) => clause.registers).map((clause) => clause.id);
    expect(registering).to.deep.equal(['T62b', 'T63d', 'T64', 'T65', 'T66c', 'T67c']);
  });

  it('says every clause once, in two languages that differ, with a topic that has words', () => {
    for (const clause of allClauses()) {
      expect(clause.text.es.length, clause.id).to.be.within(3, 170);
      expect(clause.text.en.length, clause.id).to.be.within(3, 170);
      expect(clause.text.es, clause.id).not.to.equal(clause.text.en);
      expect(isWord(`requirements.topic.${clause.topic}`), clause.topic).to.equal(true);
    }
    expect(new Set(allClauses().map((clause) => clause.id)).size).to.equal(allClauses().length);
  });

  it('never leaves a part without the clause it belongs to', () => {
    for (const clause of allClauses())
      if (clause.parent) expect(clauseById(clause.parent)?.set, clause.id).to.equal(clause.set);
  });

  it('O2: has the seven dimensions and nineteen policies of MIPG, and says that they are unconfirmed', () => {
    const mipg = allClauses('mipg-4');
    expect(mipg.filter((clause) => !clause.parent)).to.have.length(7);
    expect(mipg.filter((clause) => clause.parent)).to.have.length(19);
    expect(clauseSets.find((set) => set.id === 'mipg-4')?.unconfirmed).to.equal(true);
  });

  it('maps clauses of different sets, in both directions, and never one that does not exist', () => {
    for (const [a, b] of MAPPINGS) {
      expect(clauseById(a), a).to.not.equal(undefined);
      expect(clauseById(b), b).to.not.equal(undefined);
      expect(clauseById(a)?.set).to.not.equal(clauseById(b)?.set);
    }
    expect(relatedTo('G14').map((clause) => clause.id)).to.include('ISO9001-2015-9.2');
    expect(relatedTo('ISO9001-2015-9.2').map((clause) => clause.id)).to.deep.equal(['G14']);
  });

  it('finds by code and by words without regard to case or accents', () => {
    expect(findClauses({ typed: 'g13' }, 'es').map((clause) => clause.id)).to.deep.equal(['G13', 'G13.1']);
    expect(
      findClauses(
        { typed: 'FORMACION docente', set: 'technical-specification', binds: 'territorial' },
        'es',
      ).map((clause) => clause.id),
    ).to.include('T67');
    expect(findClauses({ typed: 'T67c’' }, 'es').map((clause) => clause.id)).to.deep.equal(["T67c'"]);
    expect(findClauses({ typed: 'zzz' }, 'en')).to.deep.equal([]);
    expect(findClauses({ typed: 'formación' }, 'es').map((clause) => clause.id))
      .to.include('G5b')
      .and.not.to.include('G6a');
    expect(findClauses({ typed: '(a+)+$' }, 'es')).to.have.length.below(250);
  });
});
