// Evidence as forms bring it: a file, or the code of a record; and how its file goes out again.
import type { Request } from 'express';
import { Invalid, NotFound, Refusal } from '../../platform/errors.ts';
import { DamagedFile, fileStore, MissingFile, type Kind } from '../../platform/files/index.ts';
import { accepts, attachmentsOf, type Attachment } from '../../platform/http/attachments.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { recordByCode } from '../../platform/links/kinds.ts';
import type { User } from '../../platform/access/roles.ts';
import type { ActionSubject } from '../policy.ts';
import type { Evidence, NonconformityRecord } from '../nonconformity.ts';
import type { ServiceRecord } from '../service.ts';

export const EVIDENCE_KINDS: readonly Kind[] = ['pdf', 'docx', 'xlsx', 'odt', 'pptx', 'jpg', 'png'];
export const evidenceUpload = accepts({ allowed: EVIDENCE_KINDS, megabytes: 20 });

/** What the form brought, if anything. @throws Invalid for a refused file or a code that nothing bears */
export async function sentEvidence(req: Request, code: string, user: User): Promise<Evidence[]> {
  const files = await attachmentsOf(req, 'file');
  const evidence: Evidence[] = files.map(({ sha256, name, mime, bytes }) => ({
    file: { sha256, name, type: mime, size: bytes },
    record: null,
    note: '',
  }));
  return code ? [...evidence, { file: null, record: await recordNamed(code, user), note: '' }] : evidence;
}

/** The record that bears a code. @throws Invalid naming the field */
export async function recordNamed(
  code: string,
  user: User,
  field = 'code',
): Promise<{ kind: string; id: string; code: string; title: string }> {
  const found = (await recordByCode(code, user)) ?? (await recordByCode(code.toUpperCase(), user));
  if (!found) throw Invalid.field(field, 'actions.form.code_unknown', { code });
  return { kind: found.kind, id: found.id, code: found.code, title: found.title };
}

/** The file that a returned form still holds. */
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

export function ofAction(ctx: Ctx<ActionSubject>): Promise<void> {
  return sendFile(ctx, ctx.subject.action.followUps.flatMap((one) => one.evidence));
} // prettier-ignore

export function ofRecord(ctx: Ctx<NonconformityRecord>): Promise<void> {
  return sendFile(ctx, ctx.subject.cycles.flatMap((one) => one.verification?.evidence ?? []));
} // prettier-ignore

export function ofService(ctx: Ctx<ServiceRecord>): Promise<void> {
  return sendFile(ctx, ctx.subject.treatments.flatMap((one) => one.execution?.evidence ?? []));
} // prettier-ignore

/** Hands out a file of this record alone, verified while it is read. @throws NotFound, Refusal for a damaged one */
async function sendFile(
  ctx: Pick<Ctx<unknown>, 'req' | 'download'>,
  evidence: readonly Evidence[],
): Promise<void> {
  const file = evidence.find((one) => one.file?.sha256 === ctx.req.params.hash)?.file;
  if (!file) throw new NotFound();
  try {
    ctx.download(file.name, file.type, await fileStore().read(file.sha256));
  } catch (error) {
    if (error instanceof DamagedFile || error instanceof MissingFile)
      throw new Refusal('actions.refusal.file_damaged');
    throw error;
  }
}
