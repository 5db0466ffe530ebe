// The edge where errors become pages: a status, a sentence in the reader's language, and a number to quote. Never a stack.
import type { NextFunction, Request, Response } from 'express';
import { emptyPage, renderError } from '../pages/index.ts';
import { languageOf } from '../words/index.ts';
import { AppError, BadShape, Refusal, Stale, TooLarge, Unavailable } from '../errors.ts';

/** What a thrown thing means to a reader; null when it is our own fault. */
export function asAppError(thrown: unknown): AppError | null {
  if (thrown instanceof AppError) return thrown;
  const error = thrown as { name?: string; code?: unknown; status?: number; type?: string };
  // Somebody else saved the record between our reading and our writing.
  if (error.name === 'VersionError' || error.name === 'DocumentNotFoundError')
    return new Stale('errors.stale');
  if (error.code === 11000) return new Refusal('errors.conflict');
  if (UNREACHABLE.has(String(error.name)) || BROKEN_LINE.has(String(error.code))) return new Unavailable();
  if (error.type === 'entity.too.large' || error.type === 'parameters.too.many') return new TooLarge();
  if (error.status === 400 || error.name === 'URIError') return new BadShape();
  return null;
}

const UNREACHABLE = new Set([
  'MongoServerSelectionError', 'MongoNetworkError', 'MongoNetworkTimeoutError', 'MongoNotConnectedError', 'MongoTopologyClosedError', 'MongooseServerSelectionError',
  'MongoPoolClearedError', 'MongoPoolClosedError', 'MongoServerClosedError', 'MongoWaitQueueTimeoutError',
]); // prettier-ignore
// The driver hands on some of the socket's own errors as they are.
const BROKEN_LINE = new Set(['EPIPE', 'ECONNRESET', 'ECONNREFUSED']);

/** The last stop of the column. */
export function showFailure(thrown: unknown, req: Request, res: Response, next: NextFunction): void {
  const error = asAppError(thrown);
  const status = error?.status ?? 500;
  if (!error) req.log?.error({ err: thrown }, 'unexpected failure');
  if (res.headersSent) return next(thrown);
  // Without the database there is no session, and without a session no frame was made: the page must come all the same.
  res.locals.page ??= {
    ...emptyPage(languageOf(req.get('accept-language') ?? '', null)),
    nonce: res.locals.nonce ?? '',
  };
  renderError(res, status, error?.key ?? null, {
    ...error?.params,
    requestId: req.id ?? '',
  });
}
