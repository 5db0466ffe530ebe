// Cross-site request forgery: a token in the session that every changing form carries back.
import { csrfSync } from 'csrf-sync';
import type { Request } from 'express';

const csrf = csrfSync({
  getTokenFromRequest: (req) => {
    const token: unknown = (req.body as Record<string, unknown> | undefined)?._csrf;
    return typeof token === 'string' ? token : undefined;
  },
});

const ANONYMOUS_MS = 30 * 60_000;

/** The token of this session; makes one (and thereby a session) when there is none. A visitor's session is short. */
export function tokenOf(req: Request): string {
  if (!req.user) req.session.cookie.maxAge = ANONYMOUS_MS;
  return csrf.generateToken(req);
}

export function isTokenValid(req: Request): boolean {
  return csrf.isRequestValid(req);
}

/** For multipart bodies: the token arrives as the first field, before any file. */
export function isTokenOfSession(req: Request, token: unknown): boolean {
  return typeof token === 'string' && token.length > 0 && token === csrf.getTokenFromState(req);
}
