// Files that came with a form: stored for good before any transaction opens, and still attached when the form comes back.
import { randomBytes } from 'node:crypto';
import type { Request } from 'express';
import { now } from '../clock.ts';
import { nativeCollection } from '../db/connection.ts';
import { acceptedOf, fileStore, multipart, type Kind } from '../files/index.ts';
import type { RequestHandler } from 'express';
import { isTokenOfSession } from './csrf.ts';

/** A file that was accepted and stored. `token` stands for it in the form for a day. */
export interface Attachment {
  token: string;
  sha256: string;
  name: string;
  mime: string;
  bytes: number;
  pages: number | null;
  text: string;
  warnings: string[];
}

interface Kept extends Omit<Attachment, 'token'> {
  _id: string;
  /** Who may use the token: the person's id, or the session for a visitor. */
  owner: string;
  field: string;
  at: Date;
}

const HOURS_KEPT = 24;
const kept = () => nativeCollection<Kept>('uploads');

export async function ensureAttachmentIndexes(): Promise<void> {
  await kept().createIndex({ at: 1 }, { expireAfterSeconds: HOURS_KEPT * 3_600 });
}

/** The upload rule of a route: limits, kinds, and the session's token before a byte is stored. */
export function accepts(options: {
  allowed: readonly Kind[];
  megabytes: number;
  files?: number;
}): RequestHandler {
  let middleware: RequestHandler | undefined;
  return (req, res, next) => {
    middleware ??= multipart({
      allowed: options.allowed,
      maxBytes: options.megabytes * 1_000_000,
      files: options.files ?? 1,
      checkToken: (fields, request) => isTokenOfSession(request, fields._csrf),
      temporary: fileStore().temporary,
      disk: () => fileStore().disk,
    });
    return void middleware(req, res, next);
  };
}

/**
 * The files of a field: those sent now, else those attached by an earlier try of the same form (`<field>_attached`).
 * @throws Invalid naming the field when a file was refused
 */
export async function attachmentsOf(req: Request, field: string): Promise<Attachment[]> {
  const sent = acceptedOf(req, field);
  if (sent.length === 0) return attachedBefore(req, field);
  const attachments: Attachment[] = [];
  for (const file of sent) {
    const stored = await fileStore().put(file.content);
    const facts = {
      ...stored,
      name: file.name,
      mime: file.mime,
      pages: file.pages ?? null,
      text: file.text,
      warnings: file.warnings,
    };
    const token = randomBytes(18).toString('base64url');
    await kept().insertOne({ _id: token, owner: ownerOf(req), field, at: now(), ...facts });
    attachments.push({ token, ...facts });
  }
  (req.body as Record<string, unknown>)[`${field}_attached`] = attachments.map((one) => one.token);
  return attachments;
}

async function attachedBefore(req: Request, field: string): Promise<Attachment[]> {
  const given: unknown = (req.body as Record<string, unknown> | undefined)?.[`${field}_attached`];
  const tokens = (Array.isArray(given) ? given : [given]).filter(
    (one): one is string => typeof one === 'string' && one !== '',
  );
  if (tokens.length === 0) return [];
  const found = await kept()
    .find({ _id: { $in: tokens }, owner: ownerOf(req), field })
    .toArray();
  return found.map(({ _id, sha256, name, mime, bytes, pages, text, warnings }) => ({
    token: _id,
    sha256,
    name,
    mime,
    bytes,
    pages,
    text,
    warnings,
  }));
}

/** Hashes that a form still holds, so that the sweep of orphaned files leaves them. */
export async function* keptAttachments(): AsyncGenerator<string> {
  for await (const one of kept().find({}, { projection: { sha256: 1 } })) yield one.sha256;
}

function ownerOf(req: Request): string {
  return req.user?.id ?? req.sessionID;
}
