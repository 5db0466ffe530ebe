// What tests of documents begin with: people, types, a draft, and a version brought as far along its route as is asked for.
import { approve } from '../../server/documents/approving.ts';
import { Document, type DocumentRecord } from '../../server/documents/document.ts';
import { saveDraft } from '../../server/documents/drafting.ts';
import { issue } from '../../server/documents/issuing.ts';
import { createDocument, type NewDocument } from '../../server/documents/registering.ts';
import { submit } from '../../server/documents/submitting.ts';
import { DocumentType } from '../../server/documents/type.ts';
import { ensureDefaultTypes } from '../../server/documents/typing.ts';
import { Version, type VersionRecord } from '../../server/documents/version.ts';
import { today } from '../../server/platform/clock.ts';
import type { User } from '../../server/platform/access/roles.ts';
import { testApp, type Agent } from '../support/app.ts';
import { submit as sendForm } from '../support/pages.ts';
import { makePeople, PASSWORD, type People } from '../support/people.ts';

export const TEXT = '## Objetivo\n\nAcompañar a cada establecimiento.\n\n## Alcance\n\nTodo el municipio.';

/** An empty copy with its people and the usual types of document; the slices are declared. */
export async function makeOffice(): Promise<People> {
  await testApp();
  const people = await makePeople();
  await ensureDefaultTypes();
  return people;
}

export async function typeNamed(code: string): Promise<string> {
  const type = await DocumentType.findOne({ code }).lean();
  if (!type) throw new Error(`There is no type ${code}`);
  return String(type._id);
}

let made = 0;

/** A registered document with its first draft, ready to be submitted. Returns its code. */
export async function aDraft(author: User, changes: Partial<NewDocument> = {}): Promise<string> {
  made += 1;
  return createDocument(
    {
      code: `IN-${made}`,
      title: `Instructivo ${made}`,
      type: await typeNamed('IN'),
      process: null,
      owner: author.positions[0]?.id ?? null,
      formOf: null,
      content: { kind: 'text', markdown: TEXT },
      label: '1',
      reason: 'Primera versión',
      ...changes,
    },
    author,
  );
}

/** Signs with the content as it is stored now. */
export async function signed(
  code: string,
  number = 1,
): Promise<{ sha256: string; password: string; comment: string }> {
  const { sha256 } = await versionOf(code, number);
  return { sha256: sha256 ?? '', password: PASSWORD, comment: '' };
}

/** Brings a draft of the usual route to a state: the leader writes, the quality office reviews, the committee approves. */
export async function bring(
  code: string,
  to: 'in_review' | 'in_approval' | 'approved' | 'in_force',
  people: People,
  number = 1,
): Promise<void> {
  await submit(code, number, people.leader);
  if (to === 'in_review') return;
  await approve(code, number, await signed(code, number), people.quality2);
  if (to === 'in_approval') return;
  await approve(code, number, await signed(code, number), people.committee);
  if (to === 'approved') return;
  const { sha256 } = await signed(code, number);
  await issue(code, number, { effective: today(), sha256 }, people.quality);
}

/** Writes other words into a draft. */
export async function write(code: string, number: number, markdown: string, author: User): Promise<void> {
  const { label, reason, savedAt } = await versionOf(code, number);
  const content = { kind: 'text' as const, markdown };
  await saveDraft(
    code,
    number,
    { content, label, reason: reason || 'Se corrige', changedSections: [], savedAt: savedAt.getTime() },
    author,
  );
}

export async function documentOf(code: string): Promise<DocumentRecord> {
  const document = await Document.findOne({ code }).lean<DocumentRecord>();
  if (!document) throw new Error(`There is no document ${code}`);
  return document;
}

export async function versionOf(code: string, number = 1): Promise<VersionRecord> {
  const { _id } = await documentOf(code);
  const version = await Version.findOne({ document: _id, number }).lean<VersionRecord>();
  if (!version) throw new Error(`${code} has no version ${number}`);
  return version;
}

/** Presses «Editar» on the page of a draft. Returns where that leads: the editor, with the form for who has the turn. */
export async function beginToWrite(agent: Agent, code: string, number = 1): Promise<string> {
  const version = `/documentos/${code}/versiones/${number}`;
  return (await sendForm(agent, version, {}, `${version}/turno`)).headers.location ?? '';
}
