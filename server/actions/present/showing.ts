// The pages of a nonconformity: its head, what is awaited and of whom, and its cycles as a reader needs them.
import { clauseById, codeOf as clauseCode, urlOf } from '../../requirements/index.ts';
import { may } from '../../platform/access/policy.ts';
import { dayFor } from '../../platform/access/engagement.ts';
import type { Day } from '../../platform/clock.ts';
import type { Ctx } from '../../platform/http/context.ts';
import type { ActionRecord } from '../action.ts';
import { fishbone } from '../drawing/fishbone.ts';
import { whyChain } from '../drawing/whys.ts';
import { toneOf } from '../kinds.ts';
import {
  cycleOf,
  type Analysis,
  type Cycle,
  type Evidence,
  type NonconformityRecord,
} from '../nonconformity.ts';
import { closingProblems, verifiableFrom } from '../rules/closing.ts';
import { verifierProblem } from '../rules/separation.ts';
import { CATEGORIES } from '../rules/states.ts';

export type AnyCtx = Pick<Ctx<unknown, unknown, unknown>, 't' | 'language' | 'user' | 'page'>;
type T = AnyCtx['t'];

const TITLE = 120;

export function pathOf(code: string, ...rest: string[]): string {
  return ['/no-conformidades', encodeURIComponent(code), ...rest].join('/');
}

export function tagOf(words: string, state: string, t: T): { kind: string; text: string } {
  return { kind: toneOf(state), text: t(`actions.${words}.${state}`) };
}

/** What every page of a nonconformity begins with. */
export function recordHead(record: NonconformityRecord, { t }: AnyCtx): Record<string, unknown> {
  return {
    title: cut(record.description),
    code: record.code,
    path: pathOf(record.code),
    state: tagOf('state', record.state, t),
    sub: [t(`actions.nature.${record.nature}`), record.processName].filter(Boolean).join(' · '),
    crumbs: [
      { href: '/', label: t('shared.home') },
      { href: '/no-conformidades', label: t('actions.title') },
      { label: record.code },
    ],
  };
}

export function recordFacts(
  record: NonconformityRecord,
  origin: { code: string; url: string; title: string } | null,
  t: T,
): Record<string, unknown>[] {
  const clause = record.clause ? clauseById(record.clause) : undefined;
  return [
    { label: t('actions.field.grade'), state: { kind: gradeTone(record.grade), text: t(`actions.grade.${record.grade}`) } },
    { label: t('actions.field.source'), value: t(`actions.source.${record.source}`) },
    ...(origin ? [{ label: t('actions.field.origin'), value: origin.code || origin.title, href: origin.url }] : []),
    { label: t('actions.field.found'), day: record.found },
    { label: t('actions.field.responsible'), value: record.responsibleName },
    ...(clause ? [{ label: t('actions.field.clause'), value: clauseCode(clause), href: urlOf(clause) }] : []),
    { label: t('actions.field.opened_by'), value: record.opened.by?.name ?? t('actions.by_system') },
    ...(record.nextDue ? [{ label: t('actions.field.next_due'), day: record.nextDue }] : []),
    ...(record.took === null ? [] : [{ label: t('actions.field.took'), value: t('actions.days', { count: record.took }) }]),
  ];
} // prettier-ignore

export function gradeTone(grade: string): string {
  return { major: 'bad', minor: 'warn', observation: 'info' }[grade] ?? 'info';
}

/** The step that is awaited: its words, its button for who may take it, and why others may not. */
export function nextStep(record: NonconformityRecord, actions: readonly ActionRecord[], ctx: AnyCtx): Record<string, unknown> | null {
  const { t, user } = ctx;
  const steps: Partial<Record<NonconformityRecord['state'], [noun: string, rule: `actions.${string}`]>> = {
    opened: ['revision', 'actions.treat'],
    analysing: ['causas', 'actions.treat'],
    judging: ['necesidad', 'actions.treat'],
    planning: ['plan', 'actions.treat'],
    acting: ['resultados', 'actions.treat'],
    verifying: ['verificacion', 'actions.verify'],
    verified: ['cierre', 'actions.close'],
  };
  const step = steps[record.state];
  if (!step) return null;
  const [noun, rule] = step;
  const open = actions.filter((one) => one.state === 'planned').length;
  const from = record.state === 'verifying' ? verifiableFrom(cycleOf(record), actions) : null;
  const waits = (record.state === 'acting' && open > 0) || (from !== null && from > dayFor(user));
  const awaited = record.state === 'acting' && open === 0 ? 'results' : record.state;
  return {
    kind: isPast(record.nextDue, dayFor(user)) ? 'bad' : 'info',
    title: t(`actions.next.${awaited}.title`),
    text: t(`actions.next.${awaited}.text`, { count: open, responsible: record.responsibleName }),
    due: record.nextDue,
    from,
    href: !waits && may(user, rule, record) ? pathOf(record.code, noun) : null,
    button: t(`actions.ask.${noun}.title`),
    barred: record.state === 'verifying' ? barredWhy(record, user, t) : '',
    missing: record.state === 'verified' ? closingProblems(record.cycles, actions).map((one) => t(`actions.refusal.close_${one}`)) : [],
  };
} // prettier-ignore

function barredWhy(record: NonconformityRecord, user: AnyCtx['user'], t: T): string {
  const problem = verifierProblem(user, record);
  return problem ? t(`actions.refusal.verifier_${problem}`) : '';
}

/** Every cycle with its parts, the newest first. */
export function cyclesOf(record: NonconformityRecord, actions: readonly ActionRecord[], { t, on }: { t: T; on: Day }): Record<string, unknown>[] {
  return [...record.cycles].reverse().map((cycle) => ({
    ...cycle,
    title: t('actions.cycle.title', { number: cycle.number }),
    why: cycle.cause === 'first' ? '' : t(`actions.cycle.${cycle.cause}`),
    analysis: cycle.analysis && analysisShown(cycle.analysis, record.description, t),
    need: cycle.need && { ...cycle.need, levelTag: { kind: levelTone(cycle.need.level), text: t(`actions.level.${cycle.need.level}`) } },
    actions: actions.filter((one) => one.cycle === cycle.number).map((one) => actionRow(one, t, on)),
    verification: cycle.verification && {
      ...cycle.verification,
      tag: { kind: cycle.verification.effective ? 'ok' : 'bad', text: t(cycle.verification.effective ? 'actions.effective.yes' : 'actions.effective.no') },
      evidence: cycle.verification.evidence.map((one) => evidenceRow(one, pathOf(record.code), t)),
    },
    isEmpty: !cycle.review && !cycle.analysis,
    several: record.cycles.length > 1,
  }));
} // prettier-ignore

function levelTone(level: NonNullable<Cycle['need']>['level']): string {
  return { low: 'ok', medium: 'warn', high: 'bad' }[level];
}

function analysisShown(analysis: Analysis, effect: string, t: T): Record<string, unknown> {
  const bones = CATEGORIES.map((category) => ({
    name: t(`actions.category.${category}`),
    causes: analysis.fishbone.filter((one) => one.category === category).map((one) => one.cause),
  }));
  const brief = cut(effect);
  return {
    ...analysis,
    categoryName: t(`actions.category.${analysis.category}`),
    bones: bones.filter((one) => one.causes.length > 0),
    fishSvg: analysis.fishbone.length > 0 ? fishbone(bones, brief, t('actions.fishbone')) : '',
    whySvg:
      analysis.whys.length > 0
        ? whyChain(brief, analysis.whys, analysis.root, { title: t('actions.whys'), ask: t('actions.why') })
        : '',
  };
}

/** An action as one line: what, who, until when. */
export function actionRow(action: ActionRecord, t: T, on: Day): Record<string, unknown> {
  const late = action.state === 'planned' && isPast(action.due, on);
  return {
    code: action.code,
    href: `/acciones/${action.code}`,
    what: action.what,
    kind: t(`actions.action_kind.${action.kind}`),
    responsible: action.responsibleName,
    resources: action.resources,
    due: action.due,
    late,
    extended: action.extensions.length,
    state: late ? { kind: 'bad', text: t('actions.late') } : tagOf('action_state', action.state, t),
    nonconformity: { code: action.nonconformityCode, href: pathOf(action.nonconformityCode) },
    process: action.processName,
  };
}

/** A piece of evidence: its record, and its file to take away. @param path of what it proves */
export function evidenceRow(evidence: Evidence, path: string, t: T): Record<string, unknown> {
  const { file, record, note } = evidence;
  return {
    label: file?.name ?? (record ? `${record.code} · ${record.title}` : note),
    href: file ? `${path}/evidencias/${file.sha256}` : record ? `/buscar?q=${encodeURIComponent(record.code)}` : null,
    note: file && record ? t('actions.declared_as', { code: record.code }) : '',
  };
} // prettier-ignore

export function cut(text: string): string {
  const [line = ''] = text.split('\n');
  return line.length > TITLE ? `${line.slice(0, TITLE - 1)}…` : line;
}

/** True when a day had passed. @param on the day that counts as today for who reads */
export function isPast(day: Day | null, on: Day): boolean {
  return day !== null && day < on;
}
