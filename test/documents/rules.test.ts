// The rules of document control as tables: states, routes, codes, labels, dates (G1a, G1b, G1c).
import { expect } from 'chai';
import {
  codeFrom,
  CODE,
  favourable,
  isStepDone,
  mayBecome,
  nextLabel,
  nextReview,
  numbersUsed,
  OPEN_STATES,
  routeProblem,
  stateOfStep,
  VERSION_STATES,
  type Decision,
  type Participant,
  type Step,
} from '../../server/documents/rules.ts';

const person = (id: string): Participant => ({ kind: 'person', id, name: id });
const step = (stage: Step['stage'], needs: number, ...participants: Participant[]): Step => ({
  stage,
  needs,
  participants,
});
const decision = (who: string, changes: Partial<Decision> = {}): Decision => ({
  cycle: 1,
  step: 0,
  stage: 'review',
  verdict: 'favourable',
  person: who,
  name: who,
  position: null,
  acting: false,
  at: new Date(0),
  sha256: '',
  comment: '',
  speaksFor: [`person:${who}`],
  ...changes,
});

describe('documents: rules', () => {
  it('G1a: a version goes only from state to state as the acts allow', () => {
    const allowed = VERSION_STATES.flatMap((from) =>
      VERSION_STATES.filter((to) => mayBecome(from, to)).map((to) => `${from} ${to}`),
    );
    expect(allowed).to.deep.equal([
      'draft in_review', 'draft in_approval', 'draft discarded',
      'in_review draft', 'in_review in_approval',
      'in_approval draft', 'in_approval approved',
      'approved draft', 'approved issued',
      'issued approved', 'issued in_force',
      'in_force obsolete',
      'adopting in_force', 'adopting discarded',
    ]); // prettier-ignore
  });

  it('G1g: obsolete and discarded versions go nowhere, and only versions on their way are open', () => {
    expect(VERSION_STATES.filter((from) => !VERSION_STATES.some((to) => mayBecome(from, to)))).to.deep.equal(['obsolete', 'discarded']); // prettier-ignore
    expect(OPEN_STATES).to.not.include.members(['in_force', 'obsolete', 'discarded']);
  });

  it('a step is done by all its participants, or by as many people as it needs', () => {
    const [ana, luis, eva] = [person('ana'), person('luis'), person('eva')];
    const office: Participant = { kind: 'role', id: 'quality', name: 'Oficina' };
    const asOffice = (who: string) => decision(who, { speaksFor: ['role:quality'] });
    const table: [Step, Decision[], boolean][] = [
      [step('review', 0, ana, luis), [decision('ana')], false],
      [step('review', 0, ana, luis), [decision('ana'), decision('luis')], true],
      [step('review', 2, ana, luis, eva), [decision('ana')], false],
      [step('review', 2, ana, luis, eva), [decision('ana'), decision('ana')], false],
      [step('review', 2, ana, luis, eva), [decision('eva'), decision('luis')], true],
      [step('review', 0, office), [asOffice('luis')], true],
      [step('review', 2, office), [asOffice('luis')], false],
      [step('review', 2, office), [asOffice('luis'), asOffice('ana')], true],
      [
        step('review', 0, ana, office),
        [decision('ana', { speaksFor: ['person:ana', 'role:quality'] })],
        true,
      ],
    ];
    for (const [one, given, done] of table) expect(isStepDone(one, given)).to.equal(done);
  });

  it('only favourable decisions of this cycle and this step count', () => {
    const all = [decision('ana'), decision('luis', { cycle: 2 }), decision('eva', { step: 1 }), decision('sol', { verdict: 'returned' })]; // prettier-ignore
    expect(favourable(all, 1, 0).map((one) => one.person)).to.deep.equal(['ana']);
  });

  it('the state follows from the step that is due', () => {
    expect([stateOfStep(step('review', 1)), stateOfStep(step('approval', 1)), stateOfStep(undefined)]).to.deep.equal(['in_review', 'in_approval', 'approved']); // prettier-ignore
  });

  it('G1a: a route ends in an approval, has somebody in each step and asks no more than it names', () => {
    const [ana, luis] = [person('ana'), person('luis')];
    const office: Participant = { kind: 'role', id: 'quality', name: 'Oficina' };
    const table: [Step[], string | null][] = [
      [[], 'route_without_approval'],
      [[step('review', 1, ana)], 'route_without_approval'],
      [[step('approval', 1, ana)], null],
      [[step('review', 1, ana), step('approval', 1, luis)], null],
      [[step('approval', 1, ana), step('review', 1, luis)], 'route_order'],
      [[step('review', 1), step('approval', 1, luis)], 'route_empty_step'],
      [[step('approval', 3, ana, luis)], 'route_needs'],
      [[step('approval', 3, office)], null],
    ];
    for (const [route, problem] of table)
      expect(routeProblem(route)).to.equal(problem && `documents.types.${problem}`);
  });

  it('G1c: codes follow the pattern of their type, and the numbers in use are read back from them', () => {
    const parts = { process: 'D02', type: 'PR' };
    expect(codeFrom('{process}-{type}-{nn}', { ...parts, number: 7 })).to.equal('D02-PR-07');
    expect(codeFrom('{type}{nnn}', { ...parts, number: 12 })).to.equal('PR012');
    expect(codeFrom('{n}-{type}', { ...parts, number: 1234 })).to.equal('1234-PR');
    expect(codeFrom('{type}', { ...parts, number: 1 })).to.equal(null);
    const codes = [
      'D02-PR-01',
      'D02-PR-007',
      'D02-IN-09',
      'D02-PR-',
      'D02-PR-1A',
      'D02.03-PR-05',
      'D02-PR-123',
    ];
    expect(numbersUsed('{process}-{type}-{nn}', parts, codes)).to.deep.equal([1, 7, 123]);
  });

  it('takes a code of capitals, digits, dots and hyphens alone', () => {
    for (const code of ['PR-01', 'GED-EDU-PR-S1-05', 'D02.03', 'SE-GO-P03', 'ÑU_1'])
      expect(code).to.match(CODE);
    for (const code of ['', 'A', 'pr-01', 'PR 01', '-PR', 'PR/01', 'X'.repeat(41)])
      expect(code).to.not.match(CODE);
  });

  it('the next label keeps the style of the entity', () => {
    const table = [[null, '1'], ['1', '2'], ['04', '05'], ['002', '003'], ['9', '10'], ['099', '100'], ['v1.9', 'v1.10'], ['A', 'A-2']] as const; // prettier-ignore
    for (const [label, next] of table) expect(nextLabel(label)).to.equal(next);
  });

  it('G1b: the next review falls the months of the type after the date of effect', () => {
    expect(nextReview('2026-01-31', 1)).to.equal('2026-02-28');
    expect(nextReview('2024-02-29', 24)).to.equal('2026-02-28');
  });
});
