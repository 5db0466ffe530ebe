// How the annual programme weighs a process, and what follows from the weight (G14: state, importance, earlier results).

export const PROGRAMME_STATES = ['draft', 'proposed', 'approved'] as const;
export type ProgrammeState = (typeof PROGRAMME_STATES)[number];

/** What is weighed, each from 1 (little reason to audit often) to 5 (much). */
export const FACTORS = ['state', 'importance', 'results', 'actions'] as const;
export type Factor = (typeof FACTORS)[number];
export type Factors = Readonly<Record<Factor, number>>;

/** From this sum on, of 20, a process is audited twice a year. */
export const TWICE_FROM = 15;

/** The sum of the four factors: 4 to 20. */
export function weightOf(factors: Factors): number {
  return FACTORS.reduce((sum, factor) => sum + factors[factor], 0);
}

/** Audits a year that a weight asks for: each process at least once (O7). */
export function frequencyFor(weight: number): number {
  return weight >= TWICE_FROM ? 2 : 1;
}

/** What the system knows of a process when it proposes the factors. */
export interface Standing {
  kind: 'strategic' | 'mission' | 'support' | 'evaluation' | null;
  /** Its documents: in force, past their review, on their way. */
  documents: { inForce: number; overdue: number; onTheirWay: number };
  /** The worst grade of its last audit; `none` when it found nothing to correct, null when it was never audited. */
  lastResult: 'major' | 'minor' | 'observation' | 'none' | null;
  openActions: number;
}

/** The factors that the records suggest. Whoever sets another one says why. */
export function suggested({ kind, documents, lastResult, openActions }: Standing): Factors {
  return {
    state: documents.inForce === 0 ? 5 : documents.overdue > 0 ? 4 : documents.onTheirWay > 0 ? 3 : 2,
    importance: kind === 'mission' ? 5 : kind === 'strategic' ? 4 : 3,
    results: lastResult === null ? 4 : { major: 5, minor: 4, observation: 3, none: 1 }[lastResult],
    actions: Math.min(5, 1 + openActions),
  };
}

/** Factors that differ from what the records suggest and were given no reason. */
export function unargued(
  given: Factors,
  proposed: Factors,
  reasons: Readonly<Record<Factor, string>>,
): Factor[] {
  return FACTORS.filter((factor) => given[factor] !== proposed[factor] && reasons[factor] === '');
}

/** What a line lacks: audits in fewer months than its weight asks for, without a reason. */
export function lineProblem(line: {
  factors: Factors;
  months: readonly number[];
  why: string;
}): string | null {
  if (line.months.length >= frequencyFor(weightOf(line.factors)) || line.why !== '') return null;
  return line.months.length === 0 ? 'audits.programme.why_none' : 'audits.programme.why_fewer';
}

/** O7: the processes that the year leaves unaudited. */
export function notAudited<L extends { months: readonly number[] }>(lines: readonly L[]): L[] {
  return lines.filter((line) => line.months.length === 0);
}

/** `PAA-2026` */
export function programmeCode(year: number): string {
  return `PAA-${year}`;
}
