// The files that come with forms of complaints.
import type { Request } from 'express';
import { Invalid } from '../../platform/errors.ts';
import { accepts, attachmentsOf, type Attachment } from '../../platform/http/attachments.ts';
import type { Ctx } from '../../platform/http/context.ts';
import type { KeptFile } from '../complaint.ts';

/** What a petition, its completion, a reply or a proof may be brought as. */
export const complaintUpload = accepts({
  allowed: ['pdf', 'jpg', 'png', 'docx', 'odt'],
  megabytes: 10,
  files: 5,
});

/** The files of a form, stored, as a complaint keeps them. @throws Invalid when one was refused */
export async function sentFiles(req: Request): Promise<Omit<KeptFile, 'purpose'>[]> {
  return (await attachmentsOf(req, 'files')).map(({ sha256, name, mime, bytes }) => ({ sha256, name, type: mime, bytes })); // prettier-ignore
}

/** The files that a returned form still holds; what is wrong with one goes to the form's messages. */
export async function stillAttached(ctx: Pick<Ctx, 'req' | 'form' | 't'>): Promise<Attachment[]> {
  if (Object.keys(ctx.form.values).length === 0) return [];
  try {
    return await attachmentsOf(ctx.req, 'files');
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    ctx.form.errors.files ??= (error.fields.files ?? []).map((one) => ctx.t(one.key, one.params));
    return [];
  }
}
