// Rate limits for the few doors that strangers may knock on. Nobody is locked out for good.
import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { TooMany } from '../errors.ts';

export interface Limit {
  /** How many requests one address may make in the window. */
  max: number;
  minutes: number;
}

let factor = 1;

/** Multiplies every limit: a load test from one address stands for many people. */
export function scaleLimits(by: number): void {
  factor = by;
}

export function limiter(limit: Limit): RequestHandler {
  return rateLimit({
    windowMs: limit.minutes * 60_000,
    limit: () => limit.max * factor,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_req, _res, next) => next(new TooMany('errors.too_many', { minutes: limit.minutes })),
  });
}
