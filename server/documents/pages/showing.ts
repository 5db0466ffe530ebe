// The page of a document (the version in force first) and of each of its versions.
import type { Ctx } from '../../platform/http/context.ts';
import { panel } from '../../platform/links/links.ts';
import { closeFor } from '../../platform/access/engagement.ts';
import { may } from '../../platform/access/policy.ts';
import { historyOf } from '../../platform/audit/history.ts';
import { flowchart } from '../../platform/charts/index.ts';
import { NotFound } from '../../platform/errors.ts';
import { isParticipant } from '../approving.ts';
import { libraryProcedures } from '../library.ts';
import type { DocumentSubject, VersionSubject } from '../policy.ts';
import { shownContent } from '../present/content.ts';
import { linkRows } from '../present/links.ts';
import { documentHead, pathOf, routeSteps, versionActs, type RouteStep } from '../present/showing.ts';
import { timelineRows } from '../present/timeline.ts';
import { lackingBeforeSubmission } from '../submitting.ts';
import { readingOf } from '../queries/reading.ts';
import {
  commentsOf,
  openReviews,
  versionBefore,
  versionsFor,
  versionToShow,
  workingVersion,
  type VersionRow,
} from '../queries/showing.ts';
import { typeById } from '../queries/types.ts';
import { flowOf, parseText } from '../text/index.ts';
import { flowWords } from '../present/pdf.ts';
import { signatureRows } from '../present/signing.ts';
import { comparison, glanceTag, versionRows } from '../present/versions.ts';

const LATEST = 6;

export async function show(ctx: Ctx<DocumentSubject>): Promise<void> {
  const { subject: document, user } = ctx;
  const history = may(user, 'documents.history', document);
  const [version, working, links, acts, reviews, reading] = await Promise.all([
    versionToShow(document, user),
    history ? workingVersion(document) : null,
    panel({ kind: 'document', id: String(document._id) }, user),
    history ? historyOf(`document:${String(document._id)}`, { limit: LATEST, before: closeFor(user) }) : [],
    history ? openReviews(document._id) : [],
    readingOf(document, user),
  ]);
  if (!version) throw new NotFound();
  ctx.page('documents/show', {
    ...documentHead(document, ctx, 'content'),
    version,
    versionPath: pathOf(document.code, 'versiones', version.number),
    content: shownContent(version, ctx.language),
    signatures: signatureRows(version, ctx.language),
    route: working && routeSteps(await withComingRoute(document, working), ctx.t),
    links: linkRows(links.slice(0, LATEST), ctx.t),
    timeline: timelineRows(acts, ctx.t),
    reviews,
    reading,
    can: {
      ...Object.fromEntries(ACTS.map((act) => [act, may(user, `documents.${act}`, document)])),
      start:
        document.state !== 'withdrawn' &&
        !document.working &&
        !document.withdrawal &&
        may(user, 'documents.start_version', document),
      review: document.state === 'in_force' && !document.working && may(user, 'documents.review', document),
      withdraw:
        document.state === 'in_force' &&
        !document.working &&
        !document.withdrawal &&
        may(user, 'documents.propose_withdrawal', document),
    },
  });
}

/** A draft shows the route that it would go, the one that its type has today. */
async function withComingRoute<V extends VersionRow>(document: DocumentSubject, version: V): Promise<V> {
  if (version.state !== 'draft' || version.route.length > 0) return version;
  return { ...version, route: (await typeById(String(document.type)))?.route ?? [] };
}

const ACTS = [
  'history',
  'describe',
  'approve_withdrawal',
  'drop_withdrawal',
  'copies',
  'acknowledge',
] as const;

export async function versions(ctx: Ctx<DocumentSubject>): Promise<void> {
  const { subject: document } = ctx;
  const rows = await versionsFor(document._id, ctx.user);
  ctx.page('documents/versions', {
    ...documentHead(document, ctx, 'versions'),
    versions: versionRows(document.code, rows, ctx.t),
    compare: rows.length > 1 && {
      from: rows[1]?.number,
      to: rows[0]?.number,
      numbers: rows.map((row) => ({ value: String(row.number), label: row.label })),
    },
  });
}

export async function version(ctx: Ctx<VersionSubject>): Promise<void> {
  const { subject, user } = ctx;
  const { document, version } = subject;
  const [comments, before] = await Promise.all([commentsOf(version._id), versionBefore(version)]);
  const step = version.route[version.step];
  const content = shownContent(version, ctx.language);
  const openComments = comments.filter((one) => !one.settled).length;
  const can = versionActs(subject, user);
  // What the act would refuse is said before anybody signs for it.
  const lacking = can.submit ? await lackingToSubmit(subject, ctx.t) : null;
  const waits = can.decide && version.state === 'in_approval' && openComments > 0;
  ctx.page('documents/version', {
    ...documentHead(document, ctx, 'versions'),
    version,
    versionTag: glanceTag(version.state, ctx.t),
    compareTo: comparison(document.code, before, version.number),
    versionPath: pathOf(document.code, 'versiones', version.number),
    content,
    route: await routeOf(document, version, ctx.t),
    comments: comments.map((one) => ({
      ...one,
      id: String(one._id),
      place: content.sections.find((section) => section.id === one.section)?.title ?? '',
      canSettle:
        !one.settled && (one.by.id === user.id || version.authors.some((author) => author.id === user.id)),
    })),
    openComments,
    lacking,
    waits,
    decisions: version.decisions,
    awaited: step?.participants.map((one) => one.name).join(', '),
    isMine: step?.participants.some((one) => isParticipant(user, one)),
    adoptPath: await adoptPath(ctx),
    can: { ...can, submit: can.submit && !lacking, approve: can.decide && !waits },
  });
}

/** What was adopted or given up has no route to go. */
async function routeOf(
  document: DocumentSubject,
  version: VersionRow,
  t: Ctx['t'],
): Promise<RouteStep[] | null> {
  if (version.adopted || version.state === 'discarded') return null;
  return routeSteps(await withComingRoute(document, version), t);
}

async function lackingToSubmit({ document, version }: VersionSubject, t: Ctx['t']): Promise<string | null> {
  const type = await typeById(String(document.type));
  const lacking = lackingBeforeSubmission(version, type?.route ?? []);
  return lacking && t(lacking.key, lacking.params);
}

/** A draft of the library's procedure may as well be adopted, as what the entity used before. */
async function adoptPath(ctx: Ctx<VersionSubject>): Promise<string | null> {
  const { document, version } = ctx.subject;
  if (version.state !== 'draft' || document.state !== 'new' || !ctx.may('documents.propose_adoption'))
    return null;
  const offered = (await libraryProcedures()).some(({ code }) => code === document.code);
  return offered ? `/documentos/adopciones/nueva?procedimiento=${encodeURIComponent(document.code)}` : null;
}

/** The flowchart of a procedure, drawn from its header. */
export async function flow(ctx: Ctx<VersionSubject>): Promise<void> {
  const { document, version } = ctx.subject;
  const header = version.content.kind === 'text' ? parseText(version.content.markdown).header : null;
  if (!header || header.activities.length === 0) throw new NotFound();
  const path = pathOf(document.code, 'versiones', version.number);
  const { nodes, edges } = flowOf(header, flowWords(ctx.language));
  const linked = nodes.map((node) => (node.href ? { ...node, href: path + node.href } : node));
  ctx.page('documents/flow', {
    ...documentHead(document, ctx, 'content'),
    version,
    versionPath: path,
    svg: flowchart(linked, edges, {
      title: ctx.t('documents.flow.title', { title: document.title }),
      desc: ctx.t('documents.flow.desc', { count: header.activities.length }),
    }),
    activities: header.activities,
  });
}

export async function history(ctx: Ctx<DocumentSubject>): Promise<void> {
  const { subject: document } = ctx;
  const acts = await historyOf(`document:${String(document._id)}`, {
    limit: 500,
    before: closeFor(ctx.user),
  });
  ctx.page('documents/history', {
    ...documentHead(document, ctx, 'history'),
    timeline: timelineRows(acts, ctx.t, { changes: true }),
  });
}
