// What tests of meetings begin with: an office with a retention table, and the Comité Directivo with its members.
import { takeAttendance } from '../../server/meetings/attending.ts';
import type { DecisionInput } from '../../server/meetings/deciding.ts';
import { convene } from '../../server/meetings/convening.ts';
import { formBody, nameMember } from '../../server/meetings/forming.ts';
import { writeMinutes } from '../../server/meetings/minuting.ts';
import { BodySession, type SessionRecord } from '../../server/meetings/session.ts';
import { signMinutes } from '../../server/meetings/signing.ts';
import { ensureStartingTable } from '../../server/records/index.ts';
import { today, type Day } from '../../server/platform/clock.ts';
import { makeOffice } from '../documents/cast.ts';
import { PASSWORD, SETUP, type People } from '../support/people.ts';

export const BODY = 'ORG-CD';
const SINCE = '2026-01-15';

/** An office whose Comité Directivo has four members with a vote and a secretary without one. */
export async function makeCommittee(): Promise<People> {
  const people = await makeOffice();
  await ensureStartingTable(SETUP);
  await formCommittee(people);
  return people;
}

export async function formCommittee(people: People): Promise<void> {
  const { quality, committee, leader, leader2, admin, quality2 } = people;
  await formBody(
    { short: 'CD', name: 'Comité Directivo', purpose: '', rule: 'majority', number: null },
    quality,
  );
  const member = { votes: true, from: SINCE, until: null, namedBy: 'Resolución 012 de 2026' };
  await nameMember(BODY, { ...member, person: committee.id, role: 'chair' }, quality);
  for (const one of [leader, leader2, admin])
    await nameMember(BODY, { ...member, person: one.id, role: 'member' }, quality);
  await nameMember(BODY, { ...member, person: quality2.id, role: 'secretary', votes: false }, quality);
}

/** A session convened for a day. Returns its code. */
export function aSession(
  people: People,
  date: Day = today(),
  agenda: readonly string[] = [],
): Promise<string> {
  const input = { date, time: '08:30', mode: 'onsite', place: 'Sala de juntas' } as const;
  return convene(BODY, input, agenda, people.quality);
}

/** Takes attendance; the chair presides and the secretary keeps the minutes, both are there. */
export function attended(code: string, people: People, voters: readonly { id: string }[]): Promise<void> {
  const { committee, quality2 } = people;
  const present = [committee.id, quality2.id, ...voters.map((one) => one.id)];
  const input = { present, presiding: committee.id, secretary: quality2.id, guests: '' };
  return takeAttendance(code, input, people.quality);
}

/** What who presides sends when the three who are there approve. */
export function decision(changes: Partial<Record<keyof DecisionInput, unknown>> = {}): DecisionInput {
  const votes = { for: 3, against: 0, abstained: 0 };
  return {
    outcome: 'approved',
    text: '',
    votes,
    password: PASSWORD,
    sha256: '',
    ...changes,
  } as DecisionInput;
}

/** Closes the minutes of an open session and has both sign them. Returns the code of the record. */
export async function signedBy(code: string, people: People): Promise<string> {
  const text = 'Se leyó el orden del día.\n\nSe decidió como consta.';
  await writeMinutes(code, { minutes: text, commitments: [], close: true }, people.quality2);
  const { sha256 } = await sessionOf(code);
  const input = { sha256: sha256 ?? '', password: PASSWORD };
  await signMinutes(code, input, people.quality2);
  return (await signMinutes(code, input, people.committee)) ?? '';
}

export async function sessionOf(code: string): Promise<SessionRecord> {
  const session = await BodySession.findOne({ code }).lean<SessionRecord>();
  if (!session) throw new Error(`There is no session ${code}`);
  return session;
}
