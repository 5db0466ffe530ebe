// Clauses as their templates need them.
import type { Params } from '../../platform/errors.ts';
import { clauseById, isAnswered } from '../catalogue/index.ts';
import type { Clause, ClauseSet, Language } from '../catalogue/clause.ts';
import type { Governing } from '../governing.ts';
import { codeOf, urlOf } from '../kinds.ts';
import type { ClauseState, Tally } from '../rules.ts';
import type { Standing } from '../standings.ts';
import { formatDate } from '../../platform/words/index.ts';

export type T = (key: string, params?: Params) => string;

export function clauseLine(clause: Clause, language: Language, t: T) {
  return {
    href: urlOf(clause),
    code: codeOf(clause),
    text: clause.text[language],
    label: `${codeOf(clause)} · ${clause.text[language]}`,
    binds: clause.binds.length === 1 ? t(`requirements.binds.${clause.binds[0]}`) : null,
    registers: clause.registers,
  };
}

/** Name, edition and dates of a set, and whether what it says is confirmed. */
export function setLine(set: ClauseSet, t: T, language: Language = 'es') {
  const name = t(set.word);
  const { from, until } = set.inForce;
  return {
    id: set.id,
    label: set.edition ? t('requirements.edition', { name, edition: set.edition }) : name,
    unconfirmed: set.unconfirmed,
    since: from ? formatDate(from, language) : t('requirements.date_not_stated'),
    until: until ? formatDate(until, language) : null,
  };
}

/** The sign of a state as `{{> _sym}}` takes it. */
export function stateSign(state: ClauseState, t: T) {
  return { result: state === 'blank' ? 'not_evaluated' : state, text: t(`requirements.state.${state}`) };
}

/** Found clauses under their sections; a section that does not match itself is shown for its parts. */
export function sectionRows(
  found: readonly Clause[],
  standings: ReadonlyMap<string, Standing> | null,
  language: Language,
  t: T,
) {
  const lineFor = (clause: Clause) => ({
    ...clauseLine(clause, language, t),
    sign: standings && stateSign(standings.get(clause.id)?.state ?? 'blank', t),
  });
  const sections = new Map<string, { head: ReturnType<typeof lineFor>; parts: (ReturnType<typeof lineFor> & { deep: boolean })[] }>(); // prettier-ignore
  for (const clause of found) {
    const top = topOf(clause);
    const section = sections.get(top.id) ?? { head: lineFor(top), parts: [] };
    sections.set(top.id, section);
    if (clause !== top) section.parts.push({ ...lineFor(clause), deep: clause.parent !== top.id });
  }
  return [...sections.values()];
}

export function topicOptions(set: ClauseSet, t: T): { value: string; label: string }[] {
  const topics = new Set(set.clauses.map((clause) => clause.topic));
  return [...topics].map((topic) => ({ value: topic, label: t(`requirements.topic.${topic}`) }));
}

/** The states of the clauses of a set that are answered for themselves and apply here. */
export function judgedStates(standings: Iterable<Standing>): ClauseState[] {
  return [...standings].filter((one) => one.applies && isAnswered(one.clause)).map((one) => one.state);
}

/** Progress and result as two bars, never as one. */
export function tallyBars(tally: Tally, t: T) {
  const { total, answered, conforming, nonconforming, progress, result } = tally;
  const judged = conforming + nonconforming;
  return {
    progress: { share: progress, text: t('requirements.tally.progress', { answered, total, percent: percent(progress) }) },
    result: result === null ? null : { share: result, state: nonconforming > 0 ? 'warn' : 'ok', text: t('requirements.tally.result', { conforming, judged, percent: percent(result) }) },
  };
} // prettier-ignore

export function percent(share: number): number {
  // Never 100 while something is missing, nor 0 when something is there.
  if (share > 0 && share < 0.01) return 1;
  return share < 1 ? Math.min(99, Math.round(share * 100)) : 100;
}

/** A document that governs, with its version in force. */
export function governingLine(one: Governing, own: string, t: T, language: Language) {
  const clause = clauseById(one.clause);
  const { document, version } = one;
  const forPart =
    clause && clause.id !== own ? t('requirements.governing.for_part', { code: codeOf(clause) }) : '';
  const inForce = version
    ? t(version.since ? 'requirements.governing.version_since' : 'requirements.governing.version', {
        label: version.label,
        since: version.since ? formatDate(version.since, language) : '',
      })
    : t('requirements.governing.no_version');
  return {
    id: document.id,
    clause: one.clause,
    href: document.url,
    label: `${document.code} · ${document.title}`,
    note: [inForce, forPart].filter(Boolean).join(' · '),
    tag: document.state && { kind: document.state.tone, text: t(document.state.key) },
  };
}

function topOf(clause: Clause): Clause {
  const above = clause.parent ? clauseById(clause.parent) : undefined;
  return above ? topOf(above) : clause;
}
