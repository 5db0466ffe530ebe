// The report as figures, charts and tables, and the same as a PDF.
import { barChart, layoutBars, lineChart, type BarRow } from '../../platform/charts/index.ts';
import type { Block, Structure } from '../../platform/pdf/index.ts';
import { now } from '../../platform/clock.ts';
import { entity } from '../../platform/settings/settings.ts';
import { formatDateTime, formatMonth, formatNumber, formatPercent, type Language } from '../../platform/words/index.ts'; // prettier-ignore
import type { Report, ReportLine } from '../queries/report.ts';

interface Reader {
  language: Language;
  t: (key: string, params?: Record<string, string | number>) => string;
}

export const COLUMNS = ['received', 'answered', 'in_time', 'open', 'overdue', 'used', 'rating'] as const;

/** A line with its numbers as they are read. */
export function lineFor(line: ReportLine, name: string, { language }: Reader) {
  const number = (value: number | null): string => (value === null ? '—' : formatNumber(Math.round(value * 10) / 10, language)); // prettier-ignore
  const share = line.answered === 0 ? '—' : formatPercent(line.inTime / line.answered, language);
  return {
    name,
    cells: [number(line.received), number(line.answered), share, number(line.open), number(line.overdue), number(line.used), number(line.rating)],
  };
} // prettier-ignore

export function reportTables(report: Report, reader: Reader) {
  const { t } = reader;
  const kinds = report.byKind.map((line) => lineFor(line, t(`complaints.kind.${line.name}`), reader));
  const processes = report.byProcess.map((line) => lineFor(line, line.name || t('complaints.no_process'), reader));
  const channels = report.byChannel.map((line) => lineFor(line, t(`complaints.channel.${line.name}`), reader));
  return [
    { id: 'tipos', title: t('complaints.report.by_kind'), first: t('complaints.column.kind'), rows: kinds, chartSvg: chart('by_kind', bars(report.byKind, (name) => t(`complaints.kind.${name}`)), reader) },
    { id: 'procesos', title: t('complaints.report.by_process'), first: t('complaints.column.process'), rows: processes, chartSvg: chart('by_process', bars(report.byProcess, (name) => name || t('complaints.no_process')), reader) },
    { id: 'canales', title: t('complaints.report.by_channel'), first: t('complaints.column.channel'), rows: channels, chartSvg: null },
  ];
} // prettier-ignore

export function figuresFor({ total }: Report, { t, language }: Reader) {
  const share = total.answered === 0 ? '—' : formatPercent(total.inTime / total.answered, language);
  const mean = total.used === null ? '—' : formatNumber(Math.round(total.used * 10) / 10, language);
  return [
    { label: t('complaints.report.received'), value: String(total.received) },
    { label: t('complaints.report.in_time'), value: share, state: total.answered > total.inTime ? 'warn' : 'ok' },
    { label: t('complaints.report.overdue'), value: String(total.overdue), state: total.overdue > 0 ? 'bad' : 'ok' },
    { label: t('complaints.report.used'), value: mean },
  ];
} // prettier-ignore

function bars(lines: readonly ReportLine[], nameOf: (name: string) => string): BarRow[] {
  return lines.slice(0, 12).map(({ name, received }) => ({ label: nameOf(name), value: received, text: String(received) })); // prettier-ignore
}

/** Time used against the term: mean business days by kind. */
function daysBars(report: Report, { t, language }: Reader): BarRow[] {
  return report.byKind.filter((line) => line.used !== null).map(({ name, used, answered, inTime }) => ({
    label: t(`complaints.kind.${name}`),
    value: used,
    text: formatNumber(Math.round((used ?? 0) * 10) / 10, language),
    state: inTime < answered ? 'warn' : 'ok',
  }));
} // prettier-ignore

function chart(name: string, rows: BarRow[], { t }: Reader): string {
  return barChart(rows, { title: t(`complaints.report.${name}`) });
}

export function chartsFor(report: Report, reader: Reader) {
  const { t, language } = reader;
  const days = daysBars(report, reader);
  const months = report.byMonth.map(({ name }) => formatMonth(`${name}-01`, language).slice(0, 3));
  return {
    daysSvg: days.length > 0 ? barChart(days, { title: t('complaints.report.days_title') }) : null,
    monthsSvg:
      report.byMonth.length > 1
        ? lineChart([{ name: t('complaints.report.received'), values: report.byMonth.map((one) => one.received) }], { title: t('complaints.report.by_month'), labels: months, min: 0 })
        : null,
  };
} // prettier-ignore

export function reportStructure(report: Report, period: string, reader: Reader): Structure {
  const { t, language } = reader;
  const heading = (words: string): Block => ({ kind: 'heading', level: 2, words });
  const kinds = layoutBars(bars(report.byKind, (name) => t(`complaints.kind.${name}`)), { width: 560 });
  const days = daysBars(report, reader);
  return {
    title: t('complaints.report.title', { period }),
    subtitle: entity.get().name,
    language: language === 'es' ? 'es-CO' : 'en',
    date: now(),
    footer: { left: t('complaints.book.printed', { at: formatDateTime(now(), language) }), pageOf: t('complaints.book.page', { x: '{x}', y: '{y}' }) },
    blocks: [
      { kind: 'facts', rows: figuresFor(report, reader).map(({ label, value }) => [label, value]) },
      heading(t('complaints.report.by_kind')),
      { kind: 'drawing', shapes: kinds },
      ...(days.length > 0 ? [heading(t('complaints.report.days_title')), { kind: 'drawing' as const, shapes: layoutBars(days, { width: 560 }) }] : []),
      ...reportTables(report, reader).flatMap(({ title, first, rows }): Block[] => [
        heading(title),
        { kind: 'table', head: [first, ...COLUMNS.map((name) => t(`complaints.report.${name}`))], rows: rows.map(({ name, cells }) => [name, ...cells]), shares: [30, 10, 10, 10, 10, 10, 10, 10] },
      ]),
    ],
  };
} // prettier-ignore
