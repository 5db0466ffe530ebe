// Pages of the entrance: sign in and out, recover a password, set one with a link, choose the language.
import { signIn, signOut } from '../../platform/access/sessions.ts';
import { AppError } from '../../platform/errors.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { ownPath } from '../../platform/http/own-path.ts';
import { isMailOn } from '../delivery.ts';
import type { Language } from '../../platform/words/index.ts';
import { actorOf } from '../../platform/access/policy.ts';
import { demoAccounts } from '../demo-accounts.ts';
import { chooseLanguage } from '../enrolling.ts';
import { enter } from '../entering.ts';
import { PASSWORD_MIN } from '../rules.ts';
import { sendRecovery } from '../sending.ts';
import { personOfLink, setPasswordByLink } from '../renewing.ts';

interface Way {
  volver: string;
}

export async function showSignIn(ctx: Ctx<undefined, undefined, Way>): Promise<void> {
  const back = ownPath(ctx.query.volver);
  if (ctx.visitor) return ctx.redirect(back);
  const demo = ctx.res.locals.page.demo ? demoAccounts() : [];
  ctx.page(
    'people/sign-in',
    { title: ctx.t('people.sign_in.title'), back, demo, mail: isMailOn() },
    { layout: 'plain' },
  );
}

export async function handleSignIn(
  ctx: Ctx<undefined, { email: string; password: string; volver: string }, Way>,
): Promise<void> {
  const { req, input } = ctx;
  const attempt = { account: input.email, address: req.ip ?? '' };
  try {
    await signIn(req, await enter(attempt, input.password));
  } catch (error) {
    // Whose account stays out of the log: people type passwords into the wrong field.
    if (error instanceof AppError)
      req.log.warn(
        { event: 'people.sign_in_failed', address: req.ip, status: error.status },
        'sign-in failed',
      );
    throw error;
  }
  await ctx.redirect(ownPath(input.volver));
}

export function showSignOut(ctx: Ctx): void {
  ctx.page('people/sign-out', { title: ctx.t('people.sign_out.title') });
}

export async function handleSignOut(ctx: Ctx): Promise<void> {
  await signOut(ctx.req);
  ctx.res.clearCookie('vigente').clearCookie('__Host-vigente', { secure: true, path: '/' });
  ctx.res.redirect(303, '/ingreso');
}

export function showRecovery(ctx: Ctx): void {
  ctx.page('people/recover', { title: ctx.t('people.recover.title'), mail: isMailOn() }, { layout: 'plain' });
}

export async function handleRecovery(ctx: Ctx<undefined, { email: string }>): Promise<void> {
  const { req, input } = ctx;
  await ctx.redirect('/ingreso', { kind: 'info', key: 'people.recover.asked' });
  // After the answer, so that its time does not tell whether the account exists.
  await sendRecovery(input.email, ctx.language).catch((error: unknown) =>
    req.log.error({ err: error }, 'recovery mail failed'),
  );
}

export async function showLink(ctx: Ctx<LinkSubject, undefined>): Promise<void> {
  const { token, name, email } = ctx.subject;
  const title = ctx.t('people.link.title');
  ctx.page('people/link', { title, token, name, email, min: PASSWORD_MIN }, { layout: 'plain' });
}

export async function handleLink(ctx: Ctx<LinkSubject, { password: string }>): Promise<void> {
  await setPasswordByLink(ctx.subject.token, ctx.input.password);
  await ctx.redirect('/ingreso', { key: 'people.link.done' });
}

export interface LinkSubject {
  token: string;
  name: string;
  email: string;
}

export async function loadLink(params: Record<string, string>): Promise<LinkSubject> {
  const token = params.token ?? '';
  const { name, email } = await personOfLink(token);
  return { token, name, email };
}

export async function handleLanguage(
  ctx: Ctx<undefined, { language: Language; back: string }>,
): Promise<void> {
  const { req, visitor, input } = ctx;
  if (visitor) await chooseLanguage(visitor.id, input.language, actorOf(visitor));
  else req.session.language = input.language;
  await ctx.redirect(ownPath(input.back));
}
