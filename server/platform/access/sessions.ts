// Who is signed in: sessions kept in the database, with an idle and an absolute limit, the person read anew for each request.
import MongoStore from 'connect-mongo';
import type { Express, NextFunction, Request, RequestHandler, Response } from 'express';
import session from 'express-session';
import mongoose from 'mongoose';
import passport from 'passport';
import { now } from '../clock.ts';
import { nativeCollection } from '../db/connection.ts';
import type { User } from './roles.ts';

/** A session without activity ends after this; activity never extends the absolute limit. */
export const IDLE_MS = 30 * 60_000;
export const ABSOLUTE_MS = 12 * 3_600_000;
const ANONYMOUS_S = 30 * 60;
// Seen is written at most this often: reading pages should not mean writing sessions.
const TOUCH_MS = 60_000;

/** The slice that knows people: finds one by id, and null when the person may no longer enter. */
export type FindUser = (id: string) => Promise<User | null>;
let findUser: FindUser = () => Promise.resolve(null);

export function declareUsers(source: FindUser): void {
  findUser = source;
}

export function installSessions(app: Express, options: { secret: string; https: boolean }): void {
  app.use(
    session({
      name: options.https ? '__Host-vigente' : 'vigente',
      secret: options.secret,
      resave: false,
      saveUninitialized: false,
      cookie: { httpOnly: true, sameSite: 'lax', secure: options.https, path: '/' },
      store: MongoStore.create({
        client: mongoose.connection.getClient(),
        ...(mongoose.connection.name ? { dbName: mongoose.connection.name } : {}),
        collectionName: 'sessions',
        ttl: ABSOLUTE_MS / 1000,
        autoRemove: 'native',
        touchAfter: ANONYMOUS_S,
        stringify: false,
      }),
    }),
  );
  passport.serializeUser((user, done) => done(null, user.id));
  passport.deserializeUser((id: string, done) => {
    findUser(id).then((user) => done(null, user ?? false), done);
  });
  app.use(endOldSessions, passport.session() as RequestHandler);
}

/** Starts a fresh session for a person who has proved who they are (a new id: no session fixation). */
export async function signIn(req: Request, user: User): Promise<void> {
  const { flash, language } = req.session;
  await new Promise<void>((resolve, reject) =>
    req.logIn(user, (error) => (error ? reject(error as Error) : resolve())),
  );
  const at = now().getTime();
  Object.assign(req.session, {
    startedAt: at,
    seenAt: at,
    person: user.id,
    ...(flash ? { flash } : {}),
    ...(language ? { language } : {}),
  });
}

export async function signOut(req: Request): Promise<void> {
  await new Promise<void>((resolve, reject) =>
    req.session.destroy((error) => (error ? reject(error as Error) : resolve())),
  );
}

/** Ends every session of a person, but for the one given (a changed password, a disabled account). */
export async function endSessionsOf(userId: string, except?: string): Promise<void> {
  const sessions = nativeCollection<{ _id: string }>('sessions');
  await sessions.deleteMany({ 'session.person': userId, ...(except ? { _id: { $ne: except } } : {}) });
}

export async function ensureSessionIndexes(): Promise<void> {
  await nativeCollection('sessions').createIndex({ 'session.person': 1 }, { sparse: true });
}

const endOldSessions: RequestHandler = (req: Request, _res: Response, next: NextFunction) => {
  const { startedAt, seenAt } = req.session;
  if (startedAt === undefined || seenAt === undefined) return next();
  const at = now().getTime();
  if (at - seenAt <= IDLE_MS && at - startedAt <= ABSOLUTE_MS) {
    if (at - seenAt > TOUCH_MS) req.session.seenAt = at;
    return next();
  }
  req.session.regenerate(next);
};
