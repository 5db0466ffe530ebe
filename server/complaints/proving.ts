// What complaints state about themselves, held against their numbers, counts and decisions: `verify` names each fault (G13).
import type { FaultMessage } from '../platform/errors.ts';
import type { Fault } from '../platform/http/slice.ts';
import { seriesFaults } from '../platform/integrity/series.ts';
import { Complaint, type ComplaintRecord } from './complaint.ts';
import { hashOfReply } from './replying.ts';
import { dueOf } from './rules/clock.ts';
import { codeOf, OPEN_STATES } from './rules/states.ts';

/** Numbers 1 to n of every year, and every complaint by itself. */
export async function* complaintFaults(): AsyncGenerator<Fault> {
  for (const year of await Complaint.distinct('year'))
    yield* seriesFaults(`complaints/${year}`, numbersOf(year));
  for await (const complaint of Complaint.find().lean<ComplaintRecord>().cursor() as AsyncIterable<ComplaintRecord>)
    for (const { key, params } of faultsOf(complaint)) yield { check: 'complaint', subject: complaint.code, says: key, params };
} // prettier-ignore

async function* numbersOf(year: number): AsyncGenerator<number> {
  const found = Complaint.find({ year }).select('number').sort({ number: 1 }).lean<{ number: number }>();
  for await (const { number } of found.cursor() as AsyncIterable<{ number: number }>) yield number;
}

/** Hashes of the files that complaints hold. */
export async function* complaintFiles(): AsyncGenerator<string> {
  const found = Complaint.find({ 'files.0': { $exists: true } }).select('files').lean<ComplaintRecord>();
  for await (const { files } of found.cursor() as AsyncIterable<ComplaintRecord>)
    for (const { sha256 } of files) yield sha256;
} // prettier-ignore

/** What is wrong with one: its due day against its counts, its state against its facts, its reply against who signed it. */
export function faultsOf(complaint: ComplaintRecord): FaultMessage[] {
  const faults: FaultMessage[] = [];
  const { year, number, code, clock, due, state, open, reply } = complaint;
  if (code !== codeOf(year, number)) faults.push({ key: 'complaints.fault.code' });
  if (open !== OPEN_STATES.includes(state)) faults.push({ key: 'complaints.fault.open' });
  if (clock[0]?.reason !== 'received' || clock[0].start !== complaint.legalDay)
    faults.push({ key: 'complaints.fault.clock' });
  for (const [index, fact] of clock.entries())
    if (fact.due !== dueOf(fact))
      faults.push({ key: 'complaints.fault.count', params: { number: index + 1 } });
  if (clock.at(-1)?.due !== due) faults.push({ key: 'complaints.fault.due' });
  if (clock.filter((fact) => fact.reason === 'extended').length > (complaint.extension ? 1 : 0))
    faults.push({ key: 'complaints.fault.extended' });
  if (!open && complaint.closedOn === null) faults.push({ key: 'complaints.fault.ended' });
  if (state === 'annulled' && !complaint.annulled?.reason) faults.push({ key: 'complaints.fault.annulled' });
  if (['approved', 'sent', 'answered'].includes(state) && !isApproved(reply))
    faults.push({ key: 'complaints.fault.reply' });
  if (state === 'answered' && !reply?.delivered) faults.push({ key: 'complaints.fault.delivery' });
  return faults;
}

function isApproved(reply: ComplaintRecord['reply']): boolean {
  if (!reply?.approved) return false;
  const { approved, by, sha256, text } = reply;
  return approved.person !== by.id && approved.sha256 === sha256 && hashOfReply(text) === sha256;
}
