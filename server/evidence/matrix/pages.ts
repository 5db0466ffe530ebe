// Handlers of the conformity matrix: the matrix of a set, its exports, the coverage of every set, and what stands behind a cell.
import { openByClause } from '../../actions/index.ts';
import { openFindings } from '../../audits/index.ts';
import { closeFor, coversSet } from '../../platform/access/engagement.ts';
import { barChart } from '../../platform/charts/index.ts';
import { today } from '../../platform/clock.ts';
import { pageOf, PAGE_SIZE, skipFor } from '../../platform/db/paging.ts';
import { NotFound } from '../../platform/errors.ts';
import type { InputOf } from '../../platform/forms/forms.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { kindNamed, type Shown } from '../../platform/links/kinds.ts';
import { composePdf } from '../../platform/pdf/index.ts';
import { toXlsx } from '../../platform/tables/index.ts';
import { processesByIds, processOptions } from '../../processes/index.ts';
import { codeOf, governingOf, urlOf, withParts, type Clause } from '../../requirements/index.ts';
import type { clauseQuery, matrixQuery } from './forms.ts';
import { periodOptions } from './periods.ts';
import { coverageBars, matrixColumns, matrixLines, matrixStructure } from './present.ts';
import { evidenceOf, plansOf } from './seeing.ts';
import { coverageFor, matrixOf, setsFor, type MatrixFilter } from './weighing.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** The value of the filter that asks for every set. */
const ALL = 'todos';
type Query = InputOf<typeof matrixQuery>;
type MatrixCtx = Ctx<undefined, undefined, Query>;

export async function matrix(ctx: MatrixCtx): Promise<void> {
  const { query, user, language, t } = ctx;
  const filter = filterOf(ctx);
  const [rows, processes] = await Promise.all([matrixOf(filter, user), processOptions()]);
  const search = new URL(ctx.req.originalUrl, 'http://localhost').search;
  ctx.page('evidence/matrix', {
    title: t('evidence.matrix.title'),
    sets: [...setsFor(user).map(({ id, word }) => ({ value: id, label: t(word) })), { value: ALL, label: t('evidence.matrix.all_sets') }],
    filter: { ...query, conjunto: filter.set ?? ALL },
    processes,
    periods: periodOptions(t),
    rows: matrixLines(rows, search, language, t),
    none: t('evidence.matrix.none_governs'),
    notInForce: t('evidence.matrix.not_in_force'),
    exports: search,
  }); // prettier-ignore
}

export async function matrixXlsx(ctx: MatrixCtx): Promise<void> {
  const rows = await matrixOf(filterOf(ctx), ctx.user);
  ctx.download(`${ctx.t('evidence.matrix.file')}-${today()}.xlsx`, XLSX, await toXlsx(matrixColumns(ctx.language, ctx.t), rows)); // prettier-ignore
}

export async function matrixPdf(ctx: MatrixCtx): Promise<void> {
  const { user, t, language } = ctx;
  const filter = filterOf(ctx);
  const [rows, processes] = await Promise.all([matrixOf(filter, user), processesByIds(filter.process ? [filter.process] : [])]); // prettier-ignore
  const set = setsFor(user).find(({ id }) => id === filter.set);
  const facts: [string, string][] = [
    [t('evidence.matrix.set'), t(set?.word ?? 'evidence.matrix.all_sets')],
    [t('evidence.matrix.process'), processes[0] ? `${processes[0].code} ${processes[0].name}` : t('shared.filter.all')],
    [t('evidence.matrix.period'), filter.period || t('evidence.matrix.all_time')],
  ]; // prettier-ignore
  const pdf = await composePdf(matrixStructure(rows, facts, { language, t }));
  ctx.download(`${t('evidence.matrix.file')}-${today()}.pdf`, 'application/pdf', pdf);
}

export async function coverage(ctx: MatrixCtx): Promise<void> {
  const { query, user, language, t } = ctx;
  const { process, period } = filterOf(ctx);
  const [sets, processes] = await Promise.all([coverageFor({ process, period }, user), processOptions()]);
  ctx.page('evidence/coverage', {
    title: t('evidence.matrix.coverage'),
    crumbs: [{ label: t('evidence.matrix.title'), href: '/matriz' }, { label: t('evidence.matrix.coverage') }],
    filter: query,
    processes,
    periods: periodOptions(t),
    chartSvg: barChart(coverageBars(sets, language, t).rows, { title: t('evidence.matrix.coverage'), max: 1, width: 900 }),
    sets: sets.map((one) => ({ ...one, label: t(one.word), href: `/matriz?conjunto=${one.set}` })),
  }); // prettier-ignore
}

/** What stands behind the cells of one clause and its parts. */
export async function clause(ctx: Ctx<Clause, undefined, InputOf<typeof clauseQuery>>): Promise<void> {
  const { subject, query, user, language, t } = ctx;
  if (!coversSet(user, subject.set)) throw new NotFound();
  const ids = withParts(subject.id).map(({ id }) => id);
  const filter = { period: query.periodo, process: query.proceso };
  const [governing, evidence, findings, nonconformities, plans, processes] = await Promise.all([
    governingOf(subject.id, user),
    evidenceOf(ids, filter, user),
    openFindings(query.proceso, closeFor(user)).then((rows) => shownIn('finding', rows, ids, ctx)),
    openByClause(query.proceso, closeFor(user)).then((rows) => shownIn('nonconformity', rows, ids, ctx)),
    plansOf(ids, user),
    processOptions(),
  ]);
  const skip = skipFor(query.pagina);
  const page = evidence.slice(skip, skip + PAGE_SIZE);
  ctx.page('evidence/matrix_clause', {
    title: `${codeOf(subject)} ${subject.text[language]}`,
    crumbs: [{ label: t('evidence.matrix.title'), href: `/matriz?conjunto=${subject.set}` }, { label: codeOf(subject) }],
    code: codeOf(subject),
    text: subject.text[language],
    href: urlOf(subject),
    clause: subject.id,
    can: { pack: ctx.may('evidence.build_pack') },
    filter: query,
    processes,
    periods: periodOptions(t),
    governing: governing.map(({ document, version }) => ({
      ...lineFor(document, t),
      note: version ? t('evidence.matrix.version', { label: version.label }) : t('evidence.matrix.no_version'),
    })),
    list: pageOf(page.map((one) => ({ ...lineFor(one.shown, t), note: dayNote(one.day, t) })), evidence.length, query.pagina),
    open: [...findings, ...nonconformities],
    plans: plans.map((one) => lineFor(one, t)),
  }); // prettier-ignore
}

async function shownIn(
  kind: string,
  rows: readonly { id: string; clause: string }[],
  clauses: readonly string[],
  { user, t }: Pick<Ctx, 'user' | 't'>,
) {
  const ids = rows.filter((row) => clauses.includes(row.clause)).map(({ id }) => id);
  return ((await kindNamed(kind)?.show(ids, user)) ?? []).map((one) => lineFor(one, t));
}

function filterOf({ query, user }: MatrixCtx): MatrixFilter {
  const sets = setsFor(user);
  if (query.conjunto === ALL) return { set: null, process: query.proceso, period: query.periodo };
  const set = sets.find(({ id }) => id === query.conjunto) ?? sets[0];
  if (!set) throw new NotFound();
  return { set: set.id, process: query.proceso, period: query.periodo };
}

function dayNote(day: string, t: Ctx['t']): string {
  return t('evidence.matrix.happened', { day: day.split('-').reverse().join('/') });
}

function lineFor({ url, code, title, state }: Shown, t: Ctx['t']) {
  return {
    href: url,
    label: [code, title].filter(Boolean).join(' · '),
    tag: state && { kind: state.tone, text: t(state.key) },
  };
}
