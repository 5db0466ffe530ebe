// Programmes as their templates need them: weights with what was argued, months, and what became of each.
import { clauseSets } from '../../requirements/index.ts';
import { translate, type Language } from '../../platform/words/index.ts';
import type { ProgrammeLine, ProgrammeRecord } from '../programme.ts';
import type { AuditRow } from '../queries/listing.ts';
import { FACTORS, frequencyFor, lineProblem, notAudited, weightOf } from '../rules/programme.ts';
import { programmeTone, stateTone } from './tones.ts';

type T = (key: string, params?: Record<string, string | number>) => string;

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);

export function programmeHead(programme: ProgrammeRecord, t: T, last?: string): Record<string, unknown> & { path: string } {
  const { code, year, state } = programme;
  const path = `/programas-auditoria/${code}`;
  const home = { href: '/programas-auditoria', label: t('audits.programme.title') };
  return {
    path,
    code,
    title: t('audits.programme.of_year', { year }),
    state: { kind: programmeTone(state), text: t(`audits.programme_state.${state}`) },
    crumbs: last ? [home, { href: path, label: code }, { label: last }] : [home, { label: code }],
  };
} // prettier-ignore

export function programmeRow(programme: ProgrammeRecord, t: T) {
  const { code, year, state, lines, revision } = programme;
  return {
    href: `/programas-auditoria/${code}`,
    code,
    year: String(year),
    revision,
    processes: lines.length,
    audits: lines.reduce((sum, line) => sum + line.months.length, 0),
    unaudited: notAudited(lines).length,
    state: { kind: programmeTone(state), text: t(`audits.programme_state.${state}`) },
  };
}

/** A line for each process, the weightiest first. */
export function programmeLines(programme: ProgrammeRecord, audits: readonly AuditRow[], t: T, mayPlan: boolean) {
  return programme.lines
    .toSorted((a, b) => weightOf(b.factors) - weightOf(a.factors) || a.processCode.localeCompare(b.processCode))
    .map((line) => ({
      code: line.processCode,
      name: line.processName,
      href: `/programas-auditoria/${programme.code}/procesos/${encodeURIComponent(line.processCode)}`,
      factors: FACTORS.map((factor) => ({
        label: t(`audits.factor.${factor}`),
        value: line.factors[factor],
        argued: line.factors[factor] !== line.suggested[factor] ? t('audits.programme.argued', { suggested: line.suggested[factor], reason: line.reasons[factor] }) : '',
      })),
      weight: weightOf(line.factors),
      asked: frequencyFor(weightOf(line.factors)),
      months: line.months.map((month) => t(`audits.month.${month}`)).join(', '),
      method: t(`audits.method.${line.method}`),
      why: line.why,
      lacks: lineProblem(line) !== null,
      audits: auditsOf(line, audits).map((one) => ({ href: `/auditorias/${one.code}`, code: one.code, state: { kind: stateTone(one.state), text: t(`audits.state.${one.state}`) } })),
      plan: mayPlan && programme.state === 'approved' ? `/auditorias/nueva?programa=${programme.code}&proceso=${encodeURIComponent(line.processCode)}${line.months[0] ? `&mes=${nextMonth(line, audits)}` : ''}` : null,
    }));
} // prettier-ignore

/** The factors of a line as fields, each with what the records suggest. */
export function factorRows(line: ProgrammeLine, t: T) {
  const options = [1, 2, 3, 4, 5].map((value) => ({ value: String(value), label: String(value) }));
  return FACTORS.map((factor) => ({
    name: factor,
    label: t(`audits.factor.${factor}`),
    hint: `${t(`audits.factor_hint.${factor}`)} ${t('audits.programme.suggested', { value: line.suggested[factor] })}`,
    value: String(line.factors[factor]),
    reason: line.reasons[factor],
    reasonName: `reason_${factor}`,
    options,
  }));
}

export function monthOptions(t: T): { value: string; label: string; short: string }[] {
  return MONTHS.map((month) => ({ value: String(month), label: t(`audits.month.${month}`), short: t(`audits.month_short.${month}`) })); // prettier-ignore
}

/** Rows of the calendar: per process, what each month holds. */
export function calendarRows(programme: ProgrammeRecord, audits: readonly AuditRow[], t: T) {
  return programme.lines
    .toSorted((a, b) => a.processCode.localeCompare(b.processCode))
    .map((line) => ({
      code: line.processCode,
      name: line.processName,
      cells: MONTHS.map((month) => {
        const held = auditsOf(line, audits).filter((one) => Number(one.from.slice(5, 7)) === month);
        return {
          label: t(`audits.month.${month}`),
          planned: line.months.includes(month) && held.length === 0,
          audits: held.map((one) => ({ href: `/auditorias/${one.code}`, code: one.code, kind: stateTone(one.state), text: t(`audits.state.${one.state}`) })),
        };
      }),
    }));
} // prettier-ignore

/** Sets of clauses as options; of these ids only, when some are given. */
export function setOptions(
  ids: readonly string[] | null,
  language: Language,
): { value: string; label: string }[] {
  return clauseSets
    .filter((set) => ids === null || ids.includes(set.id))
    .map((set) => ({ value: set.id, label: translate(language, set.word) }));
}

function auditsOf(line: ProgrammeLine, audits: readonly AuditRow[]): AuditRow[] {
  return audits.filter((one) => !one.follows && one.processes.some((process) => process.id === line.process));
}

/** The first planned month without an audit. */
function nextMonth(line: ProgrammeLine, audits: readonly AuditRow[]): number {
  const taken = auditsOf(line, audits).length;
  return line.months[Math.min(taken, line.months.length - 1)] ?? 1;
}
