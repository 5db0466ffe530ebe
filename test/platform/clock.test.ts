// Working days, holidays and Bogotá dates: the vectors of the law, and properties that hold for every date (G13).
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'chai';
import {
  addDays, addMonths, addWorkingDays, dayOf, daysBetween, holidays, isDay, isWorkingDay, now, setClock, startOf, today, workingDaysBetween, yearOf,
} from '../../server/platform/clock.ts'; // prettier-ignore

const TERMS = [5, 10, 15, 30, 60];
const VECTORS: Record<string, string[]> = {
  '2025-04-11': ['2025-04-22', '2025-04-29', '2025-05-07', '2025-05-28', '2025-07-14'],
  '2025-06-20': ['2025-07-01', '2025-07-08', '2025-07-15', '2025-08-05', '2025-09-18'],
  '2026-02-28': ['2026-03-06', '2026-03-13', '2026-03-20', '2026-04-15', '2026-05-29'],
  '2026-03-27': ['2026-04-07', '2026-04-14', '2026-04-21', '2026-05-13', '2026-06-30'],
  '2026-11-20': ['2026-11-27', '2026-12-04', '2026-12-14', '2027-01-06', '2027-02-18'],
  '2026-12-18': ['2026-12-28', '2027-01-05', '2027-01-13', '2027-02-03', '2027-03-17'],
};
const HOLIDAYS: Record<number, string> = {
  2025: '01-01 01-06 03-24 04-17 04-18 05-01 06-02 06-23 06-30 07-20 08-07 08-18 10-13 11-03 11-17 12-08 12-25',
  2026: '01-01 01-12 03-23 04-02 04-03 05-01 05-18 06-08 06-15 06-29 07-20 08-07 08-17 10-12 11-02 11-16 12-08 12-25',
  2027: '01-01 01-11 03-22 03-25 03-26 05-01 05-10 05-31 06-07 07-05 07-20 08-07 08-16 10-18 11-01 11-15 12-08 12-25',
};
const WORKING_DAYS: Record<number, number> = { 2025: 245, 2026: 243, 2027: 246 };

describe('public holidays of Colombia (Ley 51 de 1983)', () => {
  for (const [year, days] of Object.entries(HOLIDAYS)) {
    it(`${year}: the dates, and ${WORKING_DAYS[Number(year)]} working days`, () => {
      expect([...holidays(Number(year)).keys()].sort().map((day) => day.slice(5)).join(' ')).to.equal(days); // prettier-ignore
      expect(workingDaysBetween(`${Number(year) - 1}-12-31`, `${year}-12-31`)).to.equal(
        WORKING_DAYS[Number(year)],
      );
    });
  }

  it('lets two holidays share one Monday (2025-06-30)', () => {
    expect(holidays(2025).get('2025-06-30')).to.equal('peter_and_paul+sacred_heart');
  });

  it('has 18 names in every year, and none moved falls on another day than Monday', () => {
    for (let year = 1984; year <= 2100; year += 1) {
      const names = [...holidays(year).values()].flatMap((name) => name.split('+'));
      expect(new Set(names).size, String(year)).to.equal(18);
      for (const [day, name] of holidays(year))
        if (/epiphany|joseph|ascension|corpus|heart|peter|assumption|columbus|saints|cartagena/.test(name))
          expect(new Date(`${day}T00:00:00Z`).getUTCDay(), day).to.equal(1);
    }
  });
});

describe('terms in working days (Ley 4 de 1913 art. 62)', () => {
  for (const [from, due] of Object.entries(VECTORS)) {
    it(`G13: received ${from}`, () =>
      expect(TERMS.map((count) => addWorkingDays(from, count))).to.deep.equal(due));
  }

  it('is never a day off, grows with the date and the term, adds up, and counts back to the same number', () => {
    const closures = new Set(['2026-12-28', '2026-12-29', '2027-01-04']);
    for (let from = '2025-01-01'; from < '2027-12-31'; from = addDays(from, 1)) {
      const next = addDays(from, 1);
      for (const count of [1, 2, 5, 10, 15, 30, 60]) {
        const due = addWorkingDays(from, count, closures);
        expect(isWorkingDay(due, closures), `${from}+${count}`).to.equal(true);
        expect(addWorkingDays(next, count, closures) >= due).to.equal(true);
        expect(addWorkingDays(from, count + 1, closures) > due).to.equal(true);
        expect(addWorkingDays(due, 7, closures)).to.equal(addWorkingDays(from, count + 7, closures));
        expect(workingDaysBetween(from, due, closures)).to.equal(count);
      }
    }
  });

  it('a closure of the entity does not count', () => {
    expect(addWorkingDays('2026-11-20', 1, new Set(['2026-11-23']))).to.equal('2026-11-24');
  });
});

describe('dates in Bogotá', () => {
  afterEach(() => setClock(null));

  it('C34: the day changes at midnight in Bogotá, five hours after UTC', () => {
    expect(dayOf(new Date('2026-11-21T04:59:59.999Z'))).to.equal('2026-11-20');
    expect(dayOf(new Date('2026-11-21T05:00:00.000Z'))).to.equal('2026-11-21');
    expect(yearOf(new Date('2027-01-01T04:59:59.999Z'))).to.equal(2026);
    expect(yearOf(new Date('2027-01-01T05:00:00.000Z'))).to.equal(2027);
    expect(startOf('2026-11-20').toISOString()).to.equal('2026-11-20T05:00:00.000Z');
  });

  it('C35: agrees with the zone data for every day from 1994 to 2035', () => {
    const format = new Intl.DateTimeFormat('en-CA', {
      timeZone: 'America/Bogota',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    for (let at = Date.UTC(1994, 0, 1, 4, 59); at < Date.UTC(2036, 0, 1); at += 86_400_000) {
      expect(dayOf(new Date(at))).to.equal(format.format(at));
      expect(dayOf(new Date(at + 60_000))).to.equal(format.format(at + 60_000));
    }
  });

  it('C36: a day that the month lacks becomes its last one', () => {
    expect(addMonths('2026-01-31', 1)).to.equal('2026-02-28');
    expect(addMonths('2024-02-29', 60)).to.equal('2029-02-28');
    expect(addMonths('2024-01-31', 1)).to.equal('2024-02-29');
    expect(addMonths('2026-03-31', -1)).to.equal('2026-02-28');
    expect(addMonths('2026-11-20', 14)).to.equal('2028-01-20');
  });

  it('knows which texts are dates', () => {
    expect(['2024-02-29', '2026-12-31'].every(isDay)).to.equal(true);
    expect(
      [
        '2026-02-29',
        '2026-13-01',
        '2026-1-1',
        '20261120',
        '2026-11-31',
        '',
        '0000-00-00',
        '2026-11-20T00:00',
      ].some(isDay),
    ).to.equal(false);
  });

  it('counts days between dates, and can be set', () => {
    expect(daysBetween('2026-02-28', '2026-03-01')).to.equal(1);
    expect(daysBetween('2026-03-01', '2026-02-28')).to.equal(-1);
    setClock(() => new Date('2026-01-01T03:00:00Z'));
    expect([today(), now().getTime()]).to.deep.equal(['2025-12-31', Date.UTC(2026, 0, 1, 3)]);
  });

  it('C33: gives the same dates whatever the time zone of the server', () => {
    const clock = join(import.meta.dirname, '../../server/platform/clock.ts');
    const program = `
      import { addWorkingDays, addMonths, dayOf, startOf, holidays } from ${JSON.stringify(clock)};
      const from = ${JSON.stringify(Object.keys(VECTORS))};
      console.log(JSON.stringify([from.map((day) => [5, 10, 15, 30, 60].map((count) => addWorkingDays(day, count))),
        [...holidays(2025)], addMonths('2024-02-29', 60), dayOf(new Date(Date.UTC(2026, 10, 21, 4, 59))), startOf('2026-11-20')]));`;
    const answers = ['UTC', 'America/Bogota', 'Asia/Tokyo', 'Pacific/Kiritimati'].map((TZ) =>
      execFileSync(process.execPath, ['--input-type=module', '-e', program], {
        env: { ...process.env, TZ, LANG: TZ === 'UTC' ? 'C' : 'es_CO' },
        encoding: 'utf8',
      }),
    );
    expect(new Set(answers).size).to.equal(1);
    expect((JSON.parse(answers[0] ?? '[]') as unknown[])[0]).to.deep.equal(Object.values(VECTORS));
  });
});
