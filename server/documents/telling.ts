// Tell: a mail at once to those whose step of a route is due, and to those who wrote a version that came back.
import { findUser, holdersOf, peopleWithRole } from '../people/index.ts';
import { has, type Role, type User } from '../platform/access/roles.ts';
import type { Message } from '../platform/mail/message.ts';
import { sendSoon } from '../platform/mail/soon.ts';
import { isAuthor } from './approving.ts';
import { Document, type DocumentRecord } from './document.ts';
import { dueStepFor, returnedFor } from './reminding/letters.ts';
import type { Decision, Participant, Step } from './rules.ts';
import { Version, type VersionRecord } from './version.ts';

type Told = Pick<VersionRecord, 'number' | 'label' | 'state' | 'authors' | 'submitted' | 'route' | 'step' | 'cycle' | 'decisions'>; // prettier-ignore

/** After a submission or a favourable decision: the people of a step that has just become due. Goes out while the page answers. */
export function tellDueStep(code: string, number: number): void {
  sendSoon(async () => {
    const found = await versionOf(code, number);
    return found ? dueStepLetters(found.document, found.version) : [];
  });
}

/** After a version was returned: whoever wrote it. */
export function tellReturned(code: string, number: number): void {
  sendSoon(async () => {
    const found = await versionOf(code, number);
    return found ? returnedLetters(found.document, found.version) : [];
  });
}

async function dueStepLetters(document: DocumentRecord, version: Told): Promise<Message[]> {
  const step = version.route[version.step];
  const isOnRoute = version.state === 'in_review' || version.state === 'in_approval';
  // Once somebody decided in the step, all its people know.
  const isUnderWay = version.decisions.some(
    (one) => one.cycle === version.cycle && one.step === version.step,
  );
  if (!step || !isOnRoute || isUnderWay) return [];
  const people = await peopleOf(step);
  const deciding = people.filter((one) => !isAuthor(version, one.id) && !has(one, 'certifier'));
  const about = { ...aboutOf(document, version), stage: step.stage };
  return deciding.map((one) => dueStepFor(one, about));
}

async function returnedLetters(document: DocumentRecord, version: Told): Promise<Message[]> {
  const decision = version.decisions.findLast((one) => one.cycle === version.cycle && one.verdict === 'returned'); // prettier-ignore
  if (version.state !== 'draft' || !decision) return [];
  const writers = [...version.authors.map((one) => one.id), version.submitted?.by ?? ''];
  const people = await usersOf(writers.filter((id) => id !== decision.person));
  return people.map((one) => returnedFor(one, returnOf(document, version, decision)));
}

function returnOf(document: DocumentRecord, version: Told, { name, comment }: Decision) {
  return { ...aboutOf(document, version), who: name, reason: comment };
}

function aboutOf({ code, title }: DocumentRecord, { label, number }: Told) {
  return { code, title, label, path: `/documentos/${encodeURIComponent(code)}/versiones/${number}` };
}

/** Everybody who may speak for a participant of the step today, each once. */
async function peopleOf(step: Step): Promise<User[]> {
  const ids = await Promise.all(step.participants.map(idsOf));
  return usersOf(ids.flat());
}

async function idsOf({ kind, id }: Participant): Promise<string[]> {
  if (kind === 'person') return [id];
  const people = kind === 'position' ? await holdersOf(id) : await peopleWithRole(id as Role);
  return people.map((one) => one.id);
}

/** Active people only. */
async function usersOf(ids: readonly string[]): Promise<User[]> {
  const found = await Promise.all([...new Set(ids)].filter(Boolean).map((id) => findUser(id)));
  return found.filter((one) => one !== null);
}

async function versionOf(
  code: string,
  number: number,
): Promise<{ document: DocumentRecord; version: Told } | null> {
  const document = await Document.findOne({ code }).lean<DocumentRecord>();
  if (!document) return null;
  const version = await Version.findOne({ document: document._id, number }).select('-content').lean<Told>();
  return version && { document, version };
}
