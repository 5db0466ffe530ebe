// What tests of complaints begin with: an office, a process with its leader, complaints brought as far along as is asked for.
import { Complaint, type ComplaintRecord, type Method } from '../../server/complaints/complaint.ts';
import { assign, classify } from '../../server/complaints/classifying.ts';
import { file, type NewComplaint, type Received } from '../../server/complaints/receiving.ts';
import { approveReply, draftReply, hashOfReply, sendReply } from '../../server/complaints/replying.ts';
import { setClock } from '../../server/platform/clock.ts';
import { seedProcesses } from '../../server/processes/index.ts';
import { testApp } from '../support/app.ts';
import { makePeople, PASSWORD, SETUP, type People, type Person } from '../support/people.ts';

export const PROCESS = 'D02.03';
export const REPLY = 'La ruta se amplía desde el lunes. El conductor recibió la instrucción por escrito.';

/** An empty copy with its people and the usual map; the leader leads the process. */
export async function makeOffice(): Promise<People & { process: string }> {
  await testApp();
  const people = await makePeople();
  const leader = people.leader.positions[0]?.id ?? '';
  const ids = await seedProcesses(SETUP, { [PROCESS]: leader });
  return { ...people, process: ids.get(PROCESS) ?? '' };
}

export type Office = Awaited<ReturnType<typeof makeOffice>>;

/** Bogotá time: `2026-11-20T10:30`. */
export function at(moment: string): void {
  setClock(() => new Date(`${moment}:00-05:00`));
}

export function petition(changes: Partial<NewComplaint> = {}): NewComplaint {
  return {
    kind: 'petition',
    subject: 'La ruta escolar llega tarde',
    body: 'Desde marzo la ruta llega a las ocho y los niños pierden la primera hora.',
    anonymous: false,
    reserved: false,
    petitioner: {
      name: 'Aurora Pineda Salas',
      document: 'CC 5551234',
      email: 'aurora@vecina.example',
      phone: '3000000000',
      address: 'Calle 1 2-3',
    },
    consent: 1,
    files: [],
    ...changes,
  };
}

export function filed(changes: Partial<NewComplaint> = {}): Promise<Received> {
  return file(petition(changes));
}

/** Classified and given to the leader. Returns its code. */
export async function given(office: Office, changes: Partial<NewComplaint> = {}): Promise<string> {
  const { code } = await filed(changes);
  const { kind } = petition(changes);
  await classify(code, { kind, process: office.process, reason: '' }, office.quality);
  await assign(code, { kind: 'person', id: office.leader.id }, office.quality);
  return code;
}

/** With a reply that the leader wrote, the quality office approved and the leader sent. */
export async function sent(office: Office, method: Method = 'web', changes: Partial<NewComplaint> = {}): Promise<string> {
  const code = await given(office, changes);
  await draftReply(code, { text: REPLY, files: [] }, office.leader);
  await approve(code, office.quality);
  await sendReply(code, { method, reference: 'Oficio 12', received: false }, office.leader);
  return code;
} // prettier-ignore

export function approve(code: string, by: Person, text = REPLY): Promise<void> {
  return approveReply(code, { sha256: hashOfReply(text), password: PASSWORD }, by);
}

export async function complaintOf(code: string): Promise<ComplaintRecord> {
  const found = await Complaint.findOne({ code }).lean<ComplaintRecord>();
  if (!found) throw new Error(`There is no complaint ${code}`);
  return found;
}
