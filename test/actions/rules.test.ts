// Rules of the loop in tables: states, risk, days, closing, reminders, Pareto, drawings (G11, G12).
import { expect } from 'chai';
import { fishbone } from '../../server/actions/drawing/fishbone.ts';
import { whyChain } from '../../server/actions/drawing/whys.ts';
import { newCycle } from '../../server/actions/nonconformity.ts';
import { closingProblems } from '../../server/actions/rules/closing.ts';
import { nextDue, planDue } from '../../server/actions/rules/dates.ts';
import { paretoOf } from '../../server/actions/rules/pareto.ts';
import { reminderOn } from '../../server/actions/rules/reminding.ts';
import { levelOf, mustAct } from '../../server/actions/rules/risk.ts';
import { codeOf, mayBecome, OPEN, STATES, type State } from '../../server/actions/rules/states.ts';
import { addDays } from '../../server/platform/clock.ts';

describe('actions: rules', () => {
  it('a state leads only where the loop goes', () => {
    const leads = (from: State): State[] => STATES.filter((to) => mayBecome(from, to));
    expect(leads('opened')).to.deep.equal(['analysing', 'annulled']);
    expect(leads('judging')).to.deep.equal(['judging', 'planning', 'verifying', 'annulled']);
    expect(leads('acting')).to.deep.equal(['verifying']);
    expect(leads('verifying')).to.deep.equal(['analysing', 'verified']);
    expect(leads('closed')).to.deep.equal(['analysing']);
    expect(leads('annulled')).to.deep.equal([]);
    expect(OPEN.filter((one) => mayBecome(one, 'closed'))).to.deep.equal(['verified']);
  });

  it('codes are three digits at least', () => {
    expect(codeOf('potential', 2026, 7)).to.equal('NCP-2026-007');
    expect(codeOf('correction', 2027, 1234)).to.equal('CO-2027-1234');
  });

  it('G11b: risk is probability by impact, and what is high or major must be acted upon', () => {
    expect([levelOf(1, 4), levelOf(2, 3), levelOf(3, 4), levelOf(4, 4), levelOf(5, 5)]).to.deep.equal([
      'low', 'medium', 'medium', 'high', 'high',
    ]); // prettier-ignore
    expect([
      mustAct('high', 'minor'),
      mustAct('low', 'major'),
      mustAct('medium', 'minor'),
    ]).to.deep.equal(['high_risk', 'major', null]); // prettier-ignore
  });

  it('the plan is owed in working days, the sooner the weightier', () => {
    expect(planDue('major', '2026-03-27')).to.equal('2026-04-14');
    expect(planDue('minor', '2026-11-20')).to.equal('2026-12-21');
    expect(planDue('major', '2026-11-20', new Set(['2026-11-23']))).to.equal('2026-12-07');
  });

  it('the next day is that of the plan, of the first open action, of the verification, of the closing', () => {
    const of = (state: State): string | null =>
      nextDue({ state, planDue: '2026-01-10', verifyNotBefore: '2026-05-01', actions: ['2026-03-03', '2026-02-02'], verifiedOn: '2026-05-08' }); // prettier-ignore
    expect(STATES.map(of)).to.deep.equal([
      '2026-01-10', '2026-01-10', '2026-01-10', '2026-01-10', '2026-02-02', '2026-05-31', '2026-05-15', null, null,
    ]); // prettier-ignore
  });

  it('a cycle in which nothing was done lacks all but what it cannot lack', () => {
    const empty = newCycle(1, { began: null, cause: 'first', reason: '' });
    expect(closingProblems([empty], [])).to.deep.equal([
      'no_cause',
      'no_need',
      'no_evidence',
      'no_verification',
    ]);
  });

  it('reminds seven days and one day before, the day after, and every week', () => {
    const due = '2026-03-10';
    const days: string[] = [];
    let last: string | null = null;
    for (let day = '2026-02-20'; day <= '2026-04-05'; day = addDays(day, 1)) {
      const told = reminderOn(due, last, day);
      if (!told) continue;
      days.push(`${day} ${told.height}`);
      last = day;
    }
    expect(days).to.deep.equal([
      '2026-03-03 1', '2026-03-09 1', '2026-03-11 1', '2026-03-18 2', '2026-03-25 3', '2026-04-01 3',
    ]); // prettier-ignore
  });

  it('a job that slept says it when it wakes, once, and at the height of that day', () => {
    expect(reminderOn('2026-03-10', null, '2026-03-27')).to.deep.equal({ height: 3, overdue: 17 });
    expect(reminderOn('2026-03-10', '2026-03-27', '2026-03-27')).to.equal(null);
    expect(reminderOn('2026-03-10', '2026-03-03', '2026-03-03')).to.equal(null);
    expect(reminderOn('2026-03-10', '2026-03-17', '2026-03-18')).to.deep.equal({ height: 2, overdue: 8 });
  });

  it('G12b: Pareto adds up to the whole', () => {
    const rows = paretoOf([{ count: 6 }, { count: 3 }, { count: 1 }]);
    expect(rows.map((one) => Math.round(one.cumulative * 100))).to.deep.equal([60, 90, 100]);
    expect(paretoOf([])).to.deep.equal([]);
  });

  it('G12b: the fishbone draws each family with causes once, and says it in words', () => {
    const bones = [
      { name: 'Método', causes: ['No se programa', 'No hay fecha límite'] },
      { name: 'Personas', causes: [] },
      { name: 'Entorno', causes: ['Vías cerradas & lluvia'] },
    ];
    const svg = fishbone(bones, 'Visitas tardías', 'Causas');
    expect(svg).to.match(/^<svg /).and.to.include('<title');
    expect(svg.match(/>Método</g)).to.have.length(1);
    expect(svg).to.not.include('>Personas<');
    expect(svg).to.include('Visitas tardías. Método: No se programa; No hay fecha límite. Entorno: Vías cerradas &amp; lluvia');
    expect(svg).to.not.match(/NaN|Infinity|style=/);
  }); // prettier-ignore

  it('G12b: the whys lead from what happened to the root', () => {
    const svg = whyChain('Visitas tardías', ['No había vehículo'], 'No se acuerda', { title: 'Porqués', ask: '¿Por qué?' }); // prettier-ignore
    expect(svg).to.include('Visitas tardías → ¿Por qué?: No había vehículo');
    expect(svg).to.include('No había vehículo → No se acuerda');
  });
});
