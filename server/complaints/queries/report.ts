// The report of a month or a year: how many of each kind, of each process, how long they took, how many in time (G13).
import { Complaint } from '../complaint.ts';

export interface ReportLine {
  /** A kind, or the name of a process (empty: none). */
  name: string;
  received: number;
  answered: number;
  inTime: number;
  open: number;
  overdue: number;
  /** Mean business days of those that were answered; null when none was. */
  used: number | null;
  /** Mean rating of those that were rated. */
  rating: number | null;
}

export interface Report {
  total: ReportLine;
  byKind: ReportLine[];
  byProcess: ReportLine[];
  byChannel: ReportLine[];
  /** By month, the oldest first; one line for a month's own report. */
  byMonth: ReportLine[];
}

/** @param period `2026-11`, or `2026` for a whole year, by arrival */
export async function reportOf(period: string, today: string): Promise<Report> {
  const month = period.length === 7 ? period : { $gte: `${period}-01`, $lte: `${period}-12` };
  const filter = { month, state: { $ne: 'annulled' } };
  const group = (by: unknown): Promise<ReportLine[]> => lines(filter, by, today);
  const [total, byKind, byProcess, byChannel, byMonth] = await Promise.all([
    group(''),
    group('$kind'),
    group('$processName'),
    group('$channel'),
    group('$month'),
  ]);
  return {
    total: total[0] ?? EMPTY,
    byKind,
    byProcess,
    byChannel,
    byMonth: byMonth.sort((a, b) => a.name.localeCompare(b.name)),
  };
}

const EMPTY: ReportLine = { name: '', received: 0, answered: 0, inTime: 0, open: 0, overdue: 0, used: null, rating: null }; // prettier-ignore

function lines(filter: Record<string, unknown>, by: unknown, today: string): Promise<ReportLine[]> {
  const one = (condition: unknown) => ({ $sum: { $cond: [condition, 1, 0] } });
  const isAnswered = { $eq: ['$state', 'answered'] };
  const isLate = { $and: ['$open', { $ne: ['$due', null] }, { $lt: ['$due', today] }] };
  return Complaint.aggregate<ReportLine>([
    { $match: filter },
    {
      $group: {
        _id: by,
        received: { $sum: 1 },
        answered: one(isAnswered),
        inTime: one({ $and: [isAnswered, { $eq: ['$inTime', true] }] }),
        open: one('$open'),
        overdue: one(isLate),
        used: { $avg: { $cond: [isAnswered, '$used', null] } },
        rating: { $avg: '$rating.score' },
      },
    },
    { $sort: { received: -1, _id: 1 } },
    { $project: { _id: 0, name: '$_id', received: 1, answered: 1, inTime: 1, open: 1, overdue: 1, used: 1, rating: 1 } },
  ]);
} // prettier-ignore
