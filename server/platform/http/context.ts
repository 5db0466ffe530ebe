// What a page handler gets: the person, the loaded subject, the valid input, and the few ways to answer.
import { createHmac, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Request, Response } from 'express';
import { actorOf, type Permission, may } from '../access/policy.ts';
import type { User } from '../access/roles.ts';
import type { Actor } from '../audit/act.ts';
import { settleKey } from '../audit/once.ts';
import { NotFound, type FieldMessages, type Params } from '../errors.ts';
import type { Flash, FormState, Layout } from '../pages/layout.ts';
import { type Language, translate } from '../words/index.ts';

export interface Ctx<S = undefined, I = undefined, Q = undefined> {
  req: Request;
  res: Response;
  /** The signed-in person. @throws NotFound on a route for everyone when nobody is signed in: ask `visitor` there. */
  readonly user: User;
  readonly visitor: User | null;
  readonly actor: Actor;
  subject: S;
  input: I;
  query: Q;
  /** Empty on a GET; what was typed and what is wrong when a form comes back. */
  form: FormState;
  language: Language;
  t: (key: string, params?: Params) => string;
  may: (permission: Permission, subject?: unknown) => boolean;
  /** Renders a view; the status of a returned form (422, 409) is kept. */
  page: (
    view: string,
    data?: Record<string, unknown>,
    options?: { layout?: Layout; status?: number },
  ) => void;
  /** 303 to a path of our own, with a message shown there. */
  redirect: (to: string, flash?: { kind?: Flash['kind']; key: string; params?: Params }) => Promise<void>;
  /** Sends a file to be saved, never shown inside the page. */
  download: (name: string, type: string, bytes: Uint8Array | string | Readable) => void;
}

export function contextOf(req: Request, res: Response): Ctx<unknown, unknown, unknown> {
  const language = res.locals.page.language;
  const visitor = req.user ?? null;
  const t = (key: string, params?: Params): string => translate(language, key, params);
  return {
    req,
    res,
    visitor,
    get user(): User {
      if (!visitor) throw new NotFound();
      return visitor;
    },
    get actor(): Actor {
      return visitor ? actorOf(visitor) : { kind: 'citizen' };
    },
    subject: undefined,
    input: undefined,
    query: undefined,
    form: { values: {}, errors: {}, once: '' },
    language,
    t,
    may: (permission, subject) => may(visitor, permission, subject),
    page(view, data = {}, options = {}) {
      if (options.status) res.status(options.status);
      const once = this.form.once || randomUUID();
      res.render(view, {
        ...data,
        form: { ...this.form, once },
        layout: options.layout ?? (visitor ? 'main' : 'public'),
      });
    },
    async redirect(to, flash) {
      if (flash) req.session.flash = { kind: flash.kind ?? 'ok', text: t(flash.key, flash.params) };
      const once = onceOf(req);
      if (once) await settleKey(once, to);
      res.redirect(303, to);
    },
    download(name, type, bytes) {
      res.setHeader('Content-Type', type);
      res.setHeader('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
      res.setHeader('Content-Security-Policy', "sandbox; default-src 'none'");
      if (bytes instanceof Readable) bytes.on('error', (error) => res.destroy(error)).pipe(res);
      else res.send(typeof bytes === 'string' ? bytes : Buffer.from(bytes));
    },
  };
}

/** The one-time key that came with a form. */
export function onceOf(req: Request): string | null {
  const key: unknown = (req.body as Record<string, unknown> | undefined)?._once;
  return typeof key === 'string' && /^[0-9a-f-]{36}$/.test(key) ? key : null;
}

/**
 * What only the session that was given this form can say, the same each time the form is sent; null for one without its keys.
 * The database holds neither the token nor the form's key longer than the session and the repeat need them.
 */
export function proofOf(req: Request): Buffer | null {
  const once = onceOf(req);
  const token: unknown = (req.body as Record<string, unknown> | undefined)?._csrf;
  return once && typeof token === 'string' ? createHmac('sha256', token).update(once).digest() : null;
}

/** The state of a form that comes back: what was typed, and its faults in the reader's language. */
export function returned(req: Request, language: Language, errors: FieldMessages): FormState {
  const body = { ...(req.body as Record<string, unknown>) };
  delete body._csrf;
  delete body._once;
  const said = Object.entries(errors).map(([field, messages]) => [
    field,
    messages.map((one) => translate(language, one.key, one.params)),
  ]);
  const general = Object.entries(errors).filter(([, messages]) =>
    messages.some((one) => one.key.startsWith('shared.form.')),
  );
  return {
    values: body,
    errors: Object.fromEntries(said) as Record<string, string[]>,
    general: new Set(general.map(([field]) => field)),
    once: '',
  };
}
