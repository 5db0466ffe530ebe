// The doer never verifies: random histories of who did what, and each door tried by everybody (G11e, G12f, G10).
import { expect } from 'chai';
import { close, reopen } from '../../server/actions/closing.ts';
import { complete, extend, followUp } from '../../server/actions/executing.ts';
import { plan } from '../../server/actions/planning.ts';
import { policy } from '../../server/actions/policy.ts';
import { recordFaults } from '../../server/actions/proving.ts';
import { analyse, judge, recordResult, review } from '../../server/actions/treating.ts';
import { verify } from '../../server/actions/verifying.ts';
import { addDays, today } from '../../server/platform/clock.ts';
import { agentFor } from '../support/app.ts';
import { send, valueOf } from '../support/pages.ts';
import type { People, Person, PersonName } from '../support/people.ts';
import {
  actionsOf,
  aNonconformity,
  aPlan,
  CAUSES,
  evidence,
  makeOffice,
  onDay,
  positionOf,
  recordOf,
} from './cast.ts';
import { refusalOf } from '../support/refusal.ts';

/** A small generator with a seed, so that a failure can be seen again. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return Math.floor((state / 4_294_967_296) * sides);
  };
}

const HISTORIES = 10;
const WORKERS: readonly PersonName[] = ['quality', 'quality2', 'leader', 'leader2', 'auditor', 'committee'];

describe('actions: the doer never verifies', function () {
  this.timeout(120_000);
  let people: People;

  before(async () => {
    people = await makeOffice();
  });

  for (let seed = 1; seed <= HISTORIES; seed += 1) {
    it(`G12f: history ${seed}: whoever did any part, or holds what answers for it, is refused by the verb, the rule of the page and the page`, async () => {
      onDay('2026-02-02');
      const roll = dice(seed * 7_919);
      const pick = (): Person => people[WORKERS[roll(WORKERS.length)] ?? 'quality'];
      const did = new Set<string>();
      const doing = async <T>(work: (who: Person) => Promise<T>): Promise<T> => {
        const who = pick();
        did.add(who.id);
        return work(who);
      };
      const responsible = pick();
      const code = await aNonconformity(people, { responsible: positionOf(responsible) });
      const holders = new Set([responsible.id]);
      await review(code, { extent: 'x', consequences: '', correction: '', similar: '' }, pick());
      for (let cycle = 1 + roll(2); cycle > 0; cycle -= 1) {
        await doing((who) => analyse(code, CAUSES, who));
        await doing((who) => judge(code, { probability: 3, impact: 3, act: true, why: 'x' }, who));
        const executor = pick();
        holders.add(executor.id);
        const action = await doing((who) => plan(code, { ...aPlan(people), responsible: positionOf(executor) }, who));
        if (roll(2)) await doing(async (who) => followUp(action, { text: 'x', evidence: await evidence() }, who));
        if (roll(2)) {
          const granting = WORKERS.map((name) => people[name]).find((one) => one.id !== executor.id);
          await extend(action, { to: addDays(today(), 25), reason: 'x' }, granting!);
        }
        await doing(async (who) => complete(action, { on: today(), text: 'x', evidence: await evidence() }, who));
        await doing((who) => recordResult(code, { text: 'x' }, who));
        onDay(addDays(today(), 60));
        const free = await tryEverybody(code, new Set([...did, ...holders]));
        if (!free) return;
        await verify(code, { effective: cycle > 1 ? false : true, findings: 'x', evidence: [] }, free);
      }
      await close(code, { note: '' }, people.quality);
      if (roll(2)) await reopen(code, { reason: 'x' }, people.quality);
      expect(recordFaults(await recordOf(code), await actionsOf(code))).to.deep.equal([]);
    });
  }

  /** Everybody who must not verify is refused at every door; returns somebody who may. */
  async function tryEverybody(code: string, barred: ReadonlySet<string>): Promise<Person | undefined> {
    const record = await recordOf(code);
    const may = (who: Person): boolean => policy['actions.verify'](who, record);
    const yes = { effective: true, findings: 'x', evidence: [] };
    for (const who of WORKERS.map((name) => people[name])) {
      expect(may(who), who.name).to.equal(!barred.has(who.id));
      if (!barred.has(who.id)) continue;
      expect(await refusalOf(verify(code, yes, who)), who.name).to.match(/verifier_(?:did|responsible)$/);
    }
    await tryThePage(code, [...barred].at(-1) ?? '');
    return WORKERS.map((name) => people[name]).find((who) => !barred.has(who.id));
  }

  /** The page does not offer it and does not take it. Signed in anew: the clock has moved on. */
  async function tryThePage(code: string, id: string): Promise<void> {
    const who = WORKERS.map((name) => people[name]).find((one) => one.id === id);
    const agent = await agentFor(who!, { fresh: true });
    const path = `/no-conformidades/${code}/verificacion`;
    const page = await agent.get(`/no-conformidades/${code}`);
    expect(page.text).to.not.include(`${path}"`);
    const answer = await send(agent, path, { _csrf: valueOf(page.text, '_csrf'), effective: 'yes', findings: 'x' });
    expect(answer.status).to.equal(403);
  }
}); // prettier-ignore
