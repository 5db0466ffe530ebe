// Classify and assign: what it is, whose process it touches, who treats it; another kind is a new count of the clock, never a silent one.
import { findUser, positionsByIds } from '../people/index.ts';
import type { User } from '../platform/access/roles.ts';
import { currentAct } from '../platform/audit/act.ts';
import { Invalid } from '../platform/errors.ts';
import type { Ref } from '../platform/links/kinds.ts';
import { link, unlink } from '../platform/links/links.ts';
import { closureDays } from '../platform/settings/settings.ts';
import { processesByIds } from '../processes/index.ts';
import { byOf, change, count, lastCount, move } from './changing.ts';
import type { Assignee, ComplaintDoc, ComplaintRecord } from './complaint.ts';
import { reclassified } from './rules/clock.ts';
import { termOf, type Kind } from './rules/terms.ts';
import { tableVersion } from './settings.ts';
import { tellAssigned } from './telling.ts';

export function refOf(complaint: Pick<ComplaintRecord, '_id'>): Ref {
  return { kind: 'complaint', id: String(complaint._id) };
}

export interface Classification {
  kind: Kind;
  process: string | null;
  /** Why the kind changes; needed when it does. */
  reason: string;
}

/** @throws Invalid for a change of kind without its reason, or a process out of use; Refusal once its reply is approved */
export function classify(code: string, input: Classification, user: User): Promise<ComplaintRecord> {
  return change('complaints.classify', code, 'classify', user, async (complaint) => {
    if (input.kind !== complaint.kind) changeKind(complaint, input, user);
    await setProcess(complaint, input.process);
    complaint.classifiedAt = currentAct().at;
  }, { reason: input.reason }); // prettier-ignore
}

function changeKind(complaint: ComplaintDoc, { kind, reason }: Classification, user: User): void {
  if (!reason) throw Invalid.field('reason', 'complaints.form.kind_reason');
  complaint.kind = kind;
  const last = lastCount(complaint);
  const { days } = termOf(tableVersion(last.table), kind);
  count(complaint, reclassified(last, days, closureDays()), { note: reason, by: byOf(user) });
}

async function setProcess(complaint: ComplaintDoc, id: string | null): Promise<void> {
  const before = complaint.process;
  if (before === id) return;
  const [process] = id ? await processesByIds([id]) : [];
  if (id && !process?.active) throw Invalid.field('process', 'shared.form.choose');
  if (before) await unlink(refOf(complaint), 'applies_to', { kind: 'process', id: before });
  if (id) await link(refOf(complaint), 'applies_to', { kind: 'process', id });
  complaint.set({
    process: id,
    processName: process ? `${process.code} ${process.name}` : '',
    processLeader: process?.leader ?? null,
  });
  noteWhoSees(complaint);
}

/**
 * Gives it to a person or a position; it may be given on later.
 * @throws Invalid for somebody who is not there any more; Refusal before it was classified
 */
export async function assign(code: string, to: Omit<Assignee, 'name'>, user: User): Promise<void> {
  await change('complaints.assign', code, 'assign', user, async (complaint) => {
    if (!complaint.classifiedAt) throw Invalid.field('assignee', 'complaints.form.classify_first');
    complaint.assignee = { ...to, name: await nameOf(to) };
    noteWhoSees(complaint);
    if (complaint.state === 'received') move(complaint, 'assigned');
  });
  tellAssigned(code);
}

async function nameOf({ kind, id }: Omit<Assignee, 'name'>): Promise<string> {
  if (kind === 'person') {
    const person = await findUser(id);
    if (person && !person.roles.includes('certifier')) return person.name;
  } else {
    const [position] = await positionsByIds([id]);
    if (position?.active) return position.name;
  }
  throw Invalid.field('assignee', 'complaints.form.assignee_gone');
}

function noteWhoSees(complaint: ComplaintDoc): void {
  complaint.seenBy = [complaint.assignee?.id, complaint.processLeader].filter(
    (one): one is string => typeof one === 'string',
  );
}

/** Links it with what it is about: a school, a plan's record, a document. */
export function relate(code: string, to: Ref, user: User): Promise<ComplaintRecord> {
  return change('complaints.relate', code, null, user, async (complaint) => {
    await link(refOf(complaint), 'applies_to', to);
  });
}

/** Takes a link back; the one with its process goes by classifying. */
export function unrelate(code: string, to: Ref, user: User): Promise<ComplaintRecord> {
  return change('complaints.unrelate', code, null, user, async (complaint) => {
    if (to.kind === 'process' && to.id === complaint.process)
      throw Invalid.field('', 'complaints.form.process_link');
    await unlink(refOf(complaint), 'applies_to', to);
  });
}
