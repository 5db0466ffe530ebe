// The example's complaints: answered in and out of time, waiting, extended, transferred, reserved, overdue; each through the verbs that pages use.
import { EXAMPLE_PASSWORD, examplePeople } from '../../people/index.ts';
import type { User } from '../../platform/access/roles.ts';
import { addDays, addWorkingDays, today } from '../../platform/clock.ts';
import { happened } from '../../platform/past.ts';
import { processByCode } from '../../processes/index.ts';
import { assign, classify } from '../classifying.ts';
import { Complaint } from '../complaint.ts';
import { openFrom } from '../opening.ts';
import { file, register } from '../receiving.ts';
import { keepAsRecord, toRecord } from '../recording.ts';
import { approveReply, draftReply, hashOfReply, proveDelivery, rate, sendReply } from '../replying.ts';
import { annul, askToComplete, extend, transfer } from '../timing.ts';
import { EXAMPLES, petitionerOf, REPLIES, type Example } from './texts.ts';

type Cast = Awaited<ReturnType<typeof examplePeople>>;
type Name = keyof typeof EXAMPLES;

/** In the order of their numbers: how many days ago each was filed. */
const FILED: readonly (readonly [Name, number])[] = [
  ['route', 62], ['delay', 50], ['copies', 44], ['unclear', 40], ['elsewhere', 36], ['long', 33], ['reserved', 26],
  ['twice', 20], ['opinion', 14], ['idea', 9], ['data', 5], ['praise', 3], ['new', 1],
]; // prettier-ignore

export async function seed(): Promise<void> {
  const people = await examplePeople();
  const codes = {} as Record<Name, string>;
  for (const [name, days] of FILED) codes[name] = await happened(days, () => bring(name, days, people));
  await given(codes, people);
  await answered(codes, people);
  await onTheirWay(codes, people);
  for (const code of await toRecord()) await keepAsRecord(code, { kind: 'system', job: 'complaints.record' });
}

/** The suggestion came by letter two days before it was registered; the others by the public form. */
async function bring(name: Name, days: number, people: Cast): Promise<string> {
  const example: Example = EXAMPLES[name];
  const { kind, subject, body, who, reserved = false } = example;
  const petitioner = petitionerOf(who);
  const input = { kind, subject, body, reserved, petitioner, anonymous: petitioner === null, consent: petitioner ? 1 : null, files: [] }; // prettier-ignore
  if (name !== 'idea') return (await file(input)).code;
  const receivedAt = new Date(`${addDays(today(), -days - 2)}T15:30:00Z`);
  return (await register({ ...input, channel: 'letter', receivedAt }, people.quality2)).code;
}

async function given(codes: Record<Name, string>, people: Cast): Promise<void> {
  const to: Partial<Record<Name, User>> = {
    route: people.improvement, delay: people.inspection, copies: people.improvement, unclear: people.leader2, elsewhere: people.inspection,
    long: people.improvement, reserved: people.inspection, opinion: people.leader, idea: people.improvement, data: people.citizens,
  }; // prettier-ignore
  for (const [name, days] of FILED) {
    const user = to[name];
    if (!user) continue;
    const { kind, process } = EXAMPLES[name];
    const { id } = await processByCode(process);
    await happened(days - 1, async () => {
      await classify(codes[name], { kind, process: id, reason: '' }, people.quality2);
      const held = user.positions[0]?.id;
      await assign(codes[name], held ? { kind: 'position', id: held } : { kind: 'person', id: user.id }, people.quality2); // prettier-ignore
    });
  }
}

async function answered(codes: Record<Name, string>, people: Cast): Promise<void> {
  await happened(48, () => reply(codes.route, REPLIES.route, people.improvement, people));
  await happened(46, () => close(codes.route, 5, people.improvement));
  await happened(22, () => reply(codes.delay, REPLIES.delay, people.inspection, people));
  await happened(20, () => close(codes.delay, 2, people.inspection));
  await happened(19, () => nonconformity(codes.delay, people));
  await happened(36, () => reply(codes.copies, REPLIES.copies, people.improvement, people));
  await happened(35, () => close(codes.copies, 4, people.improvement));
}

async function onTheirWay(codes: Record<Name, string>, people: Cast): Promise<void> {
  await happened(37, () =>
    askToComplete(codes.unclear, 'Diga el nombre de la institución y la jornada a la que quiere cambiar.', people.leader2),
  );
  await happened(34, () =>
    transfer(codes.elsewhere, { authority: 'Secretaría de Tránsito y Transporte', letter: 'SED-2026-0412' }, people.inspection),
  );
  await happened(25, () => prolong(codes.long, people.improvement));
  await happened(19, () => annul(codes.twice, 'Es la misma solicitud que se registró antes', people.quality2));
  await happened(4, () => draftReply(codes.opinion, { text: REPLIES.opinion, files: [] }, people.leader));
  await happened(2, async () => {
    await draftReply(codes.data, { text: REPLIES.data, files: [] }, people.citizens);
    await approve(codes.data, REPLIES.data, people.quality);
  });
} // prettier-ignore

async function reply(code: string, text: string, writer: User, people: Cast): Promise<void> {
  await draftReply(code, { text, files: [] }, writer);
  await approve(code, text, people.quality);
  await sendReply(code, { method: 'email', reference: '', received: false }, writer);
}

function approve(code: string, text: string, by: User): Promise<void> {
  return approveReply(code, { sha256: hashOfReply(text), password: EXAMPLE_PASSWORD }, by);
}

async function close(code: string, score: number, user: User): Promise<void> {
  await proveDelivery(code, { day: today(), proof: 'Acuse de recibo del correo', files: [] }, user);
  await rate(code, { score, comment: '' }, user, { kind: 'person', id: user.id, name: user.name, position: user.positions[0]?.name ?? null }); // prettier-ignore
}

async function nonconformity(code: string, people: Cast): Promise<void> {
  const responsible = people.inspection.positions[0]?.id ?? '';
  const description =
    'La respuesta a la queja salió fuera del término y la lista de documentos no estaba publicada.';
  await openFrom(code, { description, grade: 'minor', responsible, found: today() }, people.quality);
}

async function prolong(code: string, user: User): Promise<void> {
  const complaint = await Complaint.findOne({ code }).select('legalDay').lean<{ legalDay: string }>();
  const due = addWorkingDays(complaint?.legalDay ?? today(), 30);
  await extend(code, { due, reason: 'Falta el concepto técnico de infraestructura', method: 'Correo electrónico' }, user); // prettier-ignore
}
