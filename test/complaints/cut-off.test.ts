// The cut-off of an engagement over complaints: what is read later is the register of that day (L3).
import { expect } from 'chai';
import { assign, classify } from '../../server/complaints/classifying.ts';
import { complaintKind } from '../../server/complaints/kinds.ts';
import { processComplaints } from '../../server/complaints/panels.ts';
import { clockOf, warningsOf } from '../../server/complaints/present/showing.ts';
import { countComplaints, everyComplaint, listComplaints } from '../../server/complaints/queries/listing.ts';
import { loadComplaint } from '../../server/complaints/queries/showing.ts';
import { figuresOf } from '../../server/complaints/queries/tasks.ts';
import { draftReply, proveDelivery, sendReply } from '../../server/complaints/replying.ts';
import { register } from '../../server/complaints/receiving.ts';
import { may } from '../../server/platform/access/policy.ts';
import type { User } from '../../server/platform/access/roles.ts';
import { addDays, setClock, startOf, today, type Day } from '../../server/platform/clock.ts';
import { findProcess } from '../../server/processes/index.ts';
import { approve, at, filed, makeOffice, petition, PROCESS, REPLY, type Office } from './cast.ts';

const FIRST = '2026-11-03';
const ALL = { code: null, year: null, kind: null, state: null, overdue: false, month: null, process: null, channel: null, assigned: null, sort: '', page: 1 }; // prettier-ignore

describe('complaints as of the cut-off', () => {
  let office: Office;
  let code = '';
  /** What a certifier read at the end of each day, while it was that day. */
  const then = new Map<Day, unknown>();

  before(async function () {
    this.timeout(60_000);
    at(`${FIRST}T10:00`);
    office = await makeOffice();
    const reply = { method: 'letter' as const, reference: 'Oficio 12', received: false };
    const acts: (readonly [after: number, work: () => Promise<unknown>])[] = [
      [0, () => Promise.resolve()],
      [1, async () => (code = (await filed()).code)],
      [2, () => classify(code, { kind: 'petition', process: office.process, reason: '' }, office.quality)],
      [3, () => assign(code, { kind: 'person', id: office.leader.id }, office.quality)],
      [30, () => Promise.resolve()],
      [31, () => draftReply(code, { text: REPLY, files: [] }, office.leader)],
      [32, () => approve(code, office.quality)],
      [33, () => sendReply(code, reply, office.leader)],
      [34, () => proveDelivery(code, { day: today(), proof: 'Guía 7', files: [] }, office.leader)],
      // Registered late: it had arrived before some of the cut-offs.
      [35, () => register({ ...petition(), channel: 'desk', receivedAt: startOf(addDays(FIRST, 2)) }, office.quality)],
    ]; // prettier-ignore
    for (const [after, work] of acts) {
      at(`${addDays(FIRST, after)}T10:00`);
      await work();
      then.set(today(), await readBy(certifierOf(today())));
    }
    at(`${addDays(FIRST, 90)}T10:00`);
  });
  after(() => setClock(null));

  it('L3: with a cut-off on any day, register, pages, links and panels are those of that day', async () => {
    for (const [day, read] of then)
      expect(await readBy(certifierOf(day)), `as of ${day}`).to.deep.equal(read);
    const kinds = new Set([...then.values()].map((one) => JSON.stringify(one)));
    expect(kinds.size, 'each day something else was seen').to.equal(then.size);
  });

  it('L3: figures and reports, which count all as it is now, are not for a certifying body', async () => {
    expect(await figuresOf(certifierOf(FIRST))).to.deep.equal([]);
    expect(may(certifierOf(FIRST), 'complaints.report')).to.equal(false);
    expect(may(office.auditor, 'complaints.report')).to.equal(true);
  });

  function certifierOf(cutOff: Day): User {
    const engagement = { id: '', code: '', sets: null, processes: null, from: '2026-01-01', until: '2026-12-31', cutOff }; // prettier-ignore
    return { ...office.certifier, engagement };
  }

  async function readBy(user: User): Promise<unknown> {
    const reader = { user, language: 'es' as const, t: (key: string, params?: object) => `${key} ${JSON.stringify(params ?? {})}` }; // prettier-ignore
    const page = await loadComplaint({ code }, user).catch(() => null);
    const process = (await findProcess(PROCESS))!;
    const read = {
      page,
      clock: page && clockOf(page, reader),
      warnings: page && warningsOf(page, reader),
      listed: (await listComplaints(ALL, user)).rows.map((one) => [one.code, one.state, one.process]),
      open: await countComplaints({ ...ALL, state: 'open' }, user),
      overdue: await countComplaints({ ...ALL, overdue: true }, user),
      book: (await Array.fromAsync(everyComplaint(ALL, user))).map((one) => [one.code, one.state, one.reply]),
      link: page && (await complaintKind.show([String(page._id)], user)),
      code: await complaintKind.byCode(code || 'PQR-2026-00001', user),
      panel: await processComplaints(process, user, reader.t),
    };
    return JSON.parse(JSON.stringify(read, (key, one: unknown) => (key === '__v' ? undefined : one)));
  }
});
