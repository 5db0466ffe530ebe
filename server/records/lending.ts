// Paper: where it lies, who has it, and that it comes back.
import { act, currentAct } from '../platform/audit/act.ts';
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { dayOf, today, type Day } from '../platform/clock.ts';
import { Invalid, NotFound, Refusal } from '../platform/errors.ts';
import { Annotation } from './annotation.ts';
import { Loan } from './loan.ts';
import { RecordModel, type Place, type RecordDoc } from './record.ts';

/** Says where the paper of a record lies now. @throws Refusal for a record that was disposed of */
export async function placeRecord(code: string, place: Place, user: User): Promise<void> {
  await act('records.place', actorOf(user), async () => {
    const record = await recordNamed(code);
    if (record.state === 'disposed') throw new Refusal('records.refusal.disposed');
    record.place = place;
    await record.save();
  });
}

/** Lends the paper of a record. @throws Refusal when it has none or is lent already, Invalid for a past last day */
export async function lend(
  code: string,
  input: { holder: string; purpose: string; due: Day },
  user: User,
): Promise<void> {
  if (input.due < today()) throw Invalid.field('due', 'records.loan.form.due_past');
  await act('records.lend', actorOf(user), async () => {
    const record = await recordNamed(code);
    if (!record.place || record.state === 'disposed') throw new Refusal('records.refusal.no_paper');
    if (await Loan.exists({ record: record._id, returned: null })) throw new Refusal('records.refusal.lent');
    const lent = dayOf(currentAct().at);
    await new Loan({ record: record._id, recordCode: code, lent, by: user.name, ...input }).save();
  });
}

/** @throws Refusal when it is back already */
export async function takeBack(id: string, input: { note: string }, user: User): Promise<void> {
  await act('records.take_back', actorOf(user), async () => {
    const loan = await Loan.findById(id);
    if (!loan) throw new NotFound();
    if (loan.returned) throw new Refusal('records.refusal.returned');
    loan.returned = { day: dayOf(currentAct().at), by: user.name, note: input.note };
    await loan.save();
  });
}

/** Corrects or completes a record without touching it. */
export async function annotate(code: string, input: { text: string }, user: User): Promise<void> {
  await act('records.annotate', actorOf(user), async () => {
    const record = await recordNamed(code);
    const position = user.positions[0]?.name ?? null;
    const { at } = currentAct();
    await new Annotation({ record: record._id, text: input.text, by: user.id, byName: user.name, position, at }).save(); // prettier-ignore
  });
}

async function recordNamed(code: string): Promise<RecordDoc> {
  const record = await RecordModel.findOne({ code });
  if (!record) throw new NotFound();
  return record;
}
