// How routes find their subject: inside what the person may see, else it does not exist.
import type { User } from '../../platform/access/roles.ts';
import { NotFound } from '../../platform/errors.ts';
import { may } from '../../platform/access/policy.ts';
import { asOfFor } from '../../platform/access/engagement.ts';
import { documentOn, versionOn } from '../as-of.ts';
import { Comment, type CommentRecord } from '../comment.ts';
import { Document, type DocumentRecord } from '../document.ts';
import { scope, type ComparingSubject, type DocumentSubject, type VersionSubject } from '../policy.ts';
import { Version, type VersionRecord } from '../version.ts';
import { versionsOf } from './showing.ts';

export async function loadDocument(
  params: Record<string, string>,
  user: User | null,
): Promise<DocumentSubject> {
  if (!user) throw new NotFound();
  const found = await Document.findOne({ code: params.code, ...scope(user) }).lean<DocumentRecord>();
  if (found) return asSeen(found, user);
  const onRoute = await documentOnRouteOf(params.code ?? '', user);
  if (!onRoute) throw new NotFound();
  return onRoute;
}

export async function loadVersion(
  params: Record<string, string>,
  user: User | null,
): Promise<VersionSubject> {
  const document = await loadDocument(params, user);
  const number = /^[1-9]\d{0,4}$/.test(params.number ?? '') ? Number(params.number) : 0;
  const version = await Version.findOne({ document: document._id, number }).lean<VersionRecord>();
  if (!version || !may(user, 'documents.read_version', { document, version })) throw new NotFound();
  const day = asOfFor(user);
  return { document, version: (day && versionOn(version, day)) || version };
}

/** A certifier sees the document as it stood at the cut-off. @throws NotFound when nothing of it was in use by then */
async function asSeen(document: DocumentRecord, user: User): Promise<DocumentRecord> {
  const day = asOfFor(user);
  if (!day) return document;
  const seen = documentOn(document, await versionsOf(document._id), day);
  if (!seen.current) throw new NotFound();
  return seen;
}

/** A reviewer or approver sees the document whose version they are to decide or decided, whatever their role. */
async function documentOnRouteOf(code: string, user: User): Promise<DocumentRecord | null> {
  const document = await Document.findOne({ code }).lean<DocumentRecord>();
  if (!document?.working) return null;
  const version = await Version.findById(document.working.id).lean<VersionRecord>();
  return version && may(user, 'documents.read_version', { document, version }) ? document : null;
}

export async function loadForComparing(
  params: Record<string, string>,
  user: User | null,
): Promise<ComparingSubject> {
  const document = await loadDocument(params, user);
  const working = document.working
    ? await Version.findById(document.working.id).select('route').lean<VersionRecord>()
    : null;
  return { document, working };
}

/** A version with one of its observations. */
export interface CommentSubject extends VersionSubject {
  comment: CommentRecord;
}

export async function loadComment(
  params: Record<string, string>,
  user: User | null,
): Promise<CommentSubject> {
  const subject = await loadVersion(params, user);
  if (!/^[0-9a-f]{24}$/.test(params.comment ?? '')) throw new NotFound();
  const comment = await Comment.findOne({
    _id: params.comment,
    version: subject.version._id,
  }).lean<CommentRecord>();
  if (!comment) throw new NotFound();
  return { ...subject, comment };
}
