// Close, reopen, annul: nothing is closed while something is missing, and nothing that was closed is lost (G11, G12).
import { declareWithin, usualSeries } from '../records/index.ts';
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { act } from '../platform/audit/act.ts';
import { dayOf, daysBetween, now, today } from '../platform/clock.ts';
import { NotFound, Refusal } from '../platform/errors.ts';
import { link } from '../platform/links/links.ts';
import { translate } from '../platform/words/index.ts';
import { EVIDENCE_QUEUE } from './evidencing.ts';
import { actionsIn, amend, become, keep, mustBeIn, recordForChange } from './keeping.ts';
import { cycleOf, Nonconformity, type NonconformityDoc, type NonconformityRecord } from './nonconformity.ts';
import { storedReport } from './reporting.ts';
import { closingProblems } from './rules/closing.ts';
import { stamp, whoOf } from './stamping.ts';
import { BEFORE_PLAN } from './treating.ts';
import { beginCycle } from './verifying.ts';

/** Its report is declared as the record of the closing. @throws Refusal naming the first thing that is missing */
export async function close(code: string, input: { note: string }, user: User): Promise<void> {
  await mustBeWhole(code);
  const file = await storedReport(await asClosed(code, input.note, user));
  const run = async (): Promise<void> => {
    const record = await mustBeWhole(code);
    become(record, 'closed');
    const declared = await declareReport(record, file, user);
    amend(record, { closing: { note: input.note, record: declared, ...stamp(user) } });
    record.set({ closedOn: today(), took: daysBetween(dayOf(record.opened.at), today()) });
    await keep(record);
  };
  await act('actions.close', actorOf(user), run, EVIDENCE_QUEUE);
}

/** @throws Refusal while something is missing */
async function mustBeWhole(code: string): Promise<NonconformityDoc> {
  const record = await recordForChange(code);
  const [problem] = closingProblems(record.cycles, await actionsIn(record));
  if (problem) throw new Refusal(`actions.refusal.close_${problem}`);
  return record;
}

/** As it will stand, for its report: nothing slow happens inside the transaction. */
async function asClosed(code: string, note: string, user: User): Promise<NonconformityRecord> {
  const record = await Nonconformity.findOne({ code }).lean<NonconformityRecord>();
  if (!record) throw new NotFound();
  const closing = { note, record: null, by: whoOf(user), at: now() };
  const cycles = [...record.cycles.slice(0, -1), { ...cycleOf(record), closing }];
  return { ...record, state: 'closed', cycles };
}

async function declareReport(
  record: NonconformityDoc,
  file: Awaited<ReturnType<typeof storedReport>>,
  user: User,
): Promise<string> {
  const declared = await declareWithin({
    title: translate('es', 'actions.report.title', { code: record.code }),
    series: usualSeries('actions'),
    happened: today(),
    author: user.positions[0]?.name ?? user.name,
    responsible: record.responsibleName,
    conforms: 'not_applicable',
    files: [file],
  });
  await link({ kind: 'record', id: declared.id }, 'evidences', {
    kind: 'nonconformity',
    id: String(record._id),
  });
  return declared.code;
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
