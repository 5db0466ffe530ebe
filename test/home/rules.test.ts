// How the start page greets, and how near a day is.
import { expect } from 'chai';
import { greetingAt, leadingRole, urgency } from '../../server/home/rules.ts';

describe('the rules of the start page', () => {
  for (const [hour, greeting] of [
    [3, 'evening'],
    [4, 'morning'],
    [11, 'morning'],
    [12, 'afternoon'],
    [17, 'afternoon'],
    [18, 'evening'],
    [23, 'evening'],
  ] as const) {
    it(`greets at ${hour} with ${greeting}`, () => expect(greetingAt(hour)).to.equal(greeting));
  }

  for (const [due, state] of [
    [null, null],
    ['2026-11-19', 'bad'],
    ['2026-11-20', 'warn'],
    ['2026-11-23', 'warn'],
    ['2026-11-24', null],
  ] as const) {
    it(`on 20 November a task due ${due ?? 'never'} is ${state ?? 'quiet'}`, () =>
      expect(urgency(due, '2026-11-20')).to.equal(state));
  }

  it('speaks to the role that decides before the one that reads', () => {
    expect(leadingRole(['reader', 'leader'])).to.equal('leader');
    expect(leadingRole(['admin', 'quality'])).to.equal('quality');
    expect(leadingRole([])).to.equal('reader');
  });
});
