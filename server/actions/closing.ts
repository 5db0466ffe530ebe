// Close, reopen, annul: nothing is closed while something is missing, and nothing that was closed is lost (G11, G12).
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { act } from '../platform/audit/act.ts';
import { dayOf, daysBetween, today } from '../platform/clock.ts';
import { Refusal } from '../platform/errors.ts';
import { EVIDENCE_QUEUE } from './evidencing.ts';
import { actionsIn, amend, become, keep, mustBeIn, recordForChange } from './keeping.ts';
import { closingProblems } from './rules/closing.ts';
import { stamp } from './stamping.ts';
import { BEFORE_PLAN } from './treating.ts';
import { beginCycle } from './verifying.ts';

/** @throws Refusal naming the first thing that is missing */
export async function close(code: string, input: { note: string }, user: User): Promise<void> {
  const run = async (): Promise<void> => {
    const record = await recordForChange(code);
    const [problem] = closingProblems(record.cycles, await actionsIn(record));
    if (problem) throw new Refusal(`actions.refusal.close_${problem}`);
    become(record, 'closed');
    amend(record, { closing: { note: input.note, record: null, ...stamp(user) } });
    record.set({ closedOn: today(), took: daysBetween(dayOf(record.opened.at), today()) });
    await keep(record);
  };
  await act('actions.close', actorOf(user), run, EVIDENCE_QUEUE);
}

/** Begins a new cycle; the closing before it stays where it is. @throws Refusal */
export async function reopen(code: string, input: { reason: string }, user: User): Promise<void> {
  const run = async (): Promise<void> => {
    const record = await recordForChange(code);
    mustBeIn(record, 'closed');
    become(record, 'analysing');
    beginCycle(record, 'reopened', input.reason, user);
    await keep(record);
  };
  await act('actions.reopen', actorOf(user), run, { reason: input.reason });
}

/** Opened by mistake: it keeps its number and says why. @throws Refusal once there are actions */
export async function annul(code: string, input: { reason: string }, user: User): Promise<void> {
  const run = async (): Promise<void> => {
    const record = await recordForChange(code);
    mustBeIn(record, ...BEFORE_PLAN);
    if ((await actionsIn(record)).some((one) => one.state !== 'cancelled'))
      throw new Refusal('actions.refusal.annul_with_actions');
    become(record, 'annulled');
    record.set({ annulled: { reason: input.reason, ...stamp(user) } });
    await keep(record);
  };
  await act('actions.annul', actorOf(user), run, { reason: input.reason });
}
