// Turns the route table into Express handlers: load, may, form, act. In this order, for every route, with no way round.
import express, {
  type Express,
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import { may } from '../access/policy.ts';
import { AlreadyDone, spentKey } from '../audit/once.ts';
import { withOrigin } from '../audit/act.ts';
import { now } from '../clock.ts';
import { BadShape, Forbidden, Invalid, NotFound, Refusal } from '../errors.ts';
import { contextOf, onceOf, returned, type Ctx } from './context.ts';
import { isTokenValid } from './csrf.ts';
import { asAppError } from './failures.ts';
import { limiter } from './limits.ts';
import type { AnyRoute } from './route.ts';

type AnyCtx = Ctx<unknown, unknown, unknown>;

const readBody = express.urlencoded({ extended: false, limit: '2mb', parameterLimit: 5_000 });

export function mount(app: Express, routes: readonly AnyRoute[]): void {
  for (const route of routes) {
    const limits = route.limit ? [limiter(route.limit)] : [];
    app[route.method](route.path, ...limits, (req, res, next) => {
      follow(route, req, res).catch(next);
    });
  }
}

/** One request through its route. */
async function follow(route: AnyRoute, req: Request, res: Response): Promise<void> {
  const ctx = contextOf(req, res);
  if (route.may !== 'everyone' && !ctx.visitor) return sendToSignIn(req, res);
  try {
    await admit(route, ctx);
  } catch (no) {
    // Sent twice, the first had its effect and by it the person may no longer: that is a repeat, not a stranger.
    const spent = route.method === 'post' && (await spentBy(req, res));
    if (!spent) throw no;
    return sendToFirstResult(spent, route, ctx);
  }
  if (route.method === 'get') return route.handle(ctx);

  await takeTrusted(route, req, res);
  const once = onceOf(req);
  if (once && (await spentKey(once))) return sendToFirstResult(once, route, ctx);
  const origin = { request: req.id as string, address: req.ip ?? '', once };
  await withOrigin(origin, () => change(route, ctx));
}

/** Finds the subject within what this person may find, and asks whether they may. @throws NotFound, Forbidden, BadShape */
async function admit(route: AnyRoute, ctx: AnyCtx): Promise<void> {
  ctx.subject = await route.load?.(ctx.req.params as Record<string, string>, ctx.visitor);
  if (route.may !== 'everyone' && route.may !== 'signed_in' && !may(ctx.visitor, route.may, ctx.subject))
    throw new Forbidden();
  ctx.query = readQuery(route, ctx.req);
}

/** The key of a form without files that this session sent before; null for anything else. */
async function spentBy(req: Request, res: Response): Promise<string | null> {
  if (!req.is('application/x-www-form-urlencoded')) return null;
  const isRead = await run(readBody, req, res).then(() => true, () => false); // prettier-ignore
  if (!isRead || !isTokenValid(req)) return null;
  const once = onceOf(req);
  return once && (await spentKey(once)) ? once : null;
}

/** Reads the form and runs the handler; what is wrong brings the same page back with what was typed. */
async function change(route: AnyRoute, ctx: AnyCtx): Promise<void> {
  const { req, res } = ctx;
  try {
    const read = route.form?.read(req.body);
    if (read && !read.ok) throw new Invalid(read.errors);
    ctx.input = read?.value;
    await route.handle(ctx);
  } catch (thrown) {
    if (thrown instanceof AlreadyDone) return sendToFirstResult(thrown.key, route, ctx);
    const error = asAppError(thrown);
    if (!route.again || !(error instanceof Invalid || error instanceof Refusal)) throw thrown;
    const errors =
      error instanceof Invalid ? error.fields : { '': [{ key: error.key, params: error.params }] };
    res.status(error.status);
    ctx.form = returned(req, ctx.language, errors);
    await route.again(ctx as Ctx<unknown, undefined, unknown>);
  }
}

function readQuery(route: AnyRoute, req: Request): unknown {
  const read = route.query?.read(req.query);
  if (read && !read.ok) throw new BadShape();
  return read?.value;
}

/** @throws Forbidden for a form of another session; it says so when the form had its effect before that session ended */
async function takeTrusted(route: AnyRoute, req: Request, res: Response): Promise<void> {
  try {
    await takeBody(route, req, res);
    if (!isTokenValid(req)) throw new Forbidden('errors.csrf');
  } catch (no) {
    const once = no instanceof Forbidden ? onceOf(req) : null;
    throw once && (await spentKey(once)) ? new Forbidden('errors.sent_before') : no;
  }
}

async function takeBody(route: AnyRoute, req: Request, res: Response): Promise<void> {
  const handlers: RequestHandler[] =
    route.upload && req.is('multipart/form-data') ? [route.upload] : [readBody];
  for (const handler of handlers) await run(handler, req, res);
  req.body ??= {};
}

function run(handler: RequestHandler, req: Request, res: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    const next: NextFunction = (error?: unknown) => {
      if (error) reject(error instanceof Error ? error : new Error('A middleware failed', { cause: error }));
      else resolve();
    };
    void handler(req, res, next);
  });
}

function sendToSignIn(req: Request, res: Response): void {
  if (req.method === 'GET' && !req.path.startsWith('/salir'))
    return res.redirect(303, `/ingreso?volver=${encodeURIComponent(req.originalUrl)}`);
  return res.redirect(303, '/ingreso');
}

const LOOK_MS = 100;
const LONGEST_WAIT_MS = 5_000;

/** The same form again: the answer is where the first one led. The first may still be on its way. */
async function sendToFirstResult(key: string, route: AnyRoute, ctx: AnyCtx): Promise<void> {
  const { req, res } = ctx;
  if (route.repeated) return res.redirect(303, await route.repeated(ctx as Ctx<unknown, undefined, unknown>));
  for (;;) {
    const spent = await spentKey(key);
    if (!spent) break;
    if (spent.location) return res.redirect(303, spent.location);
    // Counted from the act: after a restart nobody waits for an answer that died with the process.
    if (now().getTime() - spent.at.getTime() > LONGEST_WAIT_MS) break;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  // The act was done and the process stopped before it could answer: the page of the form shows the new state.
  res.redirect(303, req.originalUrl.split('?')[0]?.replace(/\/[^/]*$/, '') || '/');
}

/** The last two stops of the column: nothing matched, and something failed. */
export function notFound(_req: Request, _res: Response, next: NextFunction): void {
  next(new NotFound());
}
