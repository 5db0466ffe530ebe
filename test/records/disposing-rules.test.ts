// When a unit may be transferred or eliminated, as tables.
import { expect } from 'chai';
import type { AppError } from '../../server/platform/errors.ts';
import {
  mustBeDisposable,
  mustBeHeard,
  mustBeTransferable,
  startedBefore,
  type Held,
} from '../../server/records/disposing/rules.ts';

/** Closed on 2020-03-10: two years in management, three in the central archive, then eliminated. */
const HELD: Held = {
  code: 'EXP-2020-0001', series: '140.40', management: 2, central: 3, disposition: 'E', from: '2020-03-10', isTransferred: true,
}; // prettier-ignore

describe('records: rules of transfer and disposal', () => {
  const CASES: readonly (readonly [what: string, changes: Partial<Held>, asOf: string, says: string])[] = [
    ['an E series on the day after its time', {}, '2025-03-11', ''],
    ['an E series on the last day of its time', {}, '2025-03-10', 'too_early'],
    ['a CT series a century later', { disposition: 'CT' }, '2125-01-01', 'kept'],
    ['an S series a century later', { disposition: 'S' }, '2125-01-01', 'kept'],
    ['an M/D series a century later', { disposition: 'MD' }, '2125-01-01', 'kept'],
    ['a series without years in the central archive decided', { central: null }, '2125-01-01', 'pending'],
    ['a series without a disposition', { disposition: null }, '2125-01-01', 'pending'],
    ['an open expediente', { from: null }, '2125-01-01', 'open'],
    ['what never reached the central archive', { isTransferred: false }, '2025-03-11', 'not_transferred'],
    ['a series that skips the central archive', { central: 0, isTransferred: false }, '2022-03-11', ''],
  ];
  for (const [what, changes, asOf, says] of CASES)
    it(`S6: ${what} ${says ? `is refused (${says})` : 'may be eliminated'}`, () => {
      expect(refusal(() => mustBeDisposable({ ...HELD, ...changes }, asOf))).to.equal(says);
    });

  it('S6: a unit goes to the central archive after its last day in management, not on it', () => {
    const held = { ...HELD, isTransferred: false };
    expect(refusal(() => mustBeTransferable(held, '2022-03-10'))).to.equal('transfer_early');
    expect(refusal(() => mustBeTransferable(held, '2022-03-11'))).to.equal('');
    expect(refusal(() => mustBeTransferable({ ...held, from: null }, '2122-03-11'))).to.equal('open');
  });

  it('S6: the content goes after the last day of publication and once everything was answered', () => {
    expect(refusal(() => mustBeHeard('2026-06-30', '2026-06-30', 0))).to.equal('still_published');
    expect(refusal(() => mustBeHeard('2026-06-30', '2026-07-01', 1))).to.equal('unanswered');
    expect(refusal(() => mustBeHeard('2026-06-30', '2026-07-01', 0))).to.equal('');
  });

  it('the due list asks for what began before its term', () => {
    expect(startedBefore('2025-03-11', 5)).to.equal('2020-03-11');
    expect(startedBefore('2025-03-10', 5) > HELD.from!).to.equal(false);
  });
});

function refusal(work: () => void): string {
  try {
    work();
    return '';
  } catch (error) {
    return (error as AppError).key.replace('records.disposal.refusal.', '');
  }
}
