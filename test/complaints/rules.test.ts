// The statutory clock: the vectors of the law, an independent computation over 2025-2030 in four time zones, suspension and extension (G13).
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'chai';
import { addDays, isWorkingDay } from '../../server/platform/clock.ts';
import {
  begun,
  completionDeadline,
  copiesDue,
  counted,
  dueOf,
  extended,
  latestExtension,
  legalDay,
  nearness,
  recounted,
  reclassified,
  resumed,
  suspended,
  usedDays,
} from '../../server/complaints/rules/clock.ts';
import { reachOn } from '../../server/complaints/rules/reminding.ts';
import { codeOf, isPossible, mustBeAnother, STATES } from '../../server/complaints/rules/states.ts';
import { FIRST_TABLE, KINDS, mustBeSound, tableOn, termOf } from '../../server/complaints/rules/terms.ts';
import { businessDays, said } from './independent.ts'; // prettier-ignore

const NONE = new Set<string>();
const OFFICE = { closesAt: '17:00', moves: true };

/** The word key of a refusal; '' when the rule says yes. */
function refusal(rule: () => unknown): string {
  try {
    rule();
    return '';
  } catch (error) {
    const { key, fields } = error as { key: string; fields?: Record<string, { key: string }[]> };
    return fields ? (Object.values(fields)[0]?.[0]?.key ?? '') : key;
  }
}

describe('the statutory clock', () => {
  const VECTORS: readonly (readonly [from: string, ...dues: string[]])[] = [
    ['2025-04-11', '2025-04-22', '2025-04-29', '2025-05-07', '2025-05-28', '2025-07-14'],
    ['2025-06-20', '2025-07-01', '2025-07-08', '2025-07-15', '2025-08-05', '2025-09-18'],
    ['2026-02-28', '2026-03-06', '2026-03-13', '2026-03-20', '2026-04-15', '2026-05-29'],
    ['2026-03-27', '2026-04-07', '2026-04-14', '2026-04-21', '2026-05-13', '2026-06-30'],
    ['2026-11-20', '2026-11-27', '2026-12-04', '2026-12-14', '2027-01-06', '2027-02-18'],
    ['2026-12-18', '2026-12-28', '2027-01-05', '2027-01-13', '2027-02-03', '2027-03-17'],
  ];
  for (const [from, ...dues] of VECTORS) {
    it(`G13: of what is received on ${from}, 5, 10, 15, 30 and 60 business days end on the days of the table`, () => {
      expect([5, 10, 15, 30, 60].map((days) => begun(from, days, NONE).due)).to.deep.equal(dues);
    });
  }

  it('G13: agrees with an independent computation for every day of 2025 to 2030', () => {
    const business = businessDays();
    const wrong: string[] = [];
    for (const line of said()) {
      const [day = '', ...dues] = line.split(' ');
      const before = business.findLastIndex((one) => one <= day);
      for (const [index, days] of [5, 10, 15, 30, 60].entries())
        if (business[before + days] !== dues[index]) wrong.push(`${day} + ${days}: ${dues[index]}, not ${business[before + days]}`); // prettier-ignore
      // 22:30 UTC is 17:30 in Bogotá, after hours.
      if (dues[5] !== business[before + 1]) wrong.push(`${day} after hours: ${dues[5]}`);
    }
    expect(wrong).to.deep.equal([]);
  });

  it('G13: says the same on a server in any time zone', () => {
    const [first, ...others] = ['UTC', 'America/Bogota', 'Asia/Tokyo', 'Pacific/Kiritimati'].map((TZ) =>
      execFileSync(process.execPath, [join(import.meta.dirname, 'independent.ts')], { env: { ...process.env, TZ }, encoding: 'utf8' }),
    );
    expect(first).to.equal([...said()].join('\n'));
    for (const other of others) expect(other === first).to.equal(true);
  }).timeout(30_000); // prettier-ignore

  it('G13: a due day is never a day without work, grows with both its parts, and adds up', () => {
    let before = '';
    for (let day = '2026-01-01'; day <= '2026-12-31'; day = addDays(day, 1)) {
      const [ten, fifteen, again] = [begun(day, 10, NONE).due!, begun(day, 15, NONE).due!, begun(begun(day, 10, NONE).due!, 5, NONE).due!]; // prettier-ignore
      expect(isWorkingDay(fifteen), day).to.equal(true);
      expect(fifteen >= before && fifteen > ten, day).to.equal(true);
      expect(again, day).to.equal(fifteen);
      before = fifteen;
    }
  });

  const ARRIVALS: readonly (readonly [arrived: string, legal: string])[] = [
    ['2026-11-20T16:59:59-05:00', '2026-11-20'],
    ['2026-11-20T17:00:00-05:00', '2026-11-23'],
    ['2026-11-21T09:00:00-05:00', '2026-11-23'],
    ['2026-11-20T23:30:00-05:00', '2026-11-23'],
    ['2026-04-01T18:00:00-05:00', '2026-04-06'],
  ];
  for (const [arrived, legal] of ARRIVALS) {
    it(`G13: what arrives at ${arrived} is legally received on ${legal}`, () => {
      expect(legalDay(new Date(arrived), OFFICE, NONE)).to.equal(legal);
    });
  }

  it('G13: an office that reads it strictly counts from the day of arrival', () => {
    expect(legalDay(new Date('2026-11-21T20:00:00-05:00'), { ...OFFICE, moves: false }, NONE)).to.equal('2026-11-21'); // prettier-ignore
  });

  it('G13: a day of closure does not count, and the count keeps which ones it met', () => {
    const closed = new Set(['2026-11-27', '2026-12-30']);
    const count = begun('2026-11-20', 15, closed);
    expect([count.due, count.closures]).to.deep.equal(['2026-12-15', ['2026-11-27']]);
    expect(legalDay(new Date('2026-11-27T09:00:00-05:00'), OFFICE, closed)).to.equal('2026-11-30');
    expect(recounted(begun('2026-11-20', 15, NONE), closed)).to.include({ reason: 'recounted', due: '2026-12-15' }); // prettier-ignore
  });

  it('G13: while the petitioner completes it the clock stands still, and then the rest runs', () => {
    const asked = suspended(begun('2026-11-20', 15, NONE), '2026-11-25', NONE);
    expect(asked).to.include({ start: null, spent: 3, due: null });
    const on = resumed(asked, '2026-12-10', NONE);
    expect(on.due).to.equal('2026-12-29');
    expect(usedDays(on, '2026-12-11', NONE)).to.equal(4);
    expect(dueOf(on)).to.equal(on.due);
  });

  it('G13: another kind changes the whole term and keeps what was used', () => {
    const on = resumed(suspended(begun('2026-11-20', 15, NONE), '2026-11-25', NONE), '2026-12-10', NONE);
    expect(reclassified(on, 10, NONE)).to.include({ spent: 3, days: 10, due: '2026-12-21' });
    expect(reclassified(on, null, NONE).due).to.equal(null);
  });

  it('G13: one extension, before the term ends, on a business day, to twice the term in all at most', () => {
    const last = begun('2026-11-20', 15, NONE);
    expect(latestExtension(last, 30, NONE)).to.equal('2027-01-06');
    const extend = (due: string, today = '2026-12-14', longest: number | null = 30) => extended(last, due, longest, today, NONE); // prettier-ignore
    expect(extend('2027-01-06')).to.include({ reason: 'extended', due: '2027-01-06', days: 30 });
    expect(refusal(() => extend('2027-01-07'))).to.equal('complaints.form.extension_day');
    expect(refusal(() => extend('2026-12-14'))).to.equal('complaints.form.extension_day');
    expect(refusal(() => extend('2026-12-19'))).to.equal('complaints.form.extension_day');
    expect(refusal(() => extend('2026-12-21', '2026-12-15'))).to.equal('complaints.refusal.extension_late');
    expect(refusal(() => extend('2026-12-21', '2026-12-01', null))).to.equal('complaints.refusal.no_extension'); // prettier-ignore
  });

  it('G13: a month to complete ends on the same date, or on the next business day', () => {
    expect(completionDeadline('2026-11-24', 1, NONE)).to.equal('2026-12-24');
    expect(completionDeadline('2026-11-25', 1, NONE)).to.equal('2026-12-28');
    expect(completionDeadline('2027-01-31', 1, NONE)).to.equal('2027-03-01');
  });

  it('G13: documents left unanswered are due three business days later', () => {
    expect(copiesDue('2026-12-04', NONE)).to.equal('2026-12-10');
  });

  it('says how near a due day is', () => {
    const near = (today: string) => nearness('2026-12-14', today, NONE);
    expect(['2026-12-15', '2026-12-14', '2026-12-09', '2026-12-08', '2026-11-20'].map(near)).to.deep.equal(['late', 'soon', 'soon', 'ahead', 'ahead']); // prettier-ignore
    expect(nearness(null, '2026-12-14', NONE)).to.equal(null);
    expect(counted({ reason: 'received', start: '2026-11-20', spent: 0, days: null }, NONE).due).to.equal(null); // prettier-ignore
  });
});

describe('terms, states and reminders of complaints', () => {
  it('G13: the table that comes with the product has the terms of the law', () => {
    const days = Object.fromEntries(KINDS.map((kind) => [kind, termOf(FIRST_TABLE, kind).days]));
    expect(days).to.deep.equal({
      petition: 15, complaint: 15, claim: 15, suggestion: 15, report: 15, information: 10, consultation: 30, authority: 10, data_query: 10, data_claim: 15, compliment: null,
    }); // prettier-ignore
    expect(termOf(FIRST_TABLE, 'data_claim').longest).to.equal(23);
  });

  it('G13: a later table holds from its day on and for nothing before it', () => {
    const later = { ...FIRST_TABLE, version: 2, from: '2027-01-01' };
    expect(tableOn([FIRST_TABLE, later], '2026-12-31').version).to.equal(1);
    expect(tableOn([FIRST_TABLE, later], '2027-01-01').version).to.equal(2);
    expect(refusal(() => mustBeSound(later, '2027-01-02'))).to.equal('complaints.form.table_past');
    const short = { ...later, rows: later.rows.map((row) => ({ ...row, longest: 5 })) };
    expect(refusal(() => mustBeSound(short, '2026-01-01'))).to.equal('complaints.form.longest_short');
    expect(refusal(() => mustBeSound({ ...later, rows: later.rows.slice(1) }, '2026-01-01'))).to.equal('complaints.refusal.table_incomplete'); // prettier-ignore
  });

  it('G13: nothing is done with what has ended, but for rating an answer', () => {
    const deeds = ['classify', 'assign', 'ask', 'complete', 'extend', 'transfer', 'withdraw', 'draft', 'approve', 'send', 'prove', 'annul', 'add'] as const; // prettier-ignore
    for (const state of ['answered', 'transferred', 'withdrawn', 'annulled'] as const)
      for (const deed of deeds) expect(isPossible(state, deed), `${deed} when ${state}`).to.equal(false);
    expect(STATES.filter((state) => isPossible(state, 'rate'))).to.deep.equal(['sent', 'answered']);
    expect(STATES.filter((state) => isPossible(state, 'send'))).to.deep.equal(['approved', 'sent']);
  });

  it('G13: numbers have six digits and more, and who writes a reply does not approve it', () => {
    expect([codeOf(2026, 1), codeOf(2026, 1_234_567)]).to.deep.equal(['PQR-2026-000001', 'PQR-2026-1234567']);
    expect(refusal(() => mustBeAnother('a', 'a'))).to.equal('complaints.refusal.own_reply');
    expect(refusal(() => mustBeAnother('a', 'b'))).to.equal('');
  });

  it('G13: a term is brought to mind before, on and after its last day, higher up the later it is', () => {
    const reach = (day: string) => reachOn('2026-12-14', day, NONE);
    expect(['2026-12-04', '2026-12-07', '2026-12-09', '2026-12-11', '2026-12-14'].map(reach)).to.deep.equal(['assigned', null, 'assigned', 'assigned', 'assigned']); // prettier-ignore
    expect(['2026-12-12', '2026-12-15', '2026-12-18', '2026-12-21'].map(reach)).to.deep.equal([null, 'office', 'office', 'direction']); // prettier-ignore
  });
});
