// Multipart forms: every limit set, the form's token checked before a byte is stored, each file through the gate, nothing left behind.
import type { Request, RequestHandler, Response } from 'express';
import multer from 'multer';
import { AppError, BadShape, Forbidden, Invalid, TooLarge } from '../errors.ts';
import { acceptFile } from './accept.ts';
import type { Accepted, Kind } from './accept.ts';
import { realDisk } from './disk.ts';
import type { Disk } from './disk.ts';
import { draftsIn, readDraft } from './drafts.ts';
import { fileError, RefusedFile } from './errors.ts';
import { kindOfName } from './kinds.ts';
import { cleanName } from './names.ts';

export interface UploadRules {
  /** Largest size of one file, in bytes. */
  maxBytes: number;
  /** How many files one form may bring. */
  files: number;
  allowed: readonly Kind[];
  /** Whether the form's token (its first field, `_csrf`) is that of the session. */
  checkToken: (fields: Record<string, unknown>, req: Request) => boolean;
  /** Where files lie until they are accepted: `store.temporary`. */
  temporary: string;
  /** Through what they are written there: `store.disk`; the real one when nothing is said. */
  disk?: () => Disk;
}

/** One file of a form: accepted, or refused with the reason to show beside its field. */
export type Uploaded = { field: string; name: string } & (
  { accepted: Accepted; refused?: undefined } | { refused: RefusedFile; accepted?: undefined }
);

const uploads = new WeakMap<Request, Uploaded[]>();

/**
 * Middleware for a multipart form. Afterwards `req.body` holds its fields, flat strings, and `uploadsOf(req)` its files.
 * Authenticate, load and ask `may` before it.
 *
 * @throws Forbidden (token), TooLarge, BadShape, StorageFull, by way of `next`
 */
export function multipart(rules: UploadRules): RequestHandler {
  const parse = multer(options(rules)).any();
  return (req, res, next) => {
    if (!req.is('multipart/form-data')) return next();
    if (Number(req.headers['content-length'] ?? 0) > rules.maxBytes * rules.files + ALL_FIELDS)
      return next(new TooLarge('files.too_large', { megabytes: megabytes(rules.maxBytes) }));
    parse(req, res, (error: unknown) => {
      if (error) return next(asOurs(error, rules));
      acceptAll(req, res, rules).then(() => next(), next);
    });
  };
}

/** The files of this request's form, in order. */
export function uploadsOf(req: Request): Uploaded[] {
  return uploads.get(req) ?? [];
}

/**
 * The accepted files of a field.
 * @throws Invalid naming the field when one of them was refused
 */
export function acceptedOf(req: Request, field: string): Accepted[] {
  return uploadsOf(req)
    .filter((one) => one.field === field)
    .map((one) => {
      if (one.refused) throw Invalid.field(field, one.refused.key, { ...one.refused.params, file: one.name });
      return one.accepted;
    });
}

const ALL_FIELDS = 2_000_000;
const MAX_FIELDS = 500;

function options(rules: UploadRules): multer.Options {
  return {
    storage: draftsIn(rules.temporary, () => diskOf(rules)),
    // Without it "Señal.pdf" arrives as latin1.
    defParamCharset: 'utf8',
    limits: {
      fileSize: rules.maxBytes,
      files: rules.files,
      fields: MAX_FIELDS,
      parts: MAX_FIELDS + rules.files,
      fieldSize: 1_000_000,
      fieldNameSize: 100,
      headerPairs: 20,
      // Bracketed names would build objects, operators among them.
      fieldNestingDepth: 0,
      fieldArrayIndexLimit: 0,
    },
    fileFilter: (req, file, done) => {
      if (!rules.checkToken(fieldsOf(req), req)) return done(new Forbidden('errors.csrf'));
      // A kind that will be refused anyway is not stored; the reason is told with the others.
      const kind = kindOfName(cleanName(file.originalname));
      if (kind && rules.allowed.includes(kind)) return done(null, true);
      note(req, { field: file.fieldname, name: cleanName(file.originalname), refused: wrongKind(rules) });
      done(null, false);
    },
  };
}

async function acceptAll(req: Request, res: Response, rules: UploadRules): Promise<void> {
  const stored = Array.isArray(req.files) ? req.files : [];
  try {
    if (!rules.checkToken(fieldsOf(req), req)) throw new Forbidden('errors.csrf');
    if (res.destroyed) throw new BadShape();
    for (const file of stored) note(req, await outcome(file, rules));
  } catch (error) {
    throw fileError(error);
  } finally {
    await Promise.all(stored.map((file) => diskOf(rules).remove(file.path)));
  }
}

async function outcome(file: Express.Multer.File, rules: UploadRules): Promise<Uploaded> {
  const about = { field: file.fieldname, name: cleanName(file.originalname) };
  try {
    const bytes = await readDraft(diskOf(rules), file.path);
    return { ...about, accepted: await acceptFile(bytes, file.originalname, rules.allowed) };
  } catch (error) {
    if (error instanceof RefusedFile) return { ...about, refused: error };
    throw error;
  }
}

function diskOf({ disk }: UploadRules): Disk {
  return disk?.() ?? realDisk;
}

function note(req: Request, one: Uploaded): void {
  uploads.set(req, [...uploadsOf(req), one]);
}

function fieldsOf(req: Request): Record<string, unknown> {
  return (req.body ?? {}) as Record<string, unknown>;
}

function wrongKind(rules: UploadRules): RefusedFile {
  return new RefusedFile('files.kind', { allowed: rules.allowed.join(', ') });
}

const TOO_MUCH = new Set([
  'LIMIT_FILE_SIZE',
  'LIMIT_FILE_COUNT',
  'LIMIT_FIELD_COUNT',
  'LIMIT_PART_COUNT',
  'LIMIT_FIELD_VALUE',
]);

/** What the parser or the disk said, in our own errors; anything else about the body is a bad shape. */
function asOurs(error: unknown, rules: UploadRules): unknown {
  if (error instanceof AppError) return error;
  if (error instanceof multer.MulterError && TOO_MUCH.has(error.code)) {
    if (error.code === 'LIMIT_FILE_SIZE')
      return new TooLarge('files.too_large', { megabytes: megabytes(rules.maxBytes) });
    return error.code === 'LIMIT_FILE_COUNT'
      ? new TooLarge('files.too_many', { count: rules.files })
      : new TooLarge();
  }
  const isOfDisk = error instanceof Error && 'code' in error && /^E[A-Z]+$/.test(String(error.code));
  return isOfDisk ? fileError(error) : new BadShape('files.bad_form');
}

function megabytes(bytes: number): number {
  return Math.max(1, Math.floor(bytes / 1_000_000));
}
