// What complaints state about themselves, held against their numbers, counts and decisions: `verify` names each fault (G13).
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
    for (const says of faultsOf(complaint)) yield { check: 'complaint', subject: complaint.code, says };
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
export function faultsOf(complaint: ComplaintRecord): string[] {
  const faults: string[] = [];
  const { year, number, code, clock, due, state, open, reply } = complaint;
  if (code !== codeOf(year, number)) faults.push('its code is not the one of its number');
  if (open !== OPEN_STATES.includes(state)) faults.push('it is marked wrongly as open');
  if (clock[0]?.reason !== 'received' || clock[0].start !== complaint.legalDay)
    faults.push('its clock does not begin with its legal reception');
  for (const [index, fact] of clock.entries())
    if (fact.due !== dueOf(fact)) faults.push(`count ${index + 1} does not give its due day`);
  if (clock.at(-1)?.due !== due) faults.push('its due day is not the one of its last count');
  if (clock.filter((fact) => fact.reason === 'extended').length > (complaint.extension ? 1 : 0))
    faults.push('it was extended more than once, or without a reason');
  if (!open && complaint.closedOn === null) faults.push('it ended without a day');
  if (state === 'annulled' && !complaint.annulled?.reason) faults.push('it was annulled without a reason');
  if (['approved', 'sent', 'answered'].includes(state) && !isApproved(reply))
    faults.push('its reply was not approved by another person on the words that are stored');
  if (state === 'answered' && !reply?.delivered) faults.push('it is answered without proof of delivery');
  return faults;
}

function isApproved(reply: ComplaintRecord['reply']): boolean {
  if (!reply?.approved) return false;
  const { approved, by, sha256, text } = reply;
  return approved.person !== by.id && approved.sha256 === sha256 && hashOfReply(text) === sha256;
}
