// Adopt: an existing procedure taken as in force with the approval facts of its source; proposed by one person, confirmed by another.
import { act, currentAct } from '../platform/audit/act.ts';
import { actorOf } from '../platform/access/policy.ts';
import { sign } from '../platform/access/signatures.ts';
import type { User } from '../platform/access/roles.ts';
import { isDay, today, type Day } from '../platform/clock.ts';
import { Invalid, Refusal } from '../platform/errors.ts';
import { become, documentForChange, forChange, keep, mustBeSeen, writerOf } from './changing.ts';
import { Document, type DocumentDoc } from './document.ts';
import { newVersion } from './drafting.ts';
import { takeEffectNow } from './issuing.ts';
import { freeLock, holdLock } from './locking.ts';
import { describe, linkForm, newDocument, type NewDocument } from './registering.ts';
import { DocumentType } from './type.ts';
import { contentHash, Version, type SourceApproval, type VersionDoc } from './version.ts';

export interface Adoption extends Omit<NewDocument, 'reason'> {
  /** From which day the source says that it is in force, or the day of adoption. */
  effective: Day;
  /** The date as the source writes it: `2019-11`, `2023-09-29`. */
  sourceDate: string;
  approvals: SourceApproval[];
  note: string;
  /** The text is the library's: a draft of it under the same code, which set-up loads, gives way. */
  fromLibrary?: boolean;
}

/** Proposes an existing document as in force. @throws Invalid for a taken code or a date to come */
export async function proposeAdoption(
  input: Adoption,
  user: User,
): Promise<{ code: string; number: number }> {
  return act('documents.propose_adoption', actorOf(user), async () => {
    const { document, version } = await adoptionOf(input, user);
    return { code: document.code, number: version.number };
  });
}

/** As `proposeAdoption`, inside an act that is open already (an import of many). */
export async function adoptionOf(
  input: Adoption,
  user: User,
  batch: string | null = null,
): Promise<{ document: DocumentDoc; version: VersionDoc }> {
  if (!isDay(input.effective) || input.effective > today())
    throw Invalid.field('effective', 'documents.form.adopted_future');
  const unused = await neverUsed(input, user);
  const before = unused?.document.formOf?.procedure ?? null;
  const document = unused ? await describedAnew(unused.document, input) : await newDocument(input, user);
  const { label, content, note } = input;
  const number = (unused?.last ?? 0) + 1;
  const version = newVersion(document, { number, label, content, reason: note }, user);
  version.state = 'adopting';
  version.sha256 = contentHash(version);
  version.effective = input.effective;
  version.adopted = {
    by: writerOf(user),
    at: currentAct().at,
    confirmed: null,
    approvals: input.approvals,
    sourceDate: input.sourceDate,
    note: input.note,
    batch,
  };
  document.adopted = true;
  await keep(document, version);
  await linkForm(document, before);
  return { document, version };
}

async function describedAnew(document: DocumentDoc, input: Adoption): Promise<DocumentDoc> {
  const type = await DocumentType.findById(input.type);
  if (!type?.active) throw Invalid.field('type', 'shared.form.choose');
  document.set({ type: type._id, typeName: type.name });
  await describe(document, input);
  return document;
}

/** A document whose adoption was refused keeps its code and can be proposed again, and so can the library's that is only a draft. */
async function neverUsed(
  { code, fromLibrary = false }: Adoption,
  user: User,
): Promise<{ document: DocumentDoc; last: number } | null> {
  const was = fromLibrary ? {} : { adopted: true };
  const document = await Document.findOne({ code: code.toUpperCase(), state: 'new', ...was });
  if (!document || document.current) return null;
  if (document.working && !(fromLibrary && (await gaveWay(document, user)))) return null;
  const last = await Version.findOne({ document: document._id }).sort({ number: -1 }).select('number');
  return { document, last: last?.number ?? 0 };
}

/** Discards a document's draft for its adoption. False for a version on its route. @throws Refusal while another writes in it */
async function gaveWay(document: DocumentDoc, user: User): Promise<boolean> {
  const draft = await Version.findOne({ document: document._id, state: 'draft' });
  if (!draft) return false;
  await holdLock(String(draft._id), user);
  become(draft, 'discarded');
  await keep(document, draft);
  await freeLock(String(draft._id));
  return true;
}

/** Confirms an adoption with a signature. @throws Refusal for the person who proposed it; Stale when the content is another */
export async function confirmAdoption(
  code: string,
  input: { sha256: string; password: string },
  user: User,
): Promise<void> {
  await sign(user, input.password, 'adopto', input.sha256);
  await act('documents.confirm_adoption', actorOf(user), async () => {
    const { document, version } = await adoptingVersion(code);
    mustBeSeen(version, input.sha256);
    await confirmInside(document, version, user);
  });
}

/** As `confirmAdoption`, inside an act that is open already and whose signature was given. */
export async function confirmInside(document: DocumentDoc, version: VersionDoc, user: User): Promise<void> {
  const { adopted } = version;
  if (version.state !== 'adopting' || !adopted) throw new Refusal('documents.refusal.not_adopting');
  // Author is never approver, at this door too.
  if (adopted.by.id === user.id) throw new Refusal('documents.refusal.proposer_approves');
  adopted.confirmed = { ...writerOf(user), at: currentAct().at };
  version.markModified('adopted');
  await takeEffectNow(document, version);
}

/** Refuses an adoption with a reason; the proposal stays readable as discarded. */
export async function refuseAdoption(code: string, input: { reason: string }, user: User): Promise<void> {
  await act(
    'documents.refuse_adoption',
    actorOf(user),
    async () => {
      const { document, version } = await adoptingVersion(code);
      become(version, 'discarded');
      await keep(document, version);
    },
    { reason: input.reason },
  );
}

async function adoptingVersion(code: string): Promise<{ document: DocumentDoc; version: VersionDoc }> {
  const document = await documentForChange(code);
  if (document.working?.state !== 'adopting') throw new Refusal('documents.refusal.not_adopting');
  return forChange(code, document.working.number);
}
