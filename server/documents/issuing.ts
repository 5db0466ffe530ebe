// Issue and take effect: an approved version gets its date; at 00:00 in Bogotá the old one turns obsolete and the new one is in force.
import { act, currentAct, type Actor } from '../platform/audit/act.ts';
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { dayOf, today, type Day } from '../platform/clock.ts';
import { Invalid, Refusal } from '../platform/errors.ts';
import { become, forChange, keep, stampOf } from './changing.ts';
import { citeReferences } from './citing.ts';
import { askForRecall } from './copying.ts';
import { Document, type DocumentDoc } from './document.ts';
import { closeReviewsByVersion } from './reviewing.ts';
import { nextReview } from './rules.ts';
import { indexVersion } from './searching.ts';
import { storedIntact } from './snapshot.ts';
import { DocumentType } from './type.ts';
import { contentHash, Version, type VersionDoc } from './version.ts';

/**
 * Issues an approved version with its effective date.
 * @throws Refusal before approval (G1a) or when what is stored is not what was approved; Invalid for a date before the approval
 */
export async function issue(
  code: string,
  number: number,
  input: { effective: Day; sha256: string },
  user: User,
): Promise<void> {
  await act('documents.issue', actorOf(user), async () => {
    const { document, version } = await forChange(code, number);
    // G1a: no version is issued before it is approved.
    if (version.state !== 'approved' || !version.approvedAt)
      throw new Refusal(`documents.refusal.state_${version.state}`);
    // Decision 9: no issue without an intact snapshot of what was approved.
    const intact =
      version.sha256 === input.sha256 &&
      version.sha256 === contentHash(version) &&
      (await storedIntact(version.content));
    if (!intact) throw new Refusal('documents.refusal.snapshot');
    if (input.effective < dayOf(version.approvedAt))
      throw Invalid.field('effective', 'documents.form.effective_before_approval');
    become(version, 'issued');
    version.issued = stampOf(user, currentAct().at);
    version.effective = input.effective;
    if (input.effective <= today()) await takeEffectNow(document, version);
    else await keep(document, version);
  });
}

/** Calls an issue back before its date; the version is approved again and can be issued with another date. */
export async function callBack(
  code: string,
  number: number,
  input: { reason: string },
  user: User,
): Promise<void> {
  await act(
    'documents.call_back',
    actorOf(user),
    async () => {
      const { document, version } = await forChange(code, number);
      if (version.state !== 'issued') throw new Refusal(`documents.refusal.state_${version.state}`);
      become(version, 'approved');
      version.issued = null;
      version.effective = null;
      await keep(document, version);
    },
    { reason: input.reason },
  );
}

/** Makes an issued version effective whose date has come. Doing it twice does nothing the second time. */
export async function takeEffect(versionId: string, actor: Actor): Promise<void> {
  await act('documents.take_effect', actor, async () => {
    const version = await Version.findById(versionId);
    if (!version || version.state !== 'issued' || !version.effective || version.effective > today()) return;
    const document = await Document.findById(version.document);
    if (document) await takeEffectNow(document, version);
  });
}

/** G1g: the old version turns obsolete first, then the new one takes effect, in one transaction. */
export async function takeEffectNow(document: DocumentDoc, version: VersionDoc): Promise<void> {
  const old = await Version.findOne({ document: document._id, state: 'in_force' });
  if (old) {
    become(old, 'obsolete');
    old.obsoleteFrom = version.effective;
    old.supersededBy = String(version._id);
    await old.save();
    await askForRecall(old);
  }
  become(version, 'in_force');
  document.state = 'in_force';
  const type = await DocumentType.findById(document.type);
  // Whoever adopts an existing document has just found it adequate: its period begins now, not when its source was dated.
  const from = version.adopted ? today() : (version.effective ?? today());
  document.nextReview = nextReview(from, type?.reviewMonths ?? 24);
  await closeReviewsByVersion(document, version.issued ?? { by: '', name: '', position: null });
  await keep(document, version);
  await indexVersion(document, version);
  await citeReferences(document, version, old);
}
