// The pure rules of records: years that make sense, when a retention ends, what can ever be eliminated.
import { expect } from 'chai';
import { Invalid } from '../../server/platform/errors.ts';
import {
  fileCode,
  isDisposable,
  isPending,
  mustHaveHappened,
  mustNameAuthority,
  recordCode,
  retentionDates,
  retentionFaults,
  SERIES_CODE,
  type Disposition,
} from '../../server/records/rules.ts';
import { parentOf } from '../../server/records/drafting.ts';

const years = (management: number | null, central: number | null, disposition: Disposition | null) => ({
  management,
  central,
  disposition,
});

describe('rules of records', () => {
  for (const [what, retention, fields] of [
    ['ordinary years', years(2, 8, 'E'), []],
    ['pending years', years(null, null, null), []],
    ['a fraction of a year', years(1.5, 2, 'E'), ['management']],
    ['years below zero', years(2, -1, 'E'), ['central']],
    ['more years than an archive has', years(200, 8, 'CT'), ['management']],
    ['what is no number', years(Number.NaN, 2, 'E'), ['management']],
    ['an elimination without any time', years(0, 0, 'E'), ['management']],
    ['years of one archive alone', years(2, null, 'E'), ['central']],
  ] as const) {
    it(`S6: ${what}: ${fields.length === 0 ? 'taken' : `refused at ${fields.join()}`}`, () => {
      expect(retentionFaults(retention).map((one) => one.field)).to.deep.equal(fields);
    });
  }

  it('S6: only an E series whose years are decided can ever be eliminated', () => {
    expect(isDisposable(years(1, 1, 'E'))).to.equal(true);
    for (const disposition of ['CT', 'S', 'MD', null] as const)
      expect(isDisposable(years(1, 1, disposition)), String(disposition)).to.equal(false);
    expect(isDisposable(years(null, null, 'E'))).to.equal(false);
    expect(isPending(years(1, null, 'E'))).to.equal(true);
  });

  it('G2a: retention runs by calendar years from its first day; a pending one has no last day', () => {
    expect(retentionDates('2024-02-29', years(2, 3, 'E'))).to.deep.equal({
      from: '2024-02-29',
      management: '2026-02-28',
      central: '2029-02-28',
    });
    expect(retentionDates('2024-02-29', years(null, null, null)).central).to.equal(null);
  });

  it('G2b: what happened lies on or before the day of its reception', () => {
    expect(() => mustHaveHappened('2026-03-02', '2026-03-01')).to.throw(Invalid);
    expect(() => mustHaveHappened('2026-03-01', '2026-03-01')).not.to.throw();
  });

  it('G2d: a service that did not conform names the authority; the others need none', () => {
    expect(() => mustNameAuthority('nonconforming', '  ')).to.throw(Invalid);
    expect(() => mustNameAuthority('nonconforming', 'Directora de calidad')).not.to.throw();
    expect(() => mustNameAuthority('conforming', '')).not.to.throw();
    expect(() => mustNameAuthority('not_applicable', '')).not.to.throw();
  });

  it('G8: codes of one scheme, and a series above its subseries', () => {
    expect([recordCode(2026, 1), fileCode(2026, 12)]).to.deep.equal(['REG-2026-00001', 'EXP-2026-0012']);
    for (const code of ['140', '140.10', '140.10.02', 'GC-140.1']) expect(code).to.match(SERIES_CODE);
    for (const code of ['', '.10', '140..1', '140.10.2.3.4', 'a b']) expect(code).not.to.match(SERIES_CODE);
    expect([parentOf('140.10.02'), parentOf('140.10'), parentOf('140')]).to.deep.equal([
      '140.10',
      null,
      null,
    ]);
  });
});
