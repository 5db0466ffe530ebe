// What the records say of each process, so that a programme can weigh it (G14: state, importance, earlier results, open actions).
import { openIn } from '../../actions/index.ts';
import { documentStanding } from '../../documents/index.ts';
import { allProcesses, type ProcessRow } from '../../processes/index.ts';
import { Audit } from '../audit.ts';
import { Finding, type FindingRecord } from '../finding.ts';
import type { ProgrammeLine } from '../programme.ts';
import {
  FACTORS,
  frequencyFor,
  suggested,
  weightOf,
  type Factor,
  type Standing,
} from '../rules/programme.ts';

/** The processes that are audited by themselves: those in use with nothing below them. */
export async function auditable(): Promise<ProcessRow[]> {
  const active = (await allProcesses()).filter((row) => row.active);
  const parents = new Set(active.map((row) => row.parent));
  return active.filter((row) => !parents.has(row.id));
}

/** A line for each process, weighed by its records; months spread over the year, the weightiest first. */
export async function freshLines(criteria: readonly string[]): Promise<ProgrammeLine[]> {
  const processes = await auditable();
  const standings: Standing[] = [];
  // One after the other: inside an act they share one session.
  for (const process of processes) standings.push(await standingOf(process));
  const factors = standings.map(suggested);
  const order = processes
    .map((_, index) => index)
    .sort((a, b) => weightOf(factors[b]!) - weightOf(factors[a]!));
  return processes.map((process, index) => {
    const weighed = factors[index]!;
    return {
      process: process.id, processCode: process.code, processName: process.name,
      factors: weighed, suggested: weighed, reasons: noReasons(),
      months: proposedMonths(order.indexOf(index), frequencyFor(weightOf(weighed))),
      method: 'on_site', criteria: [...criteria], resources: '', why: '',
    };
  }); // prettier-ignore
}

export async function standingOf(process: ProcessRow): Promise<Standing> {
  const documents = await documentStanding(process.id);
  const openActions = await openIn(process.id);
  const lastResult = await lastResultOf(process.id);
  return { kind: process.kind, documents, openActions, lastResult };
}

async function lastResultOf(process: string): Promise<Standing['lastResult']> {
  const last = await Audit.findOne({ 'processes.id': process, state: { $in: ['signed', 'closed'] }, follows: null })
    .sort({ 'signed.at': -1 })
    .select('_id')
    .lean();
  if (!last) return null;
  const found = await Finding.find({ audit: last._id, process, withdrawn: null }).select('grade').lean<FindingRecord[]>();
  return (['major', 'minor', 'observation'] as const).find((grade) => found.some((one) => one.grade === grade)) ?? 'none';
} // prettier-ignore

/** From February to November, two processes a month in turn; a second audit comes half a year from the first. */
function proposedMonths(place: number, times: number): number[] {
  const first = 2 + (Math.floor(place / 2) % 5);
  return times > 1 ? [first, first + 5] : [2 + (place % 10)];
}

function noReasons(): Record<Factor, string> {
  return Object.fromEntries(FACTORS.map((factor) => [factor, ''])) as Record<Factor, string>;
}
