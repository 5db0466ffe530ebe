// The example's meetings: a Comité Directivo that met a month ago and decided, and meets again; a comité de calidad. Invented throughout.
import { EXAMPLE_PASSWORD, examplePeople } from '../people/index.ts';
import type { User } from '../platform/access/roles.ts';
import { addDays, today } from '../platform/clock.ts';
import { disposalsAwaiting } from '../records/index.ts';
import { kindNamed } from '../platform/links/kinds.ts';
import { happened } from '../platform/past.ts';
import { takeAttendance } from './attending.ts';
import { addItem, convene, sessionForChange } from './convening.ts';
import { decide } from './deciding.ts';
import { formBody, nameMember } from './forming.ts';
import { writeMinutes } from './minuting.ts';
import { signMinutes } from './signing.ts';
import { decisionSubject } from './subjects.ts';

type Cast = Awaited<ReturnType<typeof examplePeople>>;
const DIRECTIVE = 'ORG-CD';
const QUALITY = 'ORG-COM-CAL';

/** Fills an empty list of bodies and sessions. The people and records of the example must be there. */
export async function seed(): Promise<void> {
  const people = await examplePeople();
  await happened(320, () => bodies(people));
  const held = await happened(30, () => heldSession(people));
  await happened(28, () => signed(people, held));
  await convene(DIRECTIVE, { date: addDays(today(), 12), time: '08:00', mode: 'onsite', place: 'Sala de juntas del despacho' }, ['Lectura y aprobación del acta anterior', 'Avance del PAM', 'Compromisos'], people.quality); // prettier-ignore
}

async function bodies({ quality, quality2, committee, leader, leader2, inspection }: Cast): Promise<void> {
  const term = { votes: true, from: today(), until: null, namedBy: 'Resolución 012 (ejemplo)' };
  await formBody({ short: 'CD', name: 'Comité Directivo', purpose: 'Aprueba los documentos del sistema, el PAM, su sostenibilidad y la eliminación de registros.', rule: 'majority', number: null }, quality);
  await nameMember(DIRECTIVE, { ...term, person: committee.id, role: 'chair' }, quality);
  for (const one of [leader, leader2, inspection]) await nameMember(DIRECTIVE, { ...term, person: one.id, role: 'member' }, quality);
  await nameMember(DIRECTIVE, { ...term, person: quality2.id, role: 'secretary', votes: false }, quality);
  await formBody({ short: 'COM-CAL', name: 'Comité de calidad', purpose: 'Sigue los documentos, los registros y las acciones de mejora.', rule: 'two_thirds', number: null }, quality);
  await nameMember(QUALITY, { ...term, person: leader.id, role: 'chair' }, quality);
  await nameMember(QUALITY, { ...term, person: quality.id, role: 'member' }, quality);
  await nameMember(QUALITY, { ...term, person: quality2.id, role: 'secretary', votes: false }, quality);
} // prettier-ignore

async function heldSession({ quality, quality2, committee, leader, leader2 }: Cast): Promise<string> {
  const input = { date: today(), time: '08:00', mode: 'mixed', place: 'Sala de juntas del despacho y enlace' } as const;
  const agenda = ['Lectura y aprobación del acta anterior', 'Condiciones de sostenibilidad del PAM'];
  const code = await convene(DIRECTIVE, input, agenda, quality);
  const present = [committee.id, leader.id, leader2.id, quality2.id];
  const [disposal] = await inventory(quality);
  if (disposal) await addItem(code, { title: 'Eliminación de registros que cumplieron su tiempo', subject: disposal }, quality);
  await takeAttendance(code, { present, presiding: committee.id, secretary: quality2.id, guests: '' }, quality2);
  const votes = { for: 3, against: 0, abstained: 0 };
  const say = (number: number, text: string, sha256 = '') =>
    decide(code, number, { outcome: 'approved', text, votes, password: EXAMPLE_PASSWORD, sha256 }, committee);
  await say(1, 'Se aprueba sin cambios');
  await say(2, 'Se aprueban las condiciones financieras, técnicas y administrativas');
  if (disposal) await say(3, 'Se elimina después de su publicación', await hashShown(code));
  return code;
} // prettier-ignore

/** The code of an inventory that waits for a committee, if the example has one. */
async function inventory(user: User): Promise<string[]> {
  const shown = (await kindNamed('disposal')?.show(await disposalsAwaiting(), user)) ?? [];
  return shown.map((one) => one.code);
}

async function hashShown(code: string): Promise<string> {
  const subject = (await sessionForChange(code)).agenda.find((one) => one.subject)?.subject;
  const awaits = subject && (await decisionSubject(subject.kind)?.awaits?.(subject));
  return awaits?.sha256 ?? '';
}

async function signed({ quality2, committee, leader }: Cast, code: string): Promise<void> {
  const minutes = 'La presidencia abrió la sesión y verificó el quórum.\n\nSe revisaron los puntos del orden del día y se decidió como consta en cada uno.'; // prettier-ignore
  const commitments = [{ what: 'Publicar el inventario de eliminación', who: quality2.name, due: addDays(today(), 10) }, { what: 'Presentar el avance del PAM', who: leader.name, due: addDays(today(), 40) }]; // prettier-ignore
  await writeMinutes(code, { minutes, commitments, close: true }, quality2);
  const { sha256 } = await sessionForChange(code);
  for (const one of [quality2, committee])
    await signMinutes(code, { sha256: sha256 ?? '', password: EXAMPLE_PASSWORD }, one);
}
