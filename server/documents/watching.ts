// Documents of external origin: registered, checked, and followed when their edition changes (G1f).
import { act, currentAct } from '../platform/audit/act.ts';
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { addDays, addMonths, today, type Day } from '../platform/clock.ts';
import { Invalid, NotFound, Refusal } from '../platform/errors.ts';
import { link, linksOf } from '../platform/links/links.ts';
import { foldText } from '../platform/search/terms.ts';
import { documentForChange } from './changing.ts';
import { Document } from './document.ts';
import { External, type ExternalDoc, type ExternalRecord } from './external.ts';
import { openExternalReview } from './reviewing.ts';

const CHECK_MONTHS = 6;
const REVIEW_DAYS = 30;

export type ExternalInput = Pick<
  ExternalRecord,
  'name' | 'about' | 'issuer' | 'edition' | 'source' | 'distribution'
>;

/** Registers a document of external origin. @throws Invalid when its name is taken */
export async function registerExternal(input: ExternalInput, user: User): Promise<string> {
  return act('documents.register_external', actorOf(user), () => newExternal(input));
}

/** As `registerExternal`, inside an open act; the one of the same name is taken as it is. */
export async function findOrRegister(input: ExternalInput): Promise<string> {
  const known = await External.findOne({ nameKey: foldText(input.name) });
  return known ? String(known._id) : newExternal(input);
}

async function newExternal(input: ExternalInput): Promise<string> {
  const nameKey = foldText(input.name);
  if (await External.exists({ nameKey }))
    throw Invalid.field('name', 'documents.form.external_taken', { name: input.name });
  const external = new External({ ...input, nameKey, nextCheck: addMonths(today(), CHECK_MONTHS) });
  await external.save();
  return String(external._id);
}

/** Corrects what is known of an external document; its edition changes only by a check. */
export async function describeExternal(
  id: string,
  input: Omit<ExternalInput, 'edition'>,
  user: User,
): Promise<void> {
  await act('documents.describe_external', actorOf(user), async () => {
    const external = await externalForChange(id);
    await external.set({ ...input, nameKey: foldText(input.name) }).save();
  });
}

/** Notes a check: the same edition, or a new one, which opens a review of every document that cites it. */
export async function checkExternal(
  id: string,
  input: { edition: string; nextCheck: Day; ended: boolean },
  user: User,
): Promise<void> {
  await act('documents.check_external', actorOf(user), async () => {
    const external = await externalForChange(id);
    if (input.nextCheck <= today()) throw Invalid.field('nextCheck', 'documents.form.next_check_past');
    const changed = input.ended || input.edition !== external.edition;
    if (changed) {
      external.earlier.push({ edition: external.edition, until: today() });
      external.edition = input.edition;
      if (input.ended) external.endedOn = today();
    }
    external.verified = { by: user.id, name: user.name, at: currentAct().at };
    external.nextCheck = input.nextCheck;
    await external.save();
    if (changed) await openReviewsOfCitations(external);
  });
}

/** Notes that an internal document cites an external one. */
export async function cite(code: string, external: string, user: User): Promise<void> {
  await act('documents.cite', actorOf(user), async () => {
    const document = await documentForChange(code);
    await link({ kind: 'document', id: String(document._id) }, 'cites', { kind: 'external', id: external });
  });
}

async function externalForChange(id: string): Promise<ExternalDoc> {
  const external = await External.findById(id);
  if (!external) throw new NotFound();
  if (external.endedOn) throw new Refusal('documents.refusal.external_ended');
  return external;
}

async function openReviewsOfCitations(external: ExternalDoc): Promise<void> {
  const ref = { kind: 'external', id: String(external._id) };
  const citations = (await linksOf(ref)).filter((one) => one.meaning === 'cites' && one.to.id === ref.id);
  const documents = await Document.find({
    _id: { $in: citations.map((one) => one.from.id) },
    state: { $ne: 'withdrawn' },
  });
  const facts = {
    id: ref.id,
    name: external.name,
    edition: external.endedOn ? `${external.edition} (${external.endedOn})` : external.edition,
  };
  for (const document of documents) await openExternalReview(document, facts, addDays(today(), REVIEW_DAYS));
}
