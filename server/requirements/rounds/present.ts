// Rounds as their templates need them: their list, their answers by section, the chart of results, what changed.
import { barChart } from '../../platform/charts/index.ts';
import { formatDate } from '../../platform/words/index.ts';
import { clauseById, sectionsOf } from '../catalogue/index.ts';
import type { Language } from '../catalogue/clause.ts';
import { codeOf } from '../kinds.ts';
import { clauseLine, percent, stateSign, tallyBars, type T } from '../present/clauses.ts';
import { tallyOf, type ClauseState } from '../rules.ts';
import type { Change } from './comparing.ts';
import { roundPath } from './kinds.ts';
import type { RoundRow } from './queries.ts';
import type { AnswerRecord, RoundRecord } from './round.ts';

export function roundLine(round: RoundRow, setName: string, t: T, language: Language) {
  return {
    href: roundPath(round.code),
    code: round.code,
    name: round.name,
    set: setName,
    period: periodOf(round, t, language),
    tag: stateTag(round, t),
    bars: tallyBars(round.tally, t),
  };
}

export function stateTag({ state }: Pick<RoundRecord, 'state'>, t: T) {
  return { kind: state === 'open' ? 'info' : 'ok', text: t(`requirements.round.state.${state}`) };
}

export function periodOf({ period }: Pick<RoundRecord, 'period'>, t: T, language: Language): string {
  const { from, until } = period;
  return t('requirements.round.period', {
    from: formatDate(from, language),
    until: formatDate(until, language),
  });
}

/** The answers of a round under the sections of its set; sections without any are left out. */
export function answerSections(
  round: RoundRecord,
  answers: readonly AnswerRecord[],
  language: Language,
  t: T,
) {
  const byClause = new Map(answers.map((one) => [one.clause, one]));
  return sectionsOf(round.criteria).flatMap(({ section, parts }) => {
    const given = [section, ...parts].flatMap((clause) => byClause.get(clause.id) ?? []);
    if (given.length === 0) return [];
    return [{ head: clauseLine(section, language, t), rows: given.map((one) => answerRow(round, one, language, t)) }]; // prettier-ignore
  });
}

function answerRow(round: RoundRecord, { clause, state, statement, evidence }: AnswerRecord, language: Language, t: T) {
  const found = clauseById(clause);
  return {
    href: roundPath(round.code, 'clausulas', clause),
    code: found ? codeOf(found) : clause,
    text: found?.text[language] ?? '',
    sign: stateSign(state, t),
    statement,
    evidence: evidence.length,
  };
} // prettier-ignore

/** Result by section, as bars: conforming of those with a verdict, and in the label how far the section is. */
export function resultChart(round: RoundRecord, answers: readonly AnswerRecord[], t: T): string {
  const states = new Map(answers.map(({ clause, state }) => [clause, state]));
  const rows = sectionsOf(round.criteria).flatMap(({ section, parts }) => {
    const own = [section, ...parts].flatMap(({ id }) => states.get(id) ?? []);
    return own.length === 0 ? [] : [barOf(section.code, own, t)];
  });
  return barChart(rows, { title: t('requirements.round.chart'), max: 1, width: 316 });
}

function barOf(label: string, states: readonly ClauseState[], t: T) {
  const { result, conforming, nonconforming, answered } = tallyOf(states);
  if (result === null) {
    const word = answered === states.length ? 'not_applicable' : 'blank';
    return { label, value: null, text: t(`requirements.state.${word}`) };
  }
  const state =
    nonconforming === 0 ? ('ok' as const) : conforming === 0 ? ('bad' as const) : ('warn' as const);
  const text = t('requirements.round.bar', { percent: percent(result), conforming, judged: conforming + nonconforming }); // prettier-ignore
  return { label, value: result, text, state };
}

const COURSES = { better: 'ok', worse: 'bad', other: 'off' } as const;

export function changeRows(changes: readonly Change[], language: Language, t: T) {
  const said = (state: ClauseState | null) => t(`requirements.state.${state ?? 'not_asked'}`);
  return changes.flatMap(({ clause, before, after, course }) => {
    const found = clauseById(clause);
    if (!found) return [];
    const tag = { kind: COURSES[course], text: t(`requirements.course.${course}`) };
    return [{ ...clauseLine(found, language, t), before: said(before), after: said(after), tag }];
  });
}
