// Reviews that are near, overdue, or opened by a change of an external document (G1b, G1f).
import type { User } from '../../platform/access/roles.ts';
import { addDays, today, type Day } from '../../platform/clock.ts';
import { Document, type DocumentRecord } from '../document.ts';
import { scope } from '../policy.ts';
import { Review, type ReviewRecord } from '../review.ts';

type Row = Pick<
  DocumentRecord,
  '_id' | 'code' | 'title' | 'owner' | 'ownerName' | 'nextReview' | 'working' | 'writers' | 'state'
>;

export interface DueReview {
  document: Row;
  due: Day;
  /** Null for the period of use; else the external document that changed. */
  external: ReviewRecord['external'];
}

export const HORIZONS = { vencidas: -1, treinta: 30, noventa: 90 } as const;
export type Horizon = keyof typeof HORIZONS;

const FIELDS = 'code title owner ownerName nextReview working writers state';

/**
 * What this person may see of the reviews due within the horizon, the most urgent first.
 * @param mine only documents owned by a position that the person holds
 */
export async function dueReviews(user: User, horizon: Horizon, mine: boolean): Promise<DueReview[]> {
  const until = addDays(today(), HORIZONS[horizon]);
  const owned = mine ? { owner: { $in: user.positions.map((held) => held.id) } } : {};
  const within = { $and: [scope(user), owned, { state: 'in_force' }] };
  const [periodic, open] = await Promise.all([
    Document.find({ ...within, nextReview: { $lte: until, $gt: '' } }).select(FIELDS).lean<Row[]>(),
    Review.find({ closed: null, cause: 'external', due: { $lte: until } }).lean<ReviewRecord[]>(),
  ]); // prettier-ignore
  const citing = await Document.find({ ...within, _id: { $in: open.map((one) => one.document) } })
    .select(FIELDS)
    .lean<Row[]>();
  const documents = new Map(citing.map((one) => [String(one._id), one]));
  const external = open.flatMap((review) => {
    const document = documents.get(String(review.document));
    return document ? [{ document, due: review.due, external: review.external }] : [];
  });
  const own = periodic.map((document) => ({ document, due: document.nextReview ?? until, external: null }));
  return [...own, ...external].sort(
    (a, b) => a.due.localeCompare(b.due) || a.document.code.localeCompare(b.document.code),
  );
}
