// Say which requirements a document governs, and tell the rooms of requirements which version of it is in force (L1, L3).
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { act } from '../platform/audit/act.ts';
import { today, type Day } from '../platform/clock.ts';
import { Refusal } from '../platform/errors.ts';
import type { Ref } from '../platform/links/kinds.ts';
import { link, unlink } from '../platform/links/links.ts';
import type { VersionInForce } from '../requirements/index.ts';
import { documentForChange } from './changing.ts';
import { Document, type DocumentRecord } from './document.ts';
import { inForceOn, versionsInForceOn } from './queries/listing.ts';

/** Says that a document governs a clause. @throws Refusal for a document that was withdrawn */
export async function governClause(code: string, clause: string, user: User): Promise<void> {
  await act('documents.govern', actorOf(user), async () => {
    const document = await documentForChange(code);
    if (document.state === 'withdrawn') throw new Refusal('documents.refusal.withdrawn_governs');
    await link(refOf(document), 'governs', { kind: 'clause', id: clause });
  });
}

/** Takes it back; it stays in the history of links. */
export async function leaveClause(code: string, clause: string, user: User): Promise<void> {
  await act('documents.stop_governing', actorOf(user), async () => {
    await unlink(refOf(await documentForChange(code)), 'governs', { kind: 'clause', id: clause });
  });
}

/** The version in force of each of these documents, today or on a past day; one without any is left out. */
export async function versionsInForce(
  ids: readonly string[],
  asOf: Day | null,
): Promise<Map<string, VersionInForce>> {
  if (asOf) {
    const inForce = await versionsInForceOn(asOf);
    return new Map(
      ids.flatMap((id) => {
        const glance = inForce.get(id);
        return glance ? [[id, { label: glance.label, since: glance.effective }]] : [];
      }),
    );
  }
  const found = await Document.find({ _id: { $in: [...ids] } })
    .select('state current working withdrawal')
    .lean<DocumentRecord[]>();
  return new Map(
    found.flatMap((one) => {
      const glance = inForceOn(one, today());
      return glance ? [[String(one._id), { label: glance.label, since: glance.effective }]] : [];
    }),
  );
}

function refOf(document: { _id: unknown }): Ref {
  return { kind: 'document', id: String(document._id) };
}
