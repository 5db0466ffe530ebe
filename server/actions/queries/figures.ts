// Counts of the improvement loop: the board, ageing, causes, days to close, recurrence, and the figures of the start page.
import { addDays, addMonths, today, type Day } from '../../platform/clock.ts';
import { closeFor } from '../../platform/access/engagement.ts';
import { foundBefore } from '../../platform/audit/standing.ts';
import { may } from '../../platform/access/policy.ts';
import type { User } from '../../platform/access/roles.ts';
import type { Figure } from '../../platform/http/slice.ts';
import { ImprovementAction } from '../action.ts';
import { Nonconformity, type NonconformityRecord } from '../nonconformity.ts';
import { actionScope, scope } from '../policy.ts';
import { OPEN, type Category, type State } from '../rules/states.ts';
import type { RecordRow } from './listing.ts';

const CARDS = 8;

export interface BoardColumn {
  state: State;
  total: number;
  rows: RecordRow[];
}

/** The open ones by state, what is due first stands first. */
export function board(user: User): Promise<BoardColumn[]> {
  const [mine, close] = [scope(user), closeFor(user)];
  return Promise.all(
    OPEN.map(async (state) => {
      if (close) {
        const all = await foundBefore<NonconformityRecord>(
          Nonconformity,
          { within: mine, where: { state }, order: { nextDue: 1 } },
          close,
        );
        return { state, total: all.length, rows: all.slice(0, CARDS) };
      }
      const query = { state, $and: [mine] };
      const [total, rows] = await Promise.all([
        Nonconformity.countDocuments(query),
        Nonconformity.find(query)
          .select('-cycles -doers -positions')
          .sort({ nextDue: 1 })
          .limit(CARDS)
          .lean<RecordRow[]>(),
      ]);
      return { state, total, rows };
    }),
  );
}

/** Days since they were found: from, to (both inclusive; null is no end). */
export const AGES = [
  { from: 0, to: 30 },
  { from: 31, to: 60 },
  { from: 61, to: 90 },
  { from: 91, to: null },
] as const;

/** How many open ones are how old, in the order of `AGES`. */
export function ageing(): Promise<number[]> {
  const day = today();
  return Promise.all(
    AGES.map(({ from, to }) =>
      Nonconformity.countDocuments({
        state: { $in: OPEN },
        found: { $lte: addDays(day, -from), ...(to === null ? {} : { $gte: addDays(day, -to) }) },
      }),
    ),
  );
}

export interface CauseCount {
  category: Category;
  count: number;
}

/** G12b: how often each family of causes was the root, of what was found from one day to another; the most frequent first. */
export async function causesBetween(from: Day, to: Day): Promise<CauseCount[]> {
  const rows = await Nonconformity.aggregate<{ _id: Category; count: number }>([
    { $match: { found: { $gte: from, $lte: to }, category: { $ne: null }, state: { $ne: 'annulled' } } },
    { $group: { _id: '$category', count: { $sum: 1 } } },
    { $sort: { count: -1, _id: 1 } },
  ]);
  return rows.map(({ _id, count }) => ({ category: _id, count }));
}

export interface ClosedIn {
  process: string;
  count: number;
  average: number;
  longest: number;
}

/** Days from opening to closing of what was closed between two days, by process; the slowest first. */
export async function daysToClose(from: Day, to: Day): Promise<ClosedIn[]> {
  const rows = await Nonconformity.aggregate<{ _id: string; count: number; average: number; longest: number }>([
    { $match: { closedOn: { $gte: from, $lte: to } } },
    { $group: { _id: '$processName', count: { $sum: 1 }, average: { $avg: '$took' }, longest: { $max: '$took' } } },
    { $sort: { average: -1, _id: 1 } },
  ]); // prettier-ignore
  return rows.map(({ _id, ...row }) => ({ process: _id, ...row }));
}

export interface Recurring {
  process: string;
  processName: string;
  category: Category;
  count: number;
  last: Day;
}

/** Months within which the same cause in the same process counts as coming back. */
export const RECURRENCE_MONTHS = 24;

/** The pairs of process and cause that came back lately, the most frequent first. */
export async function recurring(): Promise<Recurring[]> {
  const since = addMonths(today(), -RECURRENCE_MONTHS);
  const rows = await Nonconformity.aggregate<{ _id: { process: string; category: Category }; processName: string; count: number; last: Day }>([
    { $match: { found: { $gte: since }, category: { $ne: null }, process: { $ne: null }, state: { $ne: 'annulled' } } },
    { $group: { _id: { process: '$process', category: '$category' }, processName: { $first: '$processName' }, count: { $sum: 1 }, last: { $max: '$found' } } },
    { $match: { count: { $gte: 2 } } },
    { $sort: { count: -1, processName: 1 } },
    { $limit: 20 },
  ]); // prettier-ignore
  return rows.map(({ _id, ...row }) => ({ ..._id, ...row }));
}

/** Earlier ones of the same process and cause, the newest first: the actions then taken did not hold. */
export async function earlierOf(
  record: Pick<NonconformityRecord, '_id' | 'process' | 'category' | 'found'>,
  user: User,
): Promise<RecordRow[]> {
  const { _id, process, category, found } = record;
  if (!process || !category) return [];
  const where = {
    process,
    category,
    found: { $gte: addMonths(found, -RECURRENCE_MONTHS), $lte: found },
    state: { $ne: 'annulled' as const },
  };
  const [others, close] = [{ $and: [{ _id: { $ne: _id } }, scope(user)] }, closeFor(user)];
  if (close)
    return (
      await foundBefore<NonconformityRecord>(
        Nonconformity,
        { within: others, where, order: { found: -1 } },
        close,
      )
    ).slice(0, 10);
  return Nonconformity.find({ ...where, ...others })
    .select('-cycles -doers -positions')
    .sort({ found: -1 })
    .limit(10)
    .lean<RecordRow[]>();
}

/** The numbers of the start page. */
export async function figuresOf(user: User): Promise<Figure[]> {
  if (!may(user, 'actions.figures')) return [];
  const [open, late] = await Promise.all([
    Nonconformity.countDocuments({ state: { $in: OPEN }, $and: [scope(user)] }),
    ImprovementAction.countDocuments({ state: 'planned', due: { $lt: today() }, $and: [actionScope(user)] }),
  ]);
  return [
    { word: 'actions.figure.open', value: open, href: '/no-conformidades?estado=open', tone: 'info' },
    { word: 'actions.figure.late', value: late, href: '/acciones?vencidas=si', tone: late > 0 ? 'bad' : 'ok' },
  ]; // prettier-ignore
}
