// What waits for a person because of a document as a whole: to decide its withdrawal, to recall copies, to review it.
import { has, type User } from '../../platform/access/roles.ts';
import { addDays, startOf, today } from '../../platform/clock.ts';
import type { Task } from '../../platform/http/slice.ts';
import { Copy } from '../copy.ts';
import { Document, type DocumentRecord } from '../document.ts';
import { Review, type ReviewRecord } from '../review.ts';
import { aboutDocument, documentsById, MANY, type TaskDocument } from './task-lines.ts';

/** Days before its date at which a review is asked for. */
const REVIEW_AHEAD = 30;

export async function withdrawals(user: User): Promise<Task[]> {
  if (!has(user, 'quality', 'committee')) return [];
  const proposed = {
    state: 'in_force' as const,
    'withdrawal.from': { $gt: '' },
    'withdrawal.approved': null,
    'withdrawal.by': { $ne: user.id },
  };
  const found = await Document.find(proposed)
    .select('code title withdrawal')
    .lean<(TaskDocument & Pick<DocumentRecord, 'withdrawal'>)[]>();
  return found.map((one) => ({
    ...aboutDocument(one, 'documents.task.withdraw', one.withdrawal?.at ?? new Date(0)),
    due: one.withdrawal?.from ?? null,
  }));
}

export async function recalls(user: User): Promise<Task[]> {
  if (!has(user, 'quality')) return [];
  const copies = await Copy.find(
    { recallSince: { $gt: new Date(0) }, returned: null },
    { document: 1, recallSince: 1 },
  ).lean();
  const byDocument = Map.groupBy(copies, (copy) => String(copy.document));
  const documents = await documentsById([...byDocument.keys()]);
  return [...byDocument].flatMap(([id, group]) => {
    const document = documents.get(id);
    if (!document) return [];
    const about = aboutDocument(
      document,
      'documents.task.recall',
      group[0]?.recallSince ?? new Date(0),
      '/copias',
    );
    return [{ ...about, params: { ...about.params, count: group.length } }];
  });
}

/** G1b: the position that owns a document reviews it; what is overdue escalates to the quality office. */
export async function reviews(user: User): Promise<Task[]> {
  const mine = await reviewable({
    owner: { $in: user.positions.map((held) => held.id) },
    nextReview: { $lte: addDays(today(), REVIEW_AHEAD) },
  });
  const tasks = mine.map((one) => reviewTask(one));
  if (!has(user, 'quality')) return tasks;
  const known = new Set(mine.map((one) => String(one._id)));
  const overdue = (await reviewable({ nextReview: { $lt: today() } })).filter(
    (one) => !known.has(String(one._id)),
  );
  if (overdue.length <= MANY) return [...tasks, ...overdue.map((one) => reviewTask(one))];
  const due = overdue.map((one) => one.nextReview ?? today()).sort()[0] ?? today();
  return [
    ...tasks,
    {
      href: '/documentos?vencidos=si',
      word: 'documents.task.review_many',
      params: { count: overdue.length },
      since: startOf(due),
      due,
    },
  ];
}

type Reviewable = TaskDocument & Pick<DocumentRecord, 'nextReview'>;

async function reviewable(filter: Record<string, unknown>): Promise<Reviewable[]> {
  return Document.find({ state: 'in_force', working: null, ...filter })
    .select('code title nextReview')
    .lean<Reviewable[]>();
}

function reviewTask(document: Reviewable): Task {
  const due = document.nextReview ?? today();
  return {
    ...aboutDocument(
      document,
      'documents.task.review_period',
      startOf(addDays(due, -REVIEW_AHEAD)),
      '/revision',
    ),
    due,
  };
}

/** G1f: a document cites an external one whose edition changed. */
export async function externalReviews(user: User): Promise<Task[]> {
  const open = await Review.find({ closed: null, cause: 'external' }).lean<ReviewRecord[]>();
  const documents = await documentsById(open.map((one) => String(one.document)));
  return open.flatMap((review) => {
    const document = documents.get(String(review.document));
    const isMine =
      document &&
      (document.owner ? user.positions.some((held) => held.id === document.owner) : has(user, 'quality'));
    if (!isMine || document.state !== 'in_force' || document.working) return [];
    const about = aboutDocument(document, 'documents.task.review_external', review.openedAt);
    return [{ ...about, params: { ...about.params, name: review.external?.name ?? '' }, due: review.due }];
  });
}
