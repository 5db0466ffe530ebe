// The matrix as its page, its workbook and its PDF show it.
import { layoutBars, type BarRow } from '../../platform/charts/index.ts';
import type { Ctx } from '../../platform/http/context.ts';
import type { Block, Structure } from '../../platform/pdf/index.ts';
import type { Column } from '../../platform/tables/index.ts';
import { formatDate, formatNumber, formatPercent, type Language } from '../../platform/words/index.ts';
import { today } from '../../platform/clock.ts';
import { codeOf, urlOf } from '../../requirements/index.ts';
import type { Coverage, MatrixRow } from './weighing.ts';

type T = Ctx['t'];
/** Colour and sign of a state, drawn row by row without a part: there are hundreds of rows. */
const SIGNS = {
  blank: { tone: 'off', sign: 'open' },
  not_applicable: { tone: 'off', sign: 'na' },
  conforming: { tone: 'ok', sign: 'check' },
  nonconforming: { tone: 'bad', sign: 'cross' },
} as const;

/** Rows as the page needs them; `query` keeps the filters on the way into a cell. */
export function matrixLines(rows: readonly MatrixRow[], query: string, language: Language, t: T) {
  const words = stateWords(t);
  return rows.map(
    ({ clause, heads, applies, documents, records, findings, nonconformities, plans, state }) => {
      const href = `/matriz/${encodeURIComponent(clause.id)}${query}`;
      const cell = (count: number, part: string) =>
        count > 0 ? { href: `${href}#${part}`, count: formatNumber(count, language) } : null;
      return {
        href: urlOf(clause),
        code: codeOf(clause),
        text: clause.text[language],
        heads,
        applies,
        documents: documents.map(({ code, url, state: its }) => ({
          code,
          href: url,
          old: its?.tone !== 'ok',
        })),
        missing: applies && !heads && documents.length === 0,
        records: cell(records, 'evidencia'),
        unproved: applies && !heads && records === 0,
        findings: cell(findings, 'abiertos'),
        nonconformities: cell(nonconformities, 'abiertos'),
        plans: cell(plans, 'planes'),
        ...SIGNS[state],
        state: words[state],
      };
    },
  );
}

export function matrixColumns(language: Language, t: T): Column<MatrixRow>[] {
  const words = stateWords(t);
  return [
    { header: t('evidence.matrix.clause'), value: ({ clause }) => codeOf(clause), width: 14 },
    { header: t('evidence.matrix.says'), value: ({ clause }) => clause.text[language], width: 60 },
    { header: t('evidence.matrix.documents'), value: ({ documents }) => documents.map(({ code }) => code).join(', '), width: 24 },
    { header: t('evidence.matrix.records'), value: ({ records }) => records },
    { header: t('evidence.matrix.findings'), value: ({ findings }) => findings },
    { header: t('evidence.matrix.nonconformities'), value: ({ nonconformities }) => nonconformities },
    { header: t('evidence.matrix.plans'), value: ({ plans }) => plans },
    { header: t('evidence.matrix.state'), value: ({ state }) => words[state] },
  ];
} // prettier-ignore

export function matrixStructure(
  rows: readonly MatrixRow[],
  facts: readonly [string, string][],
  { language, t }: { language: Language; t: T },
): Structure {
  const columns = matrixColumns(language, t);
  const cells = rows.map((row) => columns.map(({ value }) => String(value(row) ?? '')));
  const table: Block = {
    kind: 'table',
    head: columns.map(({ header }) => header),
    rows: cells,
    shares: [2, 9, 4, 2, 2, 2, 2, 3],
    align: ['left', 'left', 'left', 'right', 'right', 'right', 'right', 'left'],
  };
  return {
    title: t('evidence.matrix.title'),
    language: language === 'es' ? 'es-CO' : 'en',
    landscape: true,
    footer: { left: t('evidence.matrix.printed', { day: formatDate(today()) }), pageOf: t('evidence.matrix.page_of', { x: '{x}', y: '{y}' }) },
    blocks: [{ kind: 'facts', rows: facts.map(([name, value]) => [name, value]) }, table],
  };
} // prettier-ignore

/** Three bars for each set: governed, proved, conforming, of the clauses that apply. */
export function coverageBars(
  coverage: readonly Coverage[],
  language: Language,
  t: T,
): { rows: BarRow[]; shapes: ReturnType<typeof layoutBars> } {
  const rows = coverage.flatMap(({ word, total, governed, proved, conforming }): BarRow[] =>
    ([['governed', governed], ['proved', proved], ['conforming', conforming]] as const).map(([what, count]) => ({
      label: `${t(word)}: ${t(`evidence.matrix.${what}`)}`,
      value: total === 0 ? null : count / total,
      text: total === 0 ? t('evidence.matrix.no_clauses') : t('evidence.matrix.share', { count, total, share: formatPercent(count / total, language) }),
      state: what === 'conforming' ? 'ok' : 'info',
    })),
  );
  return { rows, shapes: layoutBars(rows, { max: 1, width: 900 }) };
} // prettier-ignore

export function stateWords(t: T) {
  return {
    blank: t('evidence.matrix.state_word.blank'),
    not_applicable: t('evidence.matrix.state_word.not_applicable'),
    conforming: t('evidence.matrix.state_word.conforming'),
    nonconforming: t('evidence.matrix.state_word.nonconforming'),
  };
}
