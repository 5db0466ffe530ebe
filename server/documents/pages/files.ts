// The file of a document as forms bring it and as its original goes out.
import type { Request } from 'express';
import { may } from '../../platform/access/policy.ts';
import { Invalid, Refusal } from '../../platform/errors.ts';
import { DamagedFile, fileStore, MissingFile, type Kind } from '../../platform/files/index.ts';
import { attachmentsOf, accepts, type Attachment } from '../../platform/http/attachments.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { translate } from '../../platform/words/index.ts';
import type { VersionSubject } from '../policy.ts';
import { pathOf } from '../present/showing.ts';
import type { Content } from '../version.ts';

/** What a controlled document may be brought as. */
export const DOCUMENT_KINDS: readonly Kind[] = ['pdf', 'docx', 'odt', 'xlsx', 'pptx'];
export const documentUpload = accepts({ allowed: DOCUMENT_KINDS, megabytes: 40 });

/** The file that came with the form, as content; null when none came. @throws Invalid when it was refused */
export async function sentFile(req: Request): Promise<Content | null> {
  const [file] = await attachmentsOf(req, 'file');
  if (!file) return null;
  const { sha256, name, mime, bytes, pages, text } = file;
  return { kind: 'file', sha256, name, type: mime, bytes, pages, text };
}

/** The file that a returned form still holds, for its field; what is wrong with it goes to the form's messages. */
export async function stillAttached(ctx: Pick<Ctx, 'req' | 'form' | 't'>): Promise<Attachment | null> {
  if (Object.keys(ctx.form.values).length === 0) return null;
  try {
    return (await attachmentsOf(ctx.req, 'file'))[0] ?? null;
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    ctx.form.errors.file ??= (error.fields.file ?? []).map((one) => ctx.t(one.key, one.params));
    return null;
  }
}

/**
 * Hands out the original, verified while it is read. Its name says code, version and state, because nothing inside it does.
 * Readers get a PDF only as a stamped copy (G1e, G1g).
 * @throws Refusal when the stored file is no longer the one that was kept
 */
export async function original(ctx: Ctx<VersionSubject>): Promise<void> {
  const { document, version } = ctx.subject;
  const { content } = version;
  if (content.kind !== 'file') return ctx.redirect(pathOf(document.code, 'versiones', version.number));
  const works = may(ctx.user, 'documents.history', document);
  if (content.type === 'application/pdf' && !works)
    return ctx.redirect(pathOf(document.code, 'versiones', version.number, 'copia.pdf'));
  const bytes = await whole(content.sha256);
  const state = translate('es', `documents.file_state.${version.state}`);
  ctx.download(`${document.code} v${version.label} ${state} - ${content.name}`, content.type, bytes);
}

async function whole(sha256: string): Promise<Buffer> {
  try {
    return await fileStore().read(sha256);
  } catch (error) {
    if (error instanceof DamagedFile || error instanceof MissingFile)
      throw new Refusal('documents.refusal.file_damaged');
    throw error;
  }
}
