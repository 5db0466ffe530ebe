// What sessions state about themselves, held against their decisions, signatures and numbers: `verify` names each fault.
import { seriesFaults } from '../platform/integrity/series.ts';
import type { FaultWord } from '../platform/errors.ts';
import type { Fault } from '../platform/http/slice.ts';
import { actaHash } from './acta.ts';
import { BodySession, type SessionRecord } from './session.ts';

export async function* meetingFaults(): AsyncGenerator<Fault> {
  const numbers = new Map<number, number[]>();
  const all = BodySession.find().sort({ year: 1, number: 1 }).lean<SessionRecord>().cursor();
  for await (const session of all as AsyncIterable<SessionRecord>) {
    numbers.set(session.year, [...(numbers.get(session.year) ?? []), session.number]);
    for (const says of sessionFaults(session)) yield { check: 'session', subject: session.code, says };
  }
  for (const [year, taken] of numbers) yield* seriesFaults(`sessions/${year}`, taken);
}

/** Hashes of the minutes that sessions hold. */
export async function* meetingFiles(): AsyncGenerator<string> {
  const held = BodySession.find({ acta: { $ne: null } }, { acta: 1 })
    .lean<SessionRecord>()
    .cursor();
  for await (const one of held as AsyncIterable<SessionRecord>) if (one.acta) yield one.acta.file.sha256;
}

/** Whether a session's state follows from what is written in it. */
export function sessionFaults(session: SessionRecord): FaultWord[] {
  const faults: FaultWord[] = [];
  const { state, quorum, signatures, sha256 } = session;
  const isFrozen = state === 'closed' || state === 'signed';
  if (isFrozen && sha256 !== actaHash(session)) faults.push('meetings.fault.minutes');
  if (session.agenda.some((one) => one.decision) && !quorum?.met) faults.push('meetings.fault.quorum');
  if (signatures.some((one) => one.sha256 !== sha256)) faults.push('meetings.fault.signature');
  if (state !== 'signed') return faults;
  for (const signer of [session.presiding, session.secretary])
    if (!signatures.some((one) => one.person === signer)) faults.push('meetings.fault.unsigned');
  if (!session.acta) faults.push('meetings.fault.record');
  return faults;
}
