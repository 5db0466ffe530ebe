// The rules of audits, pure: weights, what lacks a reason, ties that count, results, samples that anybody draws again, the calendar file.
import { expect } from 'chai';
import { icsOf } from '../../server/audits/rules/calendar.ts';
import { barring, keyOfTie, shared, uncovered, type Tie } from '../../server/audits/rules/independence.ts';
import {
  frequencyFor,
  lineProblem,
  notAudited,
  suggested,
  unargued,
  weightOf,
  type Factors,
} from '../../server/audits/rules/programme.ts';
import { drawn, generator, itemsOf } from '../../server/audits/rules/sampling.ts';
import {
  asksAnswer,
  AUDIT_STATES,
  auditCode,
  findingCode,
  GRADES,
  isNonconformity,
  mayBecome,
  resultProblem,
  signingProblem,
} from '../../server/audits/rules/states.ts';
import { isQualified } from '../../server/audits/independence/checking.ts';

const factors = (state: number, importance: number, results: number, actions: number): Factors => ({ state, importance, results, actions }); // prettier-ignore
const NO_REASONS = { state: '', importance: '', results: '', actions: '' };
const TIE: Tie = { kind: 'wrote', process: 'D02.03', record: 'IN-1 v. 1', href: null, from: '2025-03-10', until: '2025-03-10' }; // prettier-ignore

describe('audits: rules', () => {
  it('G14: a process is weighed by state, importance, earlier results and open actions', () => {
    const none = { inForce: 3, overdue: 0, onTheirWay: 0 };
    const table = [
      [{ kind: 'mission', documents: none, lastResult: 'none', openActions: 0 }, factors(2, 5, 1, 1)],
      [{ kind: 'support', documents: { ...none, overdue: 1 }, lastResult: 'major', openActions: 2 }, factors(4, 3, 5, 3)],
      [{ kind: 'strategic', documents: { ...none, inForce: 0 }, lastResult: null, openActions: 9 }, factors(5, 4, 4, 5)],
      [{ kind: null, documents: { ...none, onTheirWay: 1 }, lastResult: 'observation', openActions: 0 }, factors(3, 3, 3, 1)],
    ] as const;
    for (const [standing, wanted] of table) expect(suggested(standing)).to.deep.equal(wanted);
    expect(weightOf(factors(5, 4, 4, 5))).to.equal(18);
  }); // prettier-ignore

  it('G14: from a weight of 15 a process is audited twice a year, and every process at least once (O7)', () => {
    for (let weight = 4; weight <= 20; weight += 1)
      expect(frequencyFor(weight)).to.equal(weight < 15 ? 1 : 2);
    const heavy = { factors: factors(5, 5, 4, 1), months: [3], why: '' };
    expect(lineProblem(heavy)).to.equal('audits.programme.why_fewer');
    expect(lineProblem({ ...heavy, months: [] })).to.equal('audits.programme.why_none');
    expect(lineProblem({ ...heavy, months: [], why: 'Se auditó en diciembre' })).to.equal(null);
    expect(lineProblem({ ...heavy, months: [3, 8] })).to.equal(null);
    expect(notAudited([{ months: [1] }, { months: [] }])).to.deep.equal([{ months: [] }]);
  });

  it('G14: a factor that differs from what the records suggest is argued', () => {
    const [given, proposed] = [factors(2, 5, 1, 1), factors(2, 4, 1, 3)];
    expect(unargued(given, proposed, NO_REASONS)).to.deep.equal(['importance', 'actions']);
    expect(unargued(given, proposed, { ...NO_REASONS, importance: 'Cambió la ley', actions: 'Ya cerraron' })).to.deep.equal([]); // prettier-ignore
  });

  it('G14: a tie bars while it goes on and for the look-back after it ended, to the day', () => {
    expect(barring([TIE], '2027-03-10', 24)).to.have.length(1);
    expect(barring([TIE], '2027-03-11', 24)).to.have.length(0);
    expect(barring([{ ...TIE, until: null }], '2040-01-01', 24)).to.have.length(1);
    expect(barring([{ ...TIE, from: '2027-04-01', until: null }], '2027-03-11', 24), 'still to come').to.have.length(0); // prettier-ignore
    expect(barring([TIE], '2025-03-10', 0)).to.have.length(1);
  });

  it('G14: an exception covers the ties that it was granted for and no other', () => {
    const later = { ...TIE, record: 'IN-1 v. 2' };
    expect(uncovered([TIE, later], [keyOfTie(TIE)])).to.deep.equal([later]);
  });

  it('G14: two stretches of days share what lies in both', () => {
    expect(shared({ from: '2025-01-01', until: null }, { from: '2025-06-01', until: '2025-07-01' })).to.deep.equal({ from: '2025-06-01', until: '2025-07-01' }); // prettier-ignore
    expect(shared({ from: '2025-01-01', until: '2025-05-31' }, { from: '2025-06-01', until: null })).to.equal(
      null,
    );
    expect(shared({ from: '2025-01-01', until: '2025-06-01' }, { from: '2025-06-01', until: null })).to.deep.equal({ from: '2025-06-01', until: '2025-06-01' }); // prettier-ignore
  });

  it('G14: a lead auditor needs that level, each needs a day within the validity and every set of criteria', () => {
    const held = { level: 'auditor' as const, criteria: ['a', 'b'], from: '2026-01-01', until: '2026-12-31', withdrawn: null };
    const day = '2026-06-01';
    expect(isQualified([held], 'auditor', ['a'], day)).to.equal(true);
    expect(isQualified([held], 'lead', ['a'], day)).to.equal(false);
    expect(isQualified([held, { ...held, level: 'lead', criteria: ['c'] }], 'auditor', ['a', 'c'], day)).to.equal(true);
    expect(isQualified([held], 'auditor', ['c'], day)).to.equal(false);
    expect(isQualified([held], 'auditor', ['a'], '2027-01-01')).to.equal(false);
    expect(isQualified([{ ...held, withdrawn: { id: '', name: '', position: null, at: new Date(0), reason: '' } }], 'auditor', ['a'], day)).to.equal(false);
  }); // prettier-ignore

  it('G14: what does not conform is shown by evidence, and what does not apply says why', () => {
    const bare = { evidence: '', photos: 0, note: '' };
    expect(resultProblem('nonconforming', bare)).to.equal('evidence');
    expect(resultProblem('observation', bare)).to.equal('evidence');
    expect(resultProblem('observation', { ...bare, photos: 1 })).to.equal(null);
    expect(resultProblem('not_applicable', bare)).to.equal('note');
    expect(resultProblem('conforming', bare)).to.equal(null);
    expect(resultProblem(null, bare), 'blank again').to.equal(null);
  });

  it('G14: the findings are signed when no line is blank and each line that fails has its finding', () => {
    const whole = { lines: 10, blanks: 0, failing: 2, withFinding: 2 };
    expect(signingProblem(whole)).to.equal(null);
    expect(signingProblem({ ...whole, blanks: 1 })?.key).to.equal('audits.refusal.blanks');
    expect(signingProblem({ ...whole, withFinding: 1 })).to.deep.equal({ key: 'audits.refusal.line_without_finding', count: 1 }); // prettier-ignore
    expect(signingProblem({ ...whole, lines: 0 })?.key).to.equal('audits.refusal.no_lines');
  });

  it('G14: an audit goes from plan to report and nowhere else', () => {
    const steps = AUDIT_STATES.flatMap((from) => AUDIT_STATES.filter((to) => mayBecome(from, to)).map((to) => `${from} ${to}`)); // prettier-ignore
    expect(steps).to.deep.equal([
      'planned proposed', 'planned cancelled', 'proposed planned', 'proposed accepted', 'proposed cancelled',
      'accepted planned', 'accepted in_progress', 'accepted cancelled', 'in_progress signed', 'in_progress cancelled', 'signed closed',
    ]); // prettier-ignore
    expect(GRADES.filter(isNonconformity)).to.deep.equal(['major', 'minor']);
    expect(GRADES.filter(asksAnswer)).to.deep.equal(['major', 'minor', 'observation']);
    expect([auditCode(2026, 7), findingCode('AUD-2026-007', 3)]).to.deep.equal([
      'AUD-2026-007',
      'AUD-2026-007-H03',
    ]);
  });

  it('G14: a seed always draws the same sample, for ever', () => {
    // Known values: whoever changes the generator changes what signed audits drew.
    expect(drawn('random', 120, 8, 'AUD-2026-001-1')).to.deep.equal(KNOWN.random);
    expect(drawn('systematic', 120, 8, 'AUD-2026-001-1')).to.deep.equal(KNOWN.systematic);
    expect(drawn('random', 120, 8, 'AUD-2026-001-2')).not.to.deep.equal(KNOWN.random);
  });

  it('G14: a sample has distinct items of the population, in order, and each as likely as any other', () => {
    const counts = Array.from({ length: 20 }, () => 0);
    for (let seed = 0; seed < 2_000; seed += 1) {
      const sample = drawn('random', 20, 5, String(seed));
      expect(new Set(sample).size).to.equal(5);
      expect(sample).to.deep.equal(sample.toSorted((a, b) => a - b));
      for (const place of sample) counts[place - 1] = (counts[place - 1] ?? 0) + 1;
    }
    // 500 expected, a standard deviation of about 19: five of them on either side.
    for (const count of counts) expect(count).to.be.within(403, 597);
    const steps = drawn('systematic', 100, 10, 'x');
    expect(steps.slice(1).map((place, index) => place - (steps[index] ?? 0))).to.deep.equal(Array.from({ length: 9 }, () => 10)); // prettier-ignore
    expect(drawn('random', 3, 9, 'x')).to.deep.equal([1, 2, 3]);
    const next = generator('x');
    for (let i = 0; i < 100; i += 1) expect(next()).to.be.within(0, 1);
    expect(itemsOf(' a \n\n b\n')).to.deep.equal(['a', 'b']);
  });

  it('G14: the calendar file has whole days, escaped words and no line over 75 octets', () => {
    const title =
      'Auditoría prevista: D02.03 Apoyar la gestión de los planes, con visitas; y más cosas que decir';
    const text = icsOf('PAA-2026', [{ uid: 'a@vigente', from: '2026-02-01', until: '2026-02-28', title, description: '', url: '' }], new Date('2026-01-02T03:04:05Z')); // prettier-ignore
    expect(text).to.contain('DTSTART;VALUE=DATE:20260201\r\nDTEND;VALUE=DATE:20260301\r\n');
    expect(text).to.contain('DTSTAMP:20260102T030405Z');
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).to.be.at.most(75);
    expect(text.replaceAll('\r\n ', '')).to.contain('planes\\, con visitas\\; y más');
  });
});

/** Computed by another program from the description in the rule's own words. */
const KNOWN = {
  random: [19, 22, 27, 30, 34, 52, 74, 78],
  systematic: [3, 18, 33, 48, 63, 78, 93, 108],
};
