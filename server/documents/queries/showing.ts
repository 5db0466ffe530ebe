// What the page of a document needs beside the document itself.
import type { Types } from 'mongoose';
import { today } from '../../platform/clock.ts';
import type { User } from '../../platform/access/roles.ts';
import { asOfFor } from '../../platform/access/engagement.ts';
import { may } from '../../platform/access/policy.ts';
import { versionOn } from '../as-of.ts';
import { Comment, type CommentRecord } from '../comment.ts';
import type { DocumentRecord } from '../document.ts';
import { Review, type ReviewRecord } from '../review.ts';
import type { VersionState } from '../rules.ts';
import { Version, type VersionRecord } from '../version.ts';
import { inForceOn } from './listing.ts';

/** A version without its content, for lists of versions. */
export type VersionRow = Omit<VersionRecord, 'content'>;

/** The version that this person sees first: the one in force, else the one on its way, else the last one; null when they may see none. */
export async function versionToShow(document: DocumentRecord, user: User): Promise<VersionRecord | null> {
  const day = asOfFor(user);
  const inForce = inForceOn(document, day ?? today());
  if (inForce) {
    const found = await Version.findById(inForce.id).lean<VersionRecord>();
    return found && day ? versionOn(found, day) : found;
  }
  const glance = document.working ?? document.current;
  const version = glance
    ? await Version.findById(glance.id).lean<VersionRecord>()
    : await Version.findOne({ document: document._id }).sort({ number: -1 }).lean<VersionRecord>();
  return version && may(user, 'documents.read_version', { document, version }) ? version : null;
}

export async function workingVersion(document: DocumentRecord): Promise<VersionRow | null> {
  return document.working
    ? Version.findById(document.working.id).select('-content').lean<VersionRow>()
    : null;
}

/** The last version before this one that was in force: what a reader of changes holds it against. */
export async function versionBefore(
  version: Pick<VersionRecord, 'document' | 'number'>,
): Promise<Pick<VersionRecord, 'number' | 'label'> | null> {
  const used = {
    state: { $in: ['in_force', 'obsolete'] as VersionState[] },
    number: { $lt: version.number },
  };
  return Version.findOne({ document: version.document, ...used })
    .select('number label')
    .sort({ number: -1 })
    .lean<VersionRecord>();
}

/** Every version, newest first, without contents. */
export async function versionsOf(document: Types.ObjectId): Promise<VersionRow[]> {
  return Version.find({ document }).select('-content').sort({ number: -1 }).lean<VersionRow[]>();
}

/** Those that this person may know of, as they stood at the cut-off of a certifier. */
export async function versionsFor(document: Types.ObjectId, user: User): Promise<VersionRow[]> {
  const [rows, day] = [await versionsOf(document), asOfFor(user)];
  return day ? rows.map((row) => versionOn(row, day)).filter((row) => row !== null) : rows;
}

export async function versionNumbered(
  document: Types.ObjectId,
  number: number,
): Promise<VersionRecord | null> {
  return Version.findOne({ document, number }).lean<VersionRecord>();
}

export async function commentsOf(version: Types.ObjectId): Promise<CommentRecord[]> {
  return Comment.find({ version }).sort({ at: 1 }).lean<CommentRecord[]>();
}

export async function openReviews(document: Types.ObjectId): Promise<ReviewRecord[]> {
  return Review.find({ document, closed: null }).sort({ due: 1 }).lean<ReviewRecord[]>();
}
