// What waits for a person because of a version: to decide, to mend or finish, to issue, to confirm an adoption.
import type { Types } from 'mongoose';
import { has, type User } from '../../platform/access/roles.ts';
import type { Task } from '../../platform/http/slice.ts';
import { isAuthor, isParticipant } from '../approving.ts';
import { Comment } from '../comment.ts';
import { favourable } from '../rules.ts';
import { Version } from '../version.ts';
import type { VersionRow } from './showing.ts';
import { documentsById, MANY, versionTask, type TaskDocument } from './task-lines.ts';

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

export async function decisions(user: User): Promise<Task[]> {
  if (has(user, 'certifier')) return [];
  const versions = await versionsToDecide(user);
  return withDocuments(versions, (version, document) => {
    const latest = version.decisions.findLast((one) => one.cycle === version.cycle);
    const word = version.state === 'in_review' ? 'documents.task.review' : 'documents.task.approve';
    return versionTask(document, version, word, latest?.at ?? version.submitted?.at ?? version.savedAt);
  });
}

/** Drafts that this person wrote in: returned ones say so; so do those with observations to settle. */
export async function drafts(user: User): Promise<Task[]> {
  const versions = await rowsOf({
    state: { $in: ['draft', 'in_review', 'in_approval'] },
    'authors.id': user.id,
  });
  const open = await openComments(versions.map((one) => one._id));
  return withDocuments(versions, (version, document) => {
    const comments = open.get(String(version._id));
    if (version.state !== 'draft')
      return comments
        ? versionTask(document, version, 'documents.task.settle', comments.since, comments.count)
        : null;
    const returned = version.decisions.findLast(
      (one) => one.cycle === version.cycle && one.verdict === 'returned',
    );
    if (returned) return versionTask(document, version, 'documents.task.mend', returned.at);
    return versionTask(document, version, 'documents.task.finish', version.savedAt);
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

export async function toIssue(user: User): Promise<Task[]> {
  if (!has(user, 'quality')) return [];
  const versions = await rowsOf({ state: 'approved' });
  return withDocuments(versions, (version, document) =>
    versionTask(document, version, 'documents.task.issue', version.approvedAt ?? version.savedAt),
  );
}

export async function adoptions(user: User): Promise<Task[]> {
  if (!has(user, 'quality', 'committee')) return [];
  const versions = await rowsOf({
    state: 'adopting',
    'adopted.by.id': { $ne: user.id },
    'adopted.batch': null,
  });
  if (versions.length <= MANY)
    return withDocuments(versions, (version, document) =>
      versionTask(document, version, 'documents.task.adopt', version.startedAt),
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

async function rowsOf(filter: Record<string, unknown>): Promise<VersionRow[]> {
  return Version.find(filter).select('-content').lean<VersionRow[]>();
}

async function withDocuments(
  versions: VersionRow[],
  make: (version: VersionRow, document: TaskDocument) => Task | null,
): Promise<Task[]> {
  const documents = await documentsById(versions.map((one) => String(one.document)));
  return versions.flatMap((version) => {
    const document = documents.get(String(version.document));
    return (document && make(version, document)) ?? [];
  });
}
