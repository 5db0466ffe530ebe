// Observations on sections of a version: made while it is on its route, settled by its author or by who made them.
import { act, currentAct } from '../platform/audit/act.ts';
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { NotFound, Refusal } from '../platform/errors.ts';
import { isAuthor } from './approving.ts';
import { forChange, writerOf } from './changing.ts';
import { Comment } from './comment.ts';

/** Anchors an observation to a section (its id; '' for the whole). @throws Refusal on a version that is decided already. */
export async function comment(
  code: string,
  number: number,
  input: { section: string; text: string },
  user: User,
): Promise<void> {
  await act('documents.comment', actorOf(user), async () => {
    const { document, version } = await forChange(code, number);
    if (!['draft', 'in_review', 'in_approval'].includes(version.state))
      throw new Refusal('documents.refusal.comment_too_late');
    await new Comment({
      document: document._id,
      version: version._id,
      cycle: version.cycle,
      section: input.section,
      text: input.text,
      by: writerOf(user),
      at: currentAct().at,
    }).save();
  });
}

/** Settles an observation with an answer. Who may: its maker, and the authors of the version. */
export async function settleComment(
  code: string,
  number: number,
  id: string,
  input: { answer: string },
  user: User,
): Promise<void> {
  await act('documents.settle_comment', actorOf(user), async () => {
    const { version } = await forChange(code, number);
    const found = await Comment.findOne({ _id: id, version: version._id });
    if (!found) throw new NotFound();
    if (found.settled) throw new Refusal('documents.refusal.comment_settled');
    if (found.by.id !== user.id && !isAuthor(version, user.id))
      throw new Refusal('documents.refusal.not_your_comment');
    found.settled = { id: user.id, name: user.name, at: currentAct().at, answer: input.answer };
    await found.save();
  });
}
