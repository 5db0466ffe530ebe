// Documents of external origin: registered, checked, and followed when their edition changes (G1f).
import { act, currentAct } from '../platform/audit/act.ts';
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { addDays, addMonths, today, type Day } from '../platform/clock.ts';
import { Invalid, NotFound, Refusal } from '../platform/errors.ts';
import { linksOf } from '../platform/links/links.ts';
import { foldText } from '../platform/search/terms.ts';
import { mustExist } from './distributing.ts';
import { Document } from './document.ts';
import { External, nameKeyOf, type ExternalDoc, type ExternalRecord } from './external.ts';
import { openExternalReview } from './reviewing.ts';

/** Months until somebody looks again whether the edition still holds, unless told otherwise. */
export const CHECK_MONTHS = 6;
/** Days until somebody looks at what a text brought into the register. */
const FIRST_CHECK_DAYS = 30;
/** Days that the owners of citing documents have to review them. */
export const REVIEW_DAYS = 30;

export type ExternalInput = Pick<
  ExternalRecord,
  'name' | 'about' | 'issuer' | 'edition' | 'source' | 'distribution'
>;

/** Registers a document of external origin, its edition as this person found it. Returns its id. @throws Invalid when its name is taken */
export async function registerExternal(input: ExternalInput, user: User): Promise<string> {
  return act('documents.register_external', actorOf(user), async () => {
    const external = await newExternal(input);
    external.verified = { by: user.id, name: user.name, at: currentAct().at };
    external.nextCheck = addMonths(today(), CHECK_MONTHS);
    await external.save();
    return String(external._id);
  });
}

/** Registers what a text cites, inside an open act: nobody has verified it yet. The one of the same name is taken as it is. */
export async function findOrRegister(input: ExternalInput): Promise<string> {
  const known = await External.findOne({ nameKey: nameKeyOf(input.name) });
  if (known) return String(known._id);
  const external = await newExternal(input);
  await external.save();
  return String(external._id);
}

/** Not saved yet. @throws Invalid */
async function newExternal(input: ExternalInput): Promise<ExternalDoc> {
  const nameKey = nameKeyOf(input.name);
  await mustBeOnlyOne(input.name, null);
  await mustExist(input.distribution);
  return new External({ ...input, nameKey, nextCheck: addDays(today(), FIRST_CHECK_DAYS) });
}

/** Corrects what is known of an external document; its edition changes only by a check. @throws Invalid when its name is taken */
export async function describeExternal(
  id: string,
  input: Omit<ExternalInput, 'edition'>,
  user: User,
): Promise<void> {
  await act('documents.describe_external', actorOf(user), async () => {
    const external = await externalForChange(id);
    await mustBeOnlyOne(input.name, id);
    await mustExist(input.distribution);
    await external.set({ ...input, nameKey: nameKeyOf(input.name) }).save();
  });
}

async function mustBeOnlyOne(name: string, id: string | null): Promise<void> {
  const same = { nameKey: nameKeyOf(name), ...(id ? { _id: { $ne: id } } : {}) };
  if (await External.exists(same)) throw Invalid.field('name', 'documents.form.external_taken', { name });
}

export interface Check {
  /** The edition still holds, another one holds, or the document applies no more. */
  outcome: 'same' | 'changed' | 'ended';
  /** For `changed`: the edition that holds now. */
  edition: string;
  /** When to look again; null for one that ended. */
  nextCheck: Day | null;
  /** Where it was looked up. */
  note: string;
}

/**
 * Notes a check by this person, now. A new edition, or the end, opens a review of every document that cites it.
 * @throws Invalid for an edition that is not new, or a next check that is not to come
 */
export async function checkExternal(id: string, input: Check, user: User): Promise<void> {
  const check = async (): Promise<void> => {
    const external = await externalForChange(id);
    apply(external, input);
    external.verified = { by: user.id, name: user.name, at: currentAct().at };
    await external.save();
    if (input.outcome !== 'same') await openReviewsOfCitations(external);
  };
  await act('documents.check_external', actorOf(user), check, { reason: input.note });
}

function apply(external: ExternalDoc, { outcome, edition, nextCheck }: Check): void {
  if (outcome === 'ended') {
    external.endedOn = today();
    return;
  }
  if (!nextCheck || nextCheck <= today()) throw Invalid.field('nextCheck', 'documents.form.next_check_past');
  external.nextCheck = nextCheck;
  if (outcome === 'same') return;
  if (foldText(edition) === foldText(external.edition))
    throw Invalid.field('edition', 'documents.form.edition_same');
  external.earlier.push({ edition: external.edition, until: today() });
  external.edition = edition;
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
    edition: external.endedOn ? null : external.edition,
  };
  for (const document of documents) await openExternalReview(document, facts, addDays(today(), REVIEW_DAYS));
}
