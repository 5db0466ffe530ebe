// Periodic review: looked at on time, and "reviewed without change" is an act of its own (G1b).
import { act, currentAct } from '../platform/audit/act.ts';
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { today } from '../platform/clock.ts';
import { Refusal } from '../platform/errors.ts';
import { documentForChange, stampOf } from './changing.ts';
import type { DocumentDoc } from './document.ts';
import { nextReview } from './rules.ts';
import { Review, type ReviewRecord } from './review.ts';
import { DocumentType } from './type.ts';

/** Declares a document in force as reviewed without change: open reviews close and the period begins again. */
export async function reviewWithoutChange(code: string, input: { note: string }, user: User): Promise<void> {
  await act('documents.review_without_change', actorOf(user), async () => {
    const document = await documentForChange(code);
    if (document.state !== 'in_force') throw new Refusal('documents.refusal.none_in_force');
    if (document.working)
      throw new Refusal('documents.refusal.version_on_its_way', { label: document.working.label });
    const closed = { outcome: 'no_change' as const, note: input.note, ...personStamp(user) };
    const open = await Review.find({ document: document._id, closed: null });
    for (const review of open) await review.set({ closed }).save();
    if (open.length === 0) {
      const due = document.nextReview ?? today();
      await new Review({
        document: document._id,
        cause: 'periodic',
        openedAt: currentAct().at,
        due,
        closed,
      }).save();
    }
    const type = await DocumentType.findById(document.type);
    document.nextReview = nextReview(today(), type?.reviewMonths ?? 24);
    await document.save();
  });
}

/** Opens a review because an external document that this one cites has a new edition; once for each edition. */
export async function openExternalReview(
  document: DocumentDoc,
  external: NonNullable<ReviewRecord['external']>,
  due: string,
): Promise<void> {
  const known = {
    document: document._id,
    cause: 'external' as const,
    'external.id': external.id,
    'external.edition': external.edition,
  };
  if (await Review.exists(known)) return;
  await new Review({
    document: document._id,
    cause: 'external',
    external,
    openedAt: currentAct().at,
    due,
  }).save();
}

/** A new version in force answers the reviews that were open. Called inside the act that put it in force. */
export async function closeReviewsByVersion(
  document: DocumentDoc,
  user: Pick<NonNullable<ReviewRecord['closed']>, 'by' | 'name' | 'position'>,
): Promise<void> {
  for (const review of await Review.find({ document: document._id, closed: null })) {
    review.closed = { outcome: 'new_version', note: '', ...user, at: currentAct().at };
    await review.save();
  }
}

function personStamp(user: User): Omit<NonNullable<ReviewRecord['closed']>, 'outcome' | 'note'> {
  return stampOf(user, currentAct().at);
}
