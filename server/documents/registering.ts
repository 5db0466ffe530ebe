// Register: a controlled document comes into being with its code for life and its first draft; its data may be corrected later.
import { foldText, termsOf } from '../platform/search/terms.ts';
import { act, currentAct } from '../platform/audit/act.ts';
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { Invalid } from '../platform/errors.ts';
import { link, unlink } from '../platform/links/links.ts';
import { positionsByIds } from '../people/index.ts';
import { processesByIds } from '../processes/index.ts';
import { documentForChange, keep } from './changing.ts';
import { CODES_QUEUE, nextFreeCode } from './coding.ts';
import { Document, type DocumentDoc, type DocumentRecord } from './document.ts';
import { newVersion } from './drafting.ts';
import { CODE } from './rules.ts';
import { DocumentType } from './type.ts';
import type { Content } from './version.ts';

export interface NewDocument {
  /** Empty: the next free code of the type's pattern. */
  code: string;
  title: string;
  type: string;
  process: string | null;
  owner: string | null;
  formOf: DocumentRecord['formOf'];
  content: Content;
  label: string;
  reason: string;
}

/** Registers a document and its first draft. @throws Invalid for a code that is malformed or taken. */
export async function createDocument(input: NewDocument, user: User): Promise<string> {
  const register = async (): Promise<string> => {
    const document = await newDocument(input, user);
    const { content, label, reason } = input;
    const version = newVersion(document, { number: 1, label, content, reason }, user);
    await keep(document, version);
    await linkForm(document, null);
    return document.code;
  };
  return act('documents.create', actorOf(user), register, CODES_QUEUE);
}

/** A document that was not saved yet, for the verbs that bring one into being; without a writer when set-up loads it. @throws Invalid */
export async function newDocument(
  input: Omit<NewDocument, 'content' | 'label' | 'reason'>,
  user: User | null,
): Promise<DocumentDoc> {
  const type = await DocumentType.findById(input.type);
  if (!type?.active) throw Invalid.field('type', 'shared.form.choose');
  const code = (input.code || ((await nextFreeCode(type, input.process)) ?? '')).toUpperCase();
  if (!CODE.test(code))
    throw Invalid.field('code', input.code ? 'documents.form.code' : 'documents.form.code_not_proposed');
  if (await Document.exists({ code })) throw Invalid.field('code', 'documents.form.code_taken', { code });
  await mustBelong(input.formOf, type.isForm);
  const document = new Document({
    code,
    type: type._id,
    typeName: type.name,
    state: 'new',
    writers: user ? [user.id] : [],
    createdAt: currentAct().at,
  });
  await describe(document, input);
  return document;
}

/** Sets the facts of a document that may change during its life (the code never does). */
export async function describe(
  document: DocumentDoc,
  facts: Pick<NewDocument, 'title' | 'process' | 'owner' | 'formOf'>,
): Promise<void> {
  const [process] = facts.process ? await processesByIds([facts.process]) : [];
  const [owner] = facts.owner ? await positionsByIds([facts.owner]) : [];
  document.set({
    title: facts.title,
    titleKey: foldText(facts.title),
    words: termsOf(`${document.code} ${facts.title}`),
    process: process?.id ?? null,
    processName: process ? `${process.code} ${process.name}` : '',
    owner: owner?.id ?? null,
    ownerName: owner?.name ?? '',
    formOf: facts.formOf,
  });
}

/** Changes title, process, owner of a document without touching its versions. */
export async function describeDocument(
  code: string,
  facts: Pick<NewDocument, 'title' | 'process' | 'owner' | 'formOf'>,
  user: User,
): Promise<void> {
  await act('documents.describe', actorOf(user), async () => {
    const document = await documentForChange(code);
    const type = await DocumentType.findById(document.type);
    await mustBelong(facts.formOf, type?.isForm ?? false);
    const before = document.formOf?.procedure ?? null;
    await describe(document, facts);
    await document.save();
    await linkForm(document, before);
  });
}

/** A format (blank form) names a procedure that exists. @throws Invalid */
async function mustBelong(formOf: NewDocument['formOf'], isForm: boolean): Promise<void> {
  if (isForm && !formOf) throw Invalid.field('procedure', 'documents.form.form_of');
  if (formOf && !(await Document.exists({ _id: formOf.procedure })))
    throw Invalid.field('procedure', 'documents.form.form_of');
}

/** L1: the procedure of a format governs it, and both pages show it. */
export async function linkForm(document: DocumentDoc, before: string | null): Promise<void> {
  const now = document.formOf?.procedure ?? null;
  if (now === before) return;
  const form = { kind: 'document', id: String(document._id) };
  if (before) await unlink({ kind: 'document', id: before }, 'governs', form);
  if (now) await link({ kind: 'document', id: now }, 'governs', form);
}
