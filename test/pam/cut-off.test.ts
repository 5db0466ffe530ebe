// The cut-off of an engagement over plans of improvement: what is read later is the plan, with its lines, of that day (L3).
import { expect } from 'chai';
import { addItem, beginPlan, closePlan, enablePlan, itemsAt, pamRegister } from '../../server/pam/index.ts';
import { editItem, editPlan, setWithdrawn } from '../../server/pam/planning.ts';
import { itemByNumber, itemsOf, listPlans, planByCode } from '../../server/pam/plans/queries.ts';
import { closeFor } from '../../server/platform/access/engagement.ts';
import type { User } from '../../server/platform/access/roles.ts';
import { addDays, setClock, today, type Day } from '../../server/platform/clock.ts';
import { recordByCode } from '../../server/platform/links/kinds.ts';
import { makeOffice, onDay } from '../actions/cast.ts';
import type { People } from '../support/people.ts';

const FIRST = '2026-03-02';
const CODE = 'PAM-2026';
const years = { entity: 'Secretaría', from: 2026, until: 2027 };

describe('plans as of the cut-off', () => {
  let people: People;
  /** What a certifier read at the end of each day, while it was that day. */
  const then = new Map<Day, unknown>();

  before(async () => {
    people = await makeOffice();
    const acts: (() => Promise<unknown>)[] = [
      () => Promise.resolve(),
      () => beginPlan({ code: CODE, title: 'Plan', ...years }, people.leader),
      () => addItem(CODE, { kind: 'goal', text: 'Mejorar' }, people.leader),
      () => editItem(`${CODE}.01`, { kind: 'goal', text: 'Mejorar la lectura' }, people.leader),
      () => addItem(CODE, { kind: 'action', text: 'Dotar bibliotecas' }, people.leader),
      () => setWithdrawn(`${CODE}.02`, true, people.leader),
      () => editPlan(CODE, { title: 'Plan de apoyo', ...years }, people.leader),
      () => enablePlan(CODE, { acta: 'Acta 1', day: today() }, people.committee),
      () => closePlan(CODE, 'Terminó el periodo', people.committee),
    ];
    for (const [after, work] of acts.entries()) {
      onDay(addDays(FIRST, after));
      await work();
      then.set(today(), await readBy(certifierOf(today())));
    }
    onDay(addDays(FIRST, 100));
  });
  after(() => setClock(null));

  it('L3: with a cut-off on any day, lists, plans, lines and what packs take are those of that day', async () => {
    for (const [day, read] of then)
      expect(await readBy(certifierOf(day)), `as of ${day}`).to.deep.equal(read);
    const kinds = new Set([...then.values()].map((one) => JSON.stringify(one)));
    expect(kinds.size, 'each day something else was seen').to.equal(then.size);
  });

  function certifierOf(cutOff: Day): User {
    const engagement = { id: '', code: '', sets: null, processes: null, from: '2026-01-01', until: '2026-12-31', cutOff }; // prettier-ignore
    return { ...people.certifier, engagement };
  }

  async function readBy(user: User): Promise<unknown> {
    const plan = await planByCode(pamRegister, CODE, user).catch(() => null);
    const id = plan ? String(plan._id) : '';
    const all = { words: '', state: null, year: 2026, page: 1 };
    const read = {
      plan,
      listed: (await listPlans(pamRegister, all, user)).rows,
      inForce: (await listPlans(pamRegister, { ...all, state: 'in_force' }, user)).total,
      lines: plan ? await itemsOf(pamRegister, plan._id, closeFor(user)) : [],
      second: plan ? await itemByNumber(pamRegister, plan, '02', user).catch(() => null) : null,
      packed: plan ? await itemsAt(pamRegister, id, user.engagement?.cutOff ?? today()) : [],
      shown: await recordByCode(CODE, user),
      shownLine: await recordByCode(`${CODE}.01`, user),
    };
    return JSON.parse(JSON.stringify(read, (key, one: unknown) => (key === '__v' ? undefined : one)));
  }
});
