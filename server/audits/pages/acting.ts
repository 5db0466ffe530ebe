// One pair of pages for every act: a page that asks (what will happen, what is needed) and the act itself.
import type { Permission } from '../../platform/access/policy.ts';
import type { User } from '../../platform/access/roles.ts';
import type { Form } from '../../platform/forms/forms.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { askedAct, labelled, ledBack, wordsOfAct, type ActField } from '../../platform/http/asking.ts';
import type { AnyRoute } from '../../platform/http/route.ts';

export const REASON: ActField = { name: 'reason', type: 'textarea', rows: 3 };
export const PASSWORD: ActField = { name: 'password', type: 'password', autocomplete: 'current-password' };

export interface Act<S, I> {
  path: string;
  /** In the words (`audits.ask.<act>`). */
  act: string;
  may: Permission;
  load: (params: Record<string, string>, user: User | null) => Promise<S>;
  form: Form<I>;
  fields?: (ctx: Ctx<S>) => ActField[] | Promise<ActField[]>;
  run: (subject: S, input: I, user: User) => Promise<void>;
  /** Where the page's head and the way back come from. */
  head: (ctx: Ctx<S>) => Record<string, unknown> & { path: string };
  /** The page carries the hash of what is signed. */
  hash?: (subject: S) => string | Promise<string>;
  /** What the decision is about, shown above the form. */
  shows?: (ctx: Ctx<S>) => Record<string, unknown> | Promise<Record<string, unknown>>;
  params?: (subject: S) => Record<string, string | number>;
  danger?: boolean;
  /** Whether the state allows it now; always when absent. The verb decides, this only spares the form. */
  able?: (ctx: Ctx<S>) => boolean;
  /** Where it leads; the head's path when absent. */
  then?: (subject: S) => string;
}

export function actPages<S, I>(act: Act<S, I>): AnyRoute[] {
  const { path, may, load, form } = act;
  return askedAct<S, I>({
    path,
    may,
    load,
    form,
    ask: (ctx) => ask(ctx, act),
    act: async (ctx) => {
      await act.run(ctx.subject, ctx.input, ctx.user);
      const back = act.then?.(ctx.subject) ?? act.head(ctx as unknown as Ctx<S>).path;
      await ctx.redirect(back, {
        key: `audits.ask.${act.act}.done`,
        params: act.params?.(ctx.subject) ?? {},
      });
    },
  });
}

async function ask<S, I>(ctx: Ctx<S>, act: Act<S, I>): Promise<void> {
  const { t, subject } = ctx;
  const head = act.head(ctx);
  if (await ledBack(ctx, act.able?.(ctx) ?? true, head.path)) return;
  const params = act.params?.(subject) ?? {};
  ctx.page('audits/act', {
    ...head,
    ask: wordsOfAct(t, `audits.ask.${act.act}`, params),
    fields: labelled(t, 'audits', (await act.fields?.(ctx)) ?? []),
    action: ctx.req.path,
    back: head.path,
    danger: act.danger,
    sha256: await act.hash?.(subject),
    ...(await act.shows?.(ctx)),
  });
}
