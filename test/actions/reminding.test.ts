// A delay is told to who owes it, then to who leads the process, then to the quality office, and once a day at most (G11c, G12d).
import { expect } from 'chai';
import { jobs } from '../../server/actions/jobs.ts';
import { addDays, type Day } from '../../server/platform/clock.ts';
import { runJob } from '../../server/platform/jobs/jobs.ts';
import { nativeCollection } from '../../server/platform/db/connection.ts';
import { addAction } from '../../server/actions/planning.ts';
import { tasksOf } from '../../server/actions/queries/tasks.ts';
import type { People, Person } from '../support/people.ts';
import { actionsOf, aNonconformity, bring, makeOffice, onDay, positionOf } from './cast.ts';

interface Kept {
  to: string[];
  subject: string;
}

describe('actions: reminders', function () {
  this.timeout(60_000);
  let people: People;
  let seen = 0;

  before(async () => {
    people = await makeOffice();
  });

  /** What the job wrote about this code on a day. */
  async function told(day: Day, code: string): Promise<string[]> {
    onDay(day);
    for (const job of jobs) await runJob(job);
    const all = await nativeCollection<Kept>('outbox').find().sort({ _id: 1 }).toArray();
    const fresh = all.slice(seen).filter((one) => one.subject.includes(code));
    seen = all.length;
    return fresh.map((one) => String(one.to[0]).split('@')[0] ?? '').sort();
  }

  it('climbs from who owes it to who leads, to the office, and repeats until it is done', async () => {
    onDay('2026-02-02');
    const code = await aNonconformity(people, { responsible: positionOf(people.leader2) });
    await bring(code, 'acting', people);
    const [{ code: action, due } = { code: '', due: '' }] = await actionsOf(code);
    // The leader both executes it and leads the process: one mail.
    expect(await told(addDays(due, -1), action)).to.deep.equal(['leader']);
    expect(await told(addDays(due, -1), action)).to.deep.equal([]);
    expect(await told(due, action)).to.deep.equal([]);
    expect(await told(addDays(due, 1), action)).to.deep.equal(['leader']);
    expect(await told(addDays(due, 8), action)).to.deep.equal(['leader']);
    expect(await told(addDays(due, 15), action)).to.deep.equal(['leader', 'quality', 'quality2']);
    const risen = async (who: Person): Promise<string[]> =>
      (await tasksOf(who)).filter((one) => one.word === 'actions.task.risen').map((one) => one.href);
    expect(await risen(people.quality)).to.deep.equal([`/acciones/${action}`]);
    expect(await risen(people.leader)).to.deep.equal([]);
    expect(await risen(people.leader2)).to.deep.equal([]);
    const [kept] = await actionsOf(code);
    expect(kept?.reminded).to.deep.equal({ last: addDays(due, 15), times: 4, level: 3 });
  });

  it('the desk of who leads the process shows a delay of others, and before the office does', async () => {
    onDay('2026-09-01');
    const code = await aNonconformity(people);
    await bring(code, 'acting', people);
    const other = {
      what: 'Revisar',
      responsible: positionOf(people.leader2),
      due: addDays('2026-09-01', 10),
      resources: '',
    };
    const action = await addAction(code, { ...other, correction: false }, people.leader);
    const words = async (who: Person): Promise<string[]> =>
      (await tasksOf(who)).filter((one) => one.href.endsWith(action)).map((one) => one.word);
    onDay(addDays(other.due, 7));
    expect(await words(people.leader)).to.deep.equal([]);
    onDay(addDays(other.due, 8));
    expect(await words(people.leader)).to.deep.equal(['actions.task.risen']);
    expect(await words(people.quality)).to.deep.equal([]);
    expect(await words(people.leader2)).to.deep.equal(['actions.task.execute']);
    onDay(addDays(other.due, 15));
    expect(await words(people.quality)).to.deep.equal(['actions.task.risen']);
  });

  it('a plan that is owed is told in the same way', async () => {
    onDay('2026-06-01');
    const code = await aNonconformity(people, { responsible: positionOf(people.leader2) });
    // Twenty working days after 1 June, past 8, 15 and 29 June.
    const due = '2026-07-02';
    expect(await told(addDays(due, 1), code)).to.deep.equal(['leader2']);
    expect(await told(addDays(due, 9), code)).to.deep.equal(['leader', 'leader2']);
  });
});
