// The editor of a draft: text with its problems and preview, or a file, for the one whose turn it is; who is writing is shown, and the turn can be taken.
import { acceptAttribute } from '../../platform/files/index.ts';
import { Invalid } from '../../platform/errors.ts';
import type { InputOf } from '../../platform/forms/forms.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { saveDraft } from '../drafting.ts';
import type { draftForm, editorQuery, previewForm, turnForm } from '../forms/writing.ts';
import { beginWriting, takeLock } from '../locking.ts';
import type { VersionSubject } from '../policy.ts';
import { contentOf } from '../present/content.ts';
import { problemLines, sectionOptions } from '../present/editing.ts';
import { documentHead, pathOf } from '../present/showing.ts';
import { versionInForce, whoWrites } from '../queries/writing.ts';
import { textOf } from '../searching.ts';
import { startingText } from '../text/index.ts';
import type { Content, VersionRecord } from '../version.ts';
import { DOCUMENT_KINDS, sentFile, stillAttached } from './files.ts';

type Query = InputOf<typeof editorQuery>;
type Input = InputOf<typeof draftForm>;

/** The form is there for who took the turn, and for what comes back; others read the draft and may begin, or take over. */
export async function edit(ctx: Ctx<VersionSubject, undefined, Query>): Promise<void> {
  const { version } = ctx.subject;
  if (version.state !== 'draft') return toVersion(ctx);
  const isReturned = Object.keys(ctx.form.values).length > 0;
  const writer = await whoWrites(version, ctx.user);
  const isMine = writer?.isMine === true;
  await showEditor(ctx, { locked: isMine ? null : writer, writable: isMine || isReturned });
}

export async function save(ctx: Ctx<VersionSubject, Input, Query>): Promise<void> {
  const { input, subject, user } = ctx;
  const { document, version } = subject;
  const content = await contentSent(ctx);
  if (input.preview) return showPreview(ctx, content);
  const lines = input.changedLines.split('\n').map((line) => line.trim());
  await saveDraft(
    document.code,
    version.number,
    {
      content,
      label: input.label,
      reason: input.reason,
      changedSections: [...input.changedSections, ...lines].filter(Boolean),
      savedAt: Number(input.savedAt),
    },
    user,
  );
  const page = pathOf(document.code, 'versiones', version.number);
  await ctx.redirect(input.leave ? page : `${page}/editar`, { key: 'documents.edit.saved' });
}

/** Begins to write; or takes the turn from whoever is writing, who is told on saving. */
export async function takeTurn(ctx: Ctx<VersionSubject, InputOf<typeof turnForm>>): Promise<void> {
  const { subject, input, user } = ctx;
  const { document, version } = subject;
  if (version.state !== 'draft') return toVersion(ctx);
  if (input.over) await takeLock(String(version._id), user);
  else await beginWriting(String(version._id), user);
  // To begin where another writes is to see who does.
  await ctx.redirect(
    pathOf(document.code, 'versiones', version.number, 'editar'),
    input.over ? { key: 'documents.edit.turn_taken' } : undefined,
  );
}

function toVersion({ subject, redirect }: Pick<Ctx<VersionSubject>, 'subject' | 'redirect'>): Promise<void> {
  const { document, version } = subject;
  const page = pathOf(document.code, 'versiones', version.number);
  return redirect(page, { kind: 'warn', key: 'documents.refusal.not_a_draft' });
}

/** The text as its page will show it, alone: the script puts it beside the text while one writes. */
export function preview(ctx: Ctx<undefined, InputOf<typeof previewForm>>): void {
  const content: Content = { kind: 'text', markdown: ctx.input.markdown };
  ctx.res.render('documents/preview', { ...previewOf(ctx, content), layout: false });
}

async function showPreview(ctx: Ctx<VersionSubject, Input, Query>, content: Content): Promise<void> {
  ctx.form.values = { ...(ctx.req.body as Record<string, unknown>) };
  const { version } = ctx.subject;
  const isMine = await beginWriting(String(version._id), ctx.user);
  await showEditor(ctx as unknown as Ctx<VersionSubject, undefined, Query>, {
    locked: isMine ? null : await whoWrites(version, ctx.user),
    writable: true,
    content,
  });
}

async function showEditor(
  ctx: Ctx<VersionSubject, undefined, Query>,
  now: { locked: { name: string; since: Date } | null; writable: boolean; content?: Content },
): Promise<void> {
  const { document, version } = ctx.subject;
  const [attached, inForce] = [await stillAttached(ctx), await versionInForce(document)];
  const kind = kindOf(ctx, version);
  const path = pathOf(document.code, 'versiones', version.number);
  const typed = ctx.form.values.markdown;
  const markdown = typeof typed === 'string' ? typed : firstMarkdown(version, document.code, document.title);
  const shown = now.content ?? (kind === 'text' ? { kind, markdown } : version.content);
  ctx.page('documents/edit', {
    ...documentHead(document, ctx, 'versions'),
    version,
    draftPath: path,
    // What is not saved yet has no flowchart to lead to.
    ...(now.writable ? {} : { versionPath: path }),
    kind,
    markdown,
    ...(shown.kind === 'text' ? previewOf(ctx, shown) : {}),
    file: version.content.kind === 'file' ? version.content : null,
    attached,
    accept: acceptAttribute(DOCUMENT_KINDS),
    savedAt: String(version.savedAt.getTime()),
    sections: sectionOptions(markdown, inForce && textOf(inForce.content), ctx.t),
    changedLines: version.changedSections.join('\n'),
    isFirst: version.number === 1,
    locked: now.locked,
    writable: now.writable,
  });
}

function kindOf(ctx: Ctx<VersionSubject, undefined, Query>, version: VersionRecord): Content['kind'] {
  const sent = ctx.form.values.kind;
  if (sent === 'text' || sent === 'file') return sent;
  if (ctx.query.formato === 'archivo') return 'file';
  return ctx.query.formato === 'texto' ? 'text' : version.content.kind;
}

/** A version that was a file begins its text anew. */
function firstMarkdown(version: VersionRecord, code: string, title: string): string {
  if (version.content.kind === 'text') return version.content.markdown;
  return startingText({ code, title, type: '', process: '', owner: '', label: version.label });
}

function previewOf(ctx: Pick<Ctx, 't' | 'language'>, content: Content): Record<string, unknown> {
  const problems = content.kind === 'text' ? problemLines(content.markdown, ctx.t) : [];
  return { content: contentOf(content, ctx.language), problems };
}

/** What the form holds: its text, the file that came, or the file that the version has already. @throws Invalid */
async function contentSent(ctx: Ctx<VersionSubject, Input, Query>): Promise<Content> {
  if (ctx.input.kind === 'text') return { kind: 'text', markdown: ctx.input.markdown };
  const file = await sentFile(ctx.req);
  if (file) return file;
  const { content } = ctx.subject.version;
  if (content.kind !== 'file') throw Invalid.field('file', 'documents.form.file');
  return content;
}
