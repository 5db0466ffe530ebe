// What waits for a person in document control: to decide, to mend, to issue, to confirm, to recall, to review.
import type { Types } from 'mongoose';
import { has, type User } from '../../platform/access/roles.ts';
import { addDays, startOf, today } from '../../platform/clock.ts';
import type { Task } from '../../platform/http/slice.ts';
import { isAuthor, isParticipant } from '../approving.ts';
import { Comment } from '../comment.ts';
import { Copy } from '../copy.ts';
import { Document, type DocumentRecord } from '../document.ts';
import { Review, type ReviewRecord } from '../review.ts';
import { favourable } from '../rules.ts';
import { Version } from '../version.ts';
import { externalTasks } from './externals.ts';
import { readingTasks } from './reading.ts';
import type { VersionRow } from './showing.ts';

/** Days before its date at which a review is asked for. */
const REVIEW_AHEAD = 30;
/** More adoptions than these stand as one line that leads to their list. */
const MANY = 5;

type Row = Pick<DocumentRecord, '_id' | 'code' | 'title'>;

export async function tasksOf(user: User): Promise<Task[]> {
  const lists = await Promise.all([
    decisions(user), drafts(user), toIssue(user), adoptions(user), withdrawals(user), recalls(user), reviews(user), externalReviews(user), externalTasks(user), readingTasks(user),
  ]); // prettier-ignore
  return lists.flat();
}

/** Decisions that are due on a route for this person, who did not write the version and has not decided yet. */
export async function versionsToDecide(user: User): Promise<VersionRow[]> {
  const keys = [user.id, ...user.positions.map((held) => held.id), ...user.roles];
  const found = await rowsOf({
    state: { $in: ['in_review', 'in_approval'] },
    'route.participants.id': { $in: keys },
  });
  return found.filter((version) => isDueFor(version, user));
}

function isDueFor(version: VersionRow, user: User): boolean {
  const step = version.route[version.step];
  if (!step?.participants.some((one) => isParticipant(user, one)) || isAuthor(version, user.id)) return false;
  return !favourable(version.decisions, version.cycle, version.step).some((one) => one.person === user.id);
}

async function decisions(user: User): Promise<Task[]> {
  if (has(user, 'certifier')) return [];
  const versions = await versionsToDecide(user);
  return withDocuments(versions, (version, document) => {
    const latest = version.decisions.findLast((one) => one.cycle === version.cycle);
    const word = version.state === 'in_review' ? 'documents.task.review' : 'documents.task.approve';
    return task(document, version, word, latest?.at ?? version.submitted?.at ?? version.savedAt);
  });
}

/** Drafts that this person wrote in: returned ones say so; so do those with observations to settle. */
async function drafts(user: User): Promise<Task[]> {
  const versions = await rowsOf({
    state: { $in: ['draft', 'in_review', 'in_approval'] },
    'authors.id': user.id,
  });
  const open = await openComments(versions.map((one) => one._id));
  return withDocuments(versions, (version, document) => {
    const comments = open.get(String(version._id));
    if (version.state !== 'draft')
      return comments
        ? task(document, version, 'documents.task.settle', comments.since, comments.count)
        : null;
    const returned = version.decisions.findLast(
      (one) => one.cycle === version.cycle && one.verdict === 'returned',
    );
    if (returned) return task(document, version, 'documents.task.mend', returned.at);
    return task(document, version, 'documents.task.finish', version.savedAt);
  });
}

async function openComments(
  versions: Types.ObjectId[],
): Promise<Map<string, { count: number; since: Date }>> {
  const rows = await Comment.find({ version: { $in: versions }, settled: null }, { version: 1, at: 1 })
    .sort({ at: 1 })
    .lean();
  const byVersion = Map.groupBy(rows, (row) => String(row.version));
  return new Map(
    [...byVersion].map(([id, group]) => [id, { count: group.length, since: group[0]?.at ?? new Date(0) }]),
  );
}

async function toIssue(user: User): Promise<Task[]> {
  if (!has(user, 'quality')) return [];
  const versions = await rowsOf({ state: 'approved' });
  return withDocuments(versions, (version, document) =>
    task(document, version, 'documents.task.issue', version.approvedAt ?? version.savedAt),
  );
}

async function adoptions(user: User): Promise<Task[]> {
  if (!has(user, 'quality', 'committee')) return [];
  const versions = await rowsOf({ state: 'adopting', 'adopted.by.id': { $ne: user.id } });
  if (versions.length <= MANY)
    return withDocuments(versions, (version, document) =>
      task(document, version, 'documents.task.adopt', version.startedAt),
    );
  const since =
    versions.map((one) => one.startedAt).sort((a, b) => a.getTime() - b.getTime())[0] ?? new Date(0);
  return [
    {
      href: '/documentos?estado=on_its_way',
      word: 'documents.task.adopt_many',
      params: { count: versions.length },
      since,
      due: null,
    },
  ];
}

async function withdrawals(user: User): Promise<Task[]> {
  if (!has(user, 'quality', 'committee')) return [];
  const proposed = {
    state: 'in_force' as const,
    'withdrawal.from': { $gt: '' },
    'withdrawal.approved': null,
    'withdrawal.by': { $ne: user.id },
  };
  const found = await Document.find(proposed)
    .select('code title withdrawal')
    .lean<(Row & Pick<DocumentRecord, 'withdrawal'>)[]>();
  return found.map((one) => ({
    ...aboutDocument(one, 'documents.task.withdraw', one.withdrawal?.at ?? new Date(0)),
    due: one.withdrawal?.from ?? null,
  }));
}

async function recalls(user: User): Promise<Task[]> {
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
async function reviews(user: User): Promise<Task[]> {
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

type Reviewable = Row & Pick<DocumentRecord, 'nextReview'>;

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
async function externalReviews(user: User): Promise<Task[]> {
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

async function rowsOf(filter: Record<string, unknown>): Promise<VersionRow[]> {
  return Version.find(filter).select('-content').lean<VersionRow[]>();
}

async function documentsById(
  ids: string[],
): Promise<Map<string, Row & Pick<DocumentRecord, 'owner' | 'state' | 'working'>>> {
  const found = await Document.find({ _id: { $in: ids } })
    .select('code title owner state working')
    .lean<DocumentRecord[]>();
  return new Map(found.map((one) => [String(one._id), one]));
}

async function withDocuments(
  versions: VersionRow[],
  make: (version: VersionRow, document: Row) => Task | null,
): Promise<Task[]> {
  const documents = await documentsById(versions.map((one) => String(one.document)));
  return versions.flatMap((version) => {
    const document = documents.get(String(version.document));
    return (document && make(version, document)) ?? [];
  });
}

function task(document: Row, version: VersionRow, word: string, since: Date, count = 0): Task {
  const href = `${pathOf(document)}/versiones/${version.number}`;
  return {
    href,
    word,
    params: { code: document.code, title: document.title, label: version.label, count },
    since,
    due: null,
  };
}

function aboutDocument(document: Row, word: string, since: Date, page = ''): Task {
  return {
    href: pathOf(document) + page,
    word,
    params: { code: document.code, title: document.title },
    since,
    due: null,
  };
}

function pathOf(document: Row): string {
  return `/documentos/${encodeURIComponent(document.code)}`;
}
