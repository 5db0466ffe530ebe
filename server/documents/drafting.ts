// Save: versions are started and their drafts are written, kept or given up. Saving is not submitting.
import { act, currentAct } from '../platform/audit/act.ts';
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { Refusal } from '../platform/errors.ts';
import { become, documentForChange, forChange, keep, newToken, writerOf } from './changing.ts';
import type { DocumentDoc } from './document.ts';
import { freeLock, holdLock } from './locking.ts';
import { nextLabel } from './rules.ts';
import { Version, type Content, type VersionDoc } from './version.ts';

/** Starts the next version from the one in force. G1b; a reason for change is required. @throws Refusal when one is on its way. */
export async function startVersion(code: string, input: { reason: string }, user: User): Promise<number> {
  return act(
    'documents.start_version',
    actorOf(user),
    async () => {
      const document = await documentForChange(code);
      if (document.working)
        throw new Refusal('documents.refusal.version_on_its_way', { label: document.working.label });
      if (document.state === 'withdrawn' || document.withdrawal)
        throw new Refusal('documents.refusal.withdrawn');
      const last = await Version.findOne({ document: document._id }).sort({ number: -1 });
      const base = document.current ? await Version.findById(document.current.id) : last;
      if (!base || !last) throw new Refusal('documents.refusal.no_base');
      const next = {
        number: last.number + 1,
        label: nextLabel(base.label),
        content: base.content,
        reason: input.reason,
      };
      const version = newVersion(document, next, user);
      remember(document, version, user);
      await keep(document, version);
      return version.number;
    },
    { reason: input.reason },
  );
}

export interface DraftInput {
  content: Content;
  label: string;
  reason: string;
  changedSections: string[];
  /** When the page with the draft was made: a draft saved since then by another is not overwritten. */
  savedAt: number;
}

/** Saves a draft. @throws Refusal when another person holds the edit lock or saved since. */
export async function saveDraft(code: string, number: number, input: DraftInput, user: User): Promise<void> {
  await act('documents.save', actorOf(user), async () => {
    const { document, version } = await forChange(code, number);
    if (version.state !== 'draft') throw new Refusal('documents.refusal.not_a_draft');
    await holdLock(String(version._id), user);
    if (version.savedAt.getTime() > input.savedAt)
      throw new Refusal('documents.refusal.saved_by_other', { name: version.authors.at(-1)?.name ?? '' });
    version.set({
      content: input.content,
      label: input.label,
      reason: input.reason,
      changedSections: input.changedSections,
      savedAt: currentAct().at,
    });
    version.markModified('content');
    remember(document, version, user);
    await keep(document, version);
  });
}

/** Gives a draft up. The number stays used and the draft stays readable to those who wrote it. */
export async function discardDraft(
  code: string,
  number: number,
  input: { reason: string },
  user: User,
): Promise<void> {
  await act(
    'documents.discard',
    actorOf(user),
    async () => {
      const { document, version } = await forChange(code, number);
      if (version.state !== 'draft') throw new Refusal('documents.refusal.not_a_draft');
      become(version, 'discarded');
      await keep(document, version);
      await freeLock(String(version._id));
    },
    { reason: input.reason },
  );
}

/** Whoever writes is an author from then on, in the order of their last writing. */
function remember(document: DocumentDoc, version: VersionDoc, user: User): void {
  version.authors = [...version.authors.filter((author) => author.id !== user.id), writerOf(user)];
  if (!document.writers.includes(user.id)) document.writers = [...document.writers, user.id];
}

/** A draft that was not saved yet, for the verbs that bring one into being. */
export function newVersion(
  document: DocumentDoc,
  input: { number: number; label: string; content: Content; reason: string },
  user: User | null,
): VersionDoc {
  const { at } = currentAct();
  return new Version({
    ...input,
    document: document._id,
    state: 'draft',
    authors: user ? [writerOf(user)] : [],
    startedAt: at,
    savedAt: at,
    token: newToken(),
  });
}
