// One pair of pages for every act: a page that asks (what will happen, what is needed) and the act itself.
import type { Permission } from '../../platform/access/policy.ts';
import type { User } from '../../platform/access/roles.ts';
import { acceptAttribute } from '../../platform/files/index.ts';
import type { Form } from '../../platform/forms/forms.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { askedAct, labelled, wordsOfAct, type ActField } from '../../platform/http/asking.ts';
import type { AnyRoute } from '../../platform/http/route.ts';
import type { Evidence } from '../nonconformity.ts';
import { EVIDENCE_KINDS, evidenceUpload, sentEvidence, stillAttached } from './evidence.ts';

/** What the acts on one kind of record share. */
export interface Acted<S> {
  path: string;
  load: (params: Record<string, string>, user: User | null) => Promise<S>;
  /** Head of the page, and what who decides must have before their eyes. */
  head: (ctx: Pick<Ctx<S>, 'subject' | 't' | 'language' | 'user' | 'page'>) => Record<string, unknown>;
  back: (subject: S) => string;
  code: (subject: S) => string;
}

export interface AskedAct<S, I> {
  /** In the address, and in the words (`actions.ask.<noun>`). */
  noun: string;
  words?: string;
  may: Permission;
  form: Form<I>;
  fields: (ctx: Pick<Ctx<S>, 'subject' | 't' | 'language'>) => ActField[] | Promise<ActField[]>;
  /** Returns where to go, if not to the record's own page. */
  run: (ctx: Omit<Ctx<S, I>, 'req' | 'res'>, evidence: Evidence[]) => Promise<string | undefined>;
  /** Takes evidence: a file, or a record by its code in the field `code`. */
  evidence?: boolean;
  danger?: boolean;
}

/** The pair of routes of an act. */
export function actOn<S, I>(acted: Acted<S>, act: AskedAct<S, I>): AnyRoute[] {
  return askedAct<S, I>({
    path: `${acted.path}/${act.noun}`,
    may: act.may,
    load: acted.load,
    form: act.form,
    ...(act.evidence ? { upload: evidenceUpload } : {}),
    ask: (ctx) => showAct(ctx, acted, act),
    act: async (ctx) => {
      const { code = '' } = ctx.input as { code?: string };
      const evidence = act.evidence ? await sentEvidence(ctx.req, code, ctx.user) : [];
      const to = await act.run(ctx, evidence);
      await ctx.redirect(to ?? acted.back(ctx.subject), {
        key: `actions.ask.${act.words ?? act.noun}.done`,
        params: { code: acted.code(ctx.subject) },
      });
    },
  });
}

async function showAct<S, I>(ctx: Ctx<S>, acted: Acted<S>, act: AskedAct<S, I>): Promise<void> {
  const { t } = ctx;
  const params = { code: acted.code(ctx.subject) };
  ctx.page('actions/act', {
    ...acted.head(ctx),
    ask: wordsOfAct(t, `actions.ask.${act.words ?? act.noun}`, params),
    fields: labelled(t, 'actions', await act.fields(ctx)),
    action: ctx.req.path,
    back: acted.back(ctx.subject),
    danger: act.danger,
    evidence: act.evidence
      ? { accept: acceptAttribute(EVIDENCE_KINDS), attached: await stillAttached(ctx) }
      : null,
  });
}
