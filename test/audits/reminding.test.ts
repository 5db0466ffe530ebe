// Mail about audits: the team before it begins, who owes an answer or a correction, the lead auditor of a late report; each once (G14).
import { expect } from 'chai';
import { answerFinding } from '../../server/audits/answering.ts';
import { jobs } from '../../server/audits/jobs.ts';
import { recordFinding } from '../../server/audits/recording.ts';
import { reminderDay } from '../../server/audits/rules/reminding.ts';
import { addDays, addWorkingDays, setClock, startOf, today, type Day } from '../../server/platform/clock.ts';
import { nativeCollection } from '../../server/platform/db/connection.ts';
import { runJob } from '../../server/platform/jobs/jobs.ts';
import { useMailer, mailer } from '../../server/platform/mail/current.ts';
import { anAudit, findingOf, linesOf, makeAuditOffice, mark, signNow, type Office } from './cast.ts';

const MONDAY = '2026-03-02';

describe('audits: when something is brought to mind', () => {
  const TABLE: readonly (readonly [after: number, before: readonly number[], at: number | null])[] = [
    [-8, [7, 1], null],
    [-7, [7, 1], -7],
    [-4, [7, 1], -7],
    [-1, [7, 1], -1],
    [0, [7, 1], -1],
    [0, [], null],
    [1, [7, 1], 1],
    [7, [], 1],
    [8, [], 8],
    [30, [], 29],
  ];
  for (const [after, before, at] of TABLE) {
    it(`G14: ${after} days from its day, with notice ${before.join(' and ') || 'none'}: ${at === null ? 'not yet' : `that of ${at}`}`, () => {
      const told = reminderDay(MONDAY, addDays(MONDAY, after), before);
      expect(told).to.equal(at === null ? null : addDays(MONDAY, at));
    });
  }
});

describe('audits: reminders by mail', function () {
  this.timeout(60_000);
  let office: Office;
  let seen = 0;
  before(async () => {
    onDay(MONDAY);
    office = await makeAuditOffice();
    await lettersOn(MONDAY);
  });
  after(() => setClock(null));

  it('G14: the team is reminded a week and a day before, and told when the plan was not accepted', async () => {
    const from = addDays(MONDAY, 10);
    const code = await anAudit(office, 'planned', { from, until: addDays(from, 2), agenda: [] });
    const { auditor } = office.people;
    expect(await lettersOn(addDays(from, -8))).to.deep.equal([]);
    const [first, ...others] = await lettersOn(addDays(from, -7));
    expect(others).to.deep.equal([]);
    expect(first?.to).to.deep.equal([auditor.email]);
    expect(first?.text).to.include(code).and.include('aún no ha aceptado su plan');
    expect(await lettersOn(addDays(from, -7)), 'the same day again').to.deep.equal([]);
    expect(await lettersOn(addDays(from, -5)), 'between the two').to.deep.equal([]);
    expect(await lettersOn(from), 'woken on the day itself').to.have.length(1);
    expect(await lettersOn(addDays(from, 1)), 'once it should have begun').to.deep.equal([]);
  });

  it('G14: who owes an answer is reminded until it is there, then the lead auditor and the quality office too; then of the correction', async () => {
    const { people } = office;
    const start = addDays(MONDAY, 60);
    onDay(start);
    const code = await anAudit(office, 'in_progress', { from: start, until: addDays(start, 2) });
    await examined(code);
    await signNow(code, people.auditor);
    const { code: finding, answerBy, closeBy } = await findingOf(`${code}-H01`);
    const due = answerBy ?? '';
    expect(await toldOn(addDays(due, -2), finding)).to.deep.equal([]);
    expect(await toldOn(addDays(due, -1), finding)).to.deep.equal([people.leader.email]);
    expect(await toldOn(due, finding), 'told the day before').to.deep.equal([]);
    expect(await toldOn(addDays(due, 1), finding)).to.deep.equal([people.leader.email]);
    expect(await toldOn(addDays(due, 3), finding)).to.deep.equal([]);
    expect(await toldOn(addDays(due, 8), finding)).to.have.members([
      people.leader.email,
      people.auditor.email,
    ]);
    const all = [people.leader, people.auditor, people.quality, people.quality2].map((one) => one.email);
    expect(await toldOn(addDays(due, 15), finding)).to.have.members(all);
    await answerFinding(code, 1, { accepts: true, text: 'De acuerdo', correction: '' }, people.leader);
    expect(await toldOn(addDays(due, 22), finding), 'answered').to.deep.equal([]);
    const letters = await lettersOn(addDays(closeBy ?? '', 1));
    const late = letters.find((one) => one.to.includes(people.leader.email));
    expect(late?.text).to.include(`${finding} debía estar corregido`);
  });

  it('G14: the lead auditor is reminded of findings not signed and of a report not closed', async () => {
    const { people } = office;
    const start = addDays(MONDAY, 300);
    onDay(start);
    const until = addDays(start, 2);
    const code = await anAudit(office, 'in_progress', { from: start, until });
    await examined(code);
    const signBy = addWorkingDays(until, 5);
    expect(await toldOn(signBy, `de ${code}`)).to.deep.equal([]);
    expect(await toldOn(addDays(signBy, 1), `de ${code}`)).to.deep.equal([people.auditor.email]);
    onDay(addDays(signBy, 14));
    await signNow(code, people.auditor);
    const { answerBy } = await findingOf(`${code}-H01`);
    const due = answerBy ?? '';
    expect(
      due > addWorkingDays(until, 10),
      'signed so late that answers come after the term of the report',
    ).to.equal(true);
    expect(await toldOn(due, `informe de ${code}`), 'answers may still come').to.deep.equal([]);
    expect(await toldOn(addDays(due, 1), `informe de ${code}`)).to.deep.equal([people.auditor.email]);
  });

  it('G14: a mail that could neither go out nor be kept is tried again; one that went is not sent twice', async () => {
    const start = addDays(MONDAY, 500);
    onDay(addDays(start, -7));
    const code = await anAudit(office, 'planned', { from: start, until: start, agenda: [] });
    const usual = mailer();
    useMailer({ ...usual, send: () => Promise.reject(new Error('the disk is full')) });
    try {
      const failed: unknown = await runJob(jobs[0]!).catch((error: unknown) => error);
      expect(failed).to.be.instanceOf(AggregateError);
    } finally {
      useMailer(usual);
    }
    expect(await toldOn(today(), code)).to.deep.equal([office.people.auditor.email]);
    expect(await toldOn(today(), code)).to.deep.equal([]);
  });

  /** Each line said, with a finding for what does not conform. */
  async function examined(code: string): Promise<void> {
    const { auditor } = office.people;
    const [first, ...rest] = await linesOf(code);
    for (const line of rest) await mark(code, line, 'conforming', auditor);
    await mark(code, first!, 'nonconforming', auditor);
    await recordFinding(code, { grade: 'minor', process: office.process, clause: 'T63', requirement: '', statement: 'Visitas sin acta', evidence: 'Carpeta', line: String(first!._id) }, auditor); // prettier-ignore
  }

  /** What the job wrote on a day. */
  async function lettersOn(day: Day): Promise<{ to: string[]; text: string }[]> {
    onDay(day);
    for (const job of jobs) await runJob(job);
    const all = await nativeCollection<{ to: string[]; text: string }>('outbox').find().sort({ _id: 1 }).toArray(); // prettier-ignore
    const fresh = all.slice(seen);
    seen = all.length;
    return fresh.map(({ to, text }) => ({ to, text }));
  }

  /** To whom it wrote about this on a day. */
  async function toldOn(day: Day, about: string): Promise<string[]> {
    return (await lettersOn(day)).filter((one) => one.text.includes(about)).flatMap((one) => one.to);
  }
});

/** Noon in Bogotá of a day, from now on. */
function onDay(day: Day): void {
  const noon = startOf(day).getTime() + 12 * 3_600_000;
  setClock(() => new Date(noon));
}
