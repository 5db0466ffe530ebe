// Handlers of self-assessment rounds.
import type { User } from '../../platform/access/roles.ts';
import { NotFound } from '../../platform/errors.ts';
import type { InputOf } from '../../platform/forms/forms.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { toXlsx } from '../../platform/tables/index.ts';
import { today } from '../../platform/clock.ts';
import { clauseById, clauseSets, relatedTo, setById } from '../catalogue/index.ts';
import type { answerForm, compareQuery, dropEvidenceForm, evidenceForm, roundForm, roundQuery, roundsQuery } from '../forms.ts'; // prettier-ignore
import { codeOf } from '../kinds.ts';
import { verdictOptions } from '../pages/keeping.ts';
import { clauseLine, setLine, stateSign, tallyBars } from '../present/clauses.ts';
import { STATES, tallyOf } from '../rules.ts';
import { addEvidence, answer, dropEvidence } from './answering.ts';
import { closeRound } from './closing.ts';
import { compareSaid } from './comparing.ts';
import { roundPath } from './kinds.ts';
import { openRound } from './opening.ts';
import { answerSections, changeRows, periodOf, resultChart, roundLine, stateTag } from './present.ts';
import { answerOf, answersOf, listRounds, othersOver, roundBefore, roundByCode } from './queries.ts';
import type { AnswerRecord, RoundRecord } from './round.ts';

export interface AnswerSubject {
  round: RoundRecord;
  given: AnswerRecord;
}

export function loadRound({ code = '' }: Record<string, string>, user: User | null): Promise<RoundRecord> {
  return roundByCode(code, user);
}

export async function loadAnswer(params: Record<string, string>, user: User | null): Promise<AnswerSubject> {
  const round = await loadRound(params, user);
  return { round, given: await answerOf(round, params.clause ?? '') };
}

export async function index(ctx: Ctx<undefined, undefined, InputOf<typeof roundsQuery>>): Promise<void> {
  const { t, language } = ctx;
  const page = await listRounds(ctx.query.pagina, ctx.user);
  ctx.page('requirements/rounds', {
    title: t('requirements.round.many'),
    crumbs: [
      { label: t('requirements.title'), href: '/requisitos' },
      { label: t('requirements.round.many') },
    ],
    list: { ...page, rows: page.rows.map((round) => roundLine(round, setName(round, ctx), t, language)) },
    can: { open: ctx.may('requirements.open_round') },
  });
}

export function blank(ctx: Ctx): void {
  const { t } = ctx;
  ctx.page('requirements/round_new', {
    title: t('requirements.round.new'),
    crumbs: crumbs(ctx, { label: t('requirements.round.new') }),
    sets: clauseSets.map((set) => ({ value: set.id, label: setLine(set, t).label })),
    today: today(),
  });
}

export async function open(ctx: Ctx<undefined, InputOf<typeof roundForm>>): Promise<void> {
  const code = await openRound(ctx.input, ctx.user);
  await ctx.redirect(roundPath(code), { key: 'requirements.flash.opened', params: { code } });
}

export async function show(ctx: Ctx<RoundRecord, undefined, InputOf<typeof roundQuery>>): Promise<void> {
  const { subject: round, t, language, query } = ctx;
  const [answers, others] = await Promise.all([answersOf(round), othersOver(round, ctx.user)]);
  const wanted = query.estado ? answers.filter(({ state }) => state === query.estado) : answers;
  const firstBlank = answers.find(({ state }) => state === 'blank');
  ctx.page('requirements/round', {
    ...roundHead(ctx),
    bars: tallyBars(tallyOf(answers.map(({ state }) => state)), t),
    chartSvg: resultChart(round, answers, t),
    sections: answerSections(round, wanted, language, t),
    filters: query,
    states: STATES.map((value) => ({ value, label: t(`requirements.state.${value}`) })),
    excluded: round.excluded.flatMap(({ clause, reason }) => excludedLine(clause, reason, ctx)),
    others: others.map((one) => ({ href: `${roundPath(round.code, 'comparacion')}?con=${one.code}`, label: `${one.code} · ${one.name}`, note: periodOf(one, t, language), tag: stateTag(one, t) })),
    next: firstBlank && roundPath(round.code, 'clausulas', firstBlank.clause),
    can: {
      answer: round.state === 'open' && ctx.may('requirements.answer'),
      close: round.state === 'open' && ctx.may('requirements.close_round'),
    },
  });
} // prettier-ignore

export async function answering(ctx: Ctx<AnswerSubject>): Promise<void> {
  const { t, language } = ctx;
  const { round, given } = ctx.subject;
  const clause = clauseById(given.clause);
  if (!clause) throw new NotFound();
  const [answers, earlier] = await Promise.all([answersOf(round), roundBefore(round)]);
  const before = earlier && (await answersOf(earlier)).find((one) => one.clause === given.clause);
  const at = answers.findIndex((one) => one.clause === given.clause);
  const place = (one: AnswerRecord | undefined) => one && roundPath(round.code, 'clausulas', one.clause);
  const head = roundHead(ctx);
  ctx.page('requirements/answer', {
    ...head,
    title: `${codeOf(clause)} ${clause.text[language]}`,
    crumbs: [...crumbs(ctx, { label: round.code, href: roundPath(round.code) }), { label: codeOf(clause) }],
    clause: clauseLine(clause, language, t),
    note: clause.note?.[language],
    answer: given,
    action: roundPath(round.code, 'clausulas', given.clause),
    sign: stateSign(given.state, t),
    evidence: given.evidence.map(({ kind, id, code, title }) => ({ kind, id, label: code === title ? code : `${code} · ${title}` })),
    earlier: before && { code: earlier.code, href: roundPath(earlier.code, 'clausulas', given.clause), sign: stateSign(before.state, t), statement: before.statement },
    related: relatedTo(clause.id).map((one) => clauseLine(one, language, t)),
    verdicts: [...verdictOptions(t), { value: 'blank', label: t('requirements.state.blank'), hint: t('requirements.state_means.blank'), state: 'info' }],
    place: { number: at + 1, total: answers.length, previous: place(answers[at - 1]), next: place(answers[at + 1]) },
    can: { answer: round.state === 'open' && ctx.may('requirements.answer') },
  });
} // prettier-ignore

/** Keeps the answer and goes on with the next clause that is blank. */
export async function give(ctx: Ctx<AnswerSubject, InputOf<typeof answerForm>>): Promise<void> {
  const { round, given } = ctx.subject;
  await answer(round.code, given.clause, ctx.input, ctx.user);
  const answers = await answersOf(round);
  const after = [...answers.slice(given.order + 1), ...answers.slice(0, given.order)];
  const next = ctx.input.state === 'blank' ? undefined : after.find(({ state }) => state === 'blank');
  const to = next ? roundPath(round.code, 'clausulas', next.clause) : roundPath(round.code);
  await ctx.redirect(to, { key: 'requirements.flash.answered', params: { code: clauseById(given.clause)?.code ?? given.clause } }); // prettier-ignore
}

export async function attach(ctx: Ctx<AnswerSubject, InputOf<typeof evidenceForm>>): Promise<void> {
  const { round, given } = ctx.subject;
  await addEvidence(round.code, given.clause, ctx.input.evidence, ctx.user);
  await ctx.redirect(roundPath(round.code, 'clausulas', given.clause), {
    key: 'requirements.flash.evidence',
  });
}

export async function detach(ctx: Ctx<AnswerSubject, InputOf<typeof dropEvidenceForm>>): Promise<void> {
  const { round, given } = ctx.subject;
  await dropEvidence(round.code, given.clause, ctx.input, ctx.user);
  await ctx.redirect(roundPath(round.code, 'clausulas', given.clause), { key: 'requirements.flash.no_evidence' }); // prettier-ignore
}

export async function closing(ctx: Ctx<RoundRecord>): Promise<void> {
  const { subject: round, t } = ctx;
  const answers = await answersOf(round);
  const tally = tallyOf(answers.map(({ state }) => state));
  ctx.page('requirements/round_close', {
    ...roundHead(ctx, t('requirements.round.close')),
    title: t('requirements.round.close_title', { code: round.code }),
    bars: tallyBars(tally, t),
    blanks: tally.total - tally.answered,
    isClosed: round.state === 'closed',
  });
}

export async function close(ctx: Ctx<RoundRecord>): Promise<void> {
  await closeRound(ctx.subject.code, ctx.user);
  await ctx.redirect(roundPath(ctx.subject.code), { key: 'requirements.flash.closed', params: { code: ctx.subject.code } }); // prettier-ignore
}

export async function compare(ctx: Ctx<RoundRecord, undefined, InputOf<typeof compareQuery>>): Promise<void> {
  const { subject: round, t, language } = ctx;
  const others = await othersOver(round, ctx.user);
  const other = others.find(({ code }) => code === ctx.query.con.toUpperCase()) ?? others[0];
  if (!other) throw new NotFound();
  const [earlier, later] = [other, round].sort((a, b) => a.year - b.year || a.number - b.number) as [RoundRecord, RoundRecord];
  const [before, after] = await Promise.all([answersOf(earlier), answersOf(later)]);
  const bars = (answers: AnswerRecord[]) => tallyBars(tallyOf(answers.map(({ state }) => state)), t);
  const changes = compareSaid({ isOpen: earlier.state === 'open', answers: before }, { isOpen: later.state === 'open', answers: after });
  ctx.page('requirements/round_compare', {
    ...roundHead(ctx, t('requirements.round.compare')),
    title: t('requirements.round.compare_title', { earlier: earlier.code, later: later.code }),
    sides: [{ round: earlier, answers: before }, { round: later, answers: after }].map((side) => ({ code: side.round.code, name: side.round.name, href: roundPath(side.round.code), period: periodOf(side.round, t, language), bars: bars(side.answers) })),
    changes: changeRows(changes, language, t),
    better: changes.filter(({ course }) => course === 'better').length,
    worse: changes.filter(({ course }) => course === 'worse').length,
    others: others.map(({ code, name }) => ({ value: code, label: `${code} · ${name}` })),
    filters: { con: other.code },
  });
} // prettier-ignore

export async function exportXlsx(ctx: Ctx<RoundRecord>): Promise<void> {
  const { subject: round, t, language } = ctx;
  const column = (key: string, value: (one: AnswerRecord) => string) => ({ header: t(`requirements.round.column.${key}`), value });
  const text = ({ clause }: AnswerRecord) => clauseById(clause)?.text[language] ?? '';
  const columns = [
    column('clause', ({ clause }) => clauseById(clause)?.code ?? clause),
    column('text', text),
    column('state', ({ state }) => t(`requirements.state.${state}`)),
    column('statement', ({ statement }) => statement),
    column('evidence', ({ evidence }) => evidence.map(({ code }) => code).join('; ')),
    column('by', ({ by }) => by?.name ?? ''),
  ];
  ctx.download(`${round.code}.xlsx`, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', await toXlsx(columns, await answersOf(round)));
} // prettier-ignore

type Any = Pick<Ctx, 't' | 'language'>;

function setName({ criteria }: Pick<RoundRecord, 'criteria'>, { t }: Any): string {
  const found = setById(criteria);
  return found ? setLine(found, t).label : criteria;
}

function crumbs({ t }: Any, last: { label: string; href?: string }) {
  return [
    { label: t('requirements.title'), href: '/requisitos' },
    { label: t('requirements.round.many'), href: '/requisitos/autoevaluaciones' },
    last,
  ];
}

function roundHead(ctx: Any & { subject: RoundRecord | AnswerSubject }, here?: string) {
  const { t, language } = ctx;
  const round = 'round' in ctx.subject ? ctx.subject.round : ctx.subject;
  const path = roundPath(round.code);
  return {
    title: `${round.code} ${round.name}`,
    crumbs: here ? [...crumbs(ctx, { label: round.code, href: path }), { label: here }] : crumbs(ctx, { label: round.code }),
    round: { code: round.code, name: round.name, set: setName(round, ctx), period: periodOf(round, t, language), sha256: round.sha256, opened: round.opened, closed: round.closed },
    path,
    state: stateTag(round, t),
  };
} // prettier-ignore

function excludedLine(clause: string, reason: string, { t, language }: Any) {
  const found = clauseById(clause);
  if (!found) return [];
  const { href, label } = clauseLine(found, language, t);
  return [{ href, label, note: reason || t('requirements.round.excluded_by_kind') }];
}
