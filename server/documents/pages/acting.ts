// One pair of pages for every act: a page that asks (what will happen, what is needed) and the act itself.
import type { Permission } from '../../platform/access/policy.ts';
import type { User } from '../../platform/access/roles.ts';
import type { Form } from '../../platform/forms/forms.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { askedAct, labelled, wordsOfAct, type ActField } from '../../platform/http/asking.ts';
import type { AnyRoute } from '../../platform/http/route.ts';
import type { DocumentSubject, VersionSubject } from '../policy.ts';
import { shownContent, type ShownContent } from '../present/content.ts';
import { documentHead, pathOf } from '../present/showing.ts';
import { loadDocument, loadVersion } from '../queries/loading.ts';
import { comparison } from '../present/versions.ts';
import { versionBefore, versionToShow } from '../queries/showing.ts';
import type { VersionRecord } from '../version.ts';

interface Act<S, I> {
  /** In the address: `POST …/aprobacion`. */
  noun: string;
  /** In the words (`documents.ask.<act>`). */
  act: string;
  may: Permission;
  form: Form<I>;
  fields: (subject: S, content: ShownContent) => ActField[];
  run: (subject: S, input: I, user: User) => Promise<void>;
  load?: (params: Record<string, string>, user: User | null) => Promise<S>;
  /** The page carries the hash of what it shows, and the act is refused when that is no longer the content. */
  signs?: boolean;
  /** Whoever decides reads on the same page what the decision is about. */
  showsContent?: boolean;
  danger?: boolean;
  quotes?: (subject: S) => string;
}

export function versionAct<I, S extends VersionSubject = VersionSubject>(act: Act<S, I>): AnyRoute[] {
  const load = act.load ?? (loadVersion as (params: Record<string, string>, user: User | null) => Promise<S>);
  const path = `/documentos/:code/versiones/:number/${act.noun}`;
  const ask = (ctx: Ctx<S>): Promise<void> =>
    showAct(ctx, act, ctx.subject.document, ctx.subject.version, pathOfVersion(ctx.subject));
  return pair(path, act, load, ask, (subject) => pathOfVersion(subject));
}

export function documentAct<I>(act: Act<DocumentSubject, I>): AnyRoute[] {
  const ask = async (ctx: Ctx<DocumentSubject>): Promise<void> => {
    const version = await versionToShow(ctx.subject, ctx.user);
    await showAct(ctx, act, ctx.subject, version, pathOf(ctx.subject.code));
  };
  return pair(`/documentos/:code/${act.noun}`, act, loadDocument, ask, (document) => pathOf(document.code));
}

function pair<S, I>(
  path: string,
  act: Act<S, I>,
  load: (params: Record<string, string>, user: User | null) => Promise<S>,
  ask: (ctx: Ctx<S>) => void | Promise<void>,
  backTo: (subject: S) => string,
): AnyRoute[] {
  const { may, form } = act;
  return askedAct<S, I>({
    path,
    may,
    load,
    form,
    ask,
    act: async (ctx) => {
      await act.run(ctx.subject, ctx.input, ctx.user);
      await ctx.redirect(backTo(ctx.subject), { key: `documents.ask.${act.act}.done` });
    },
  });
}

async function showAct<S, I>(
  ctx: Pick<Ctx<S>, 'subject' | 'page' | 't' | 'language' | 'user' | 'req'>,
  act: Act<S, I>,
  document: DocumentSubject,
  version: VersionRecord | null,
  back: string,
): Promise<void> {
  const { t } = ctx;
  const params = { code: document.code, label: version?.label ?? '', inForce: document.current?.label ?? '' };
  const content = version ? shownContent(version, ctx.language) : null;
  const before = version && act.showsContent ? await versionBefore(version) : null;
  const empty: ShownContent = { kind: 'text', header: null, sections: [], file: null };
  ctx.page('documents/act', {
    ...documentHead(document, ctx, ''),
    ask: wordsOfAct(t, `documents.ask.${act.act}`, params),
    fields: labelled(t, 'documents', act.fields(ctx.subject, content ?? empty)),
    action: ctx.req.path,
    back,
    danger: act.danger,
    quote: act.quotes?.(ctx.subject),
    sha256: act.signs ? version?.sha256 : null,
    versionPath: version && pathOf(document.code, 'versiones', version.number),
    content: act.showsContent ? content : null,
    reason: version?.reason,
    changedSections: version?.changedSections.join(', '),
    compareTo: version && comparison(document.code, before, version.number),
  });
}

function pathOfVersion({ document, version }: VersionSubject): string {
  return pathOf(document.code, 'versiones', version.number);
}
