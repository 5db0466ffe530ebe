// The report of a month or a year, as a page and as a PDF.
import { today } from '../../platform/clock.ts';
import type { InputOf } from '../../platform/forms/forms.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { composePdf } from '../../platform/pdf/index.ts';
import { formatMonth } from '../../platform/words/index.ts';
import type { reportQuery } from '../forms/listing.ts';
import { chartsFor, COLUMNS, figuresFor, reportStructure, reportTables } from '../present/report.ts';
import { monthsHeld } from '../queries/listing.ts';
import { reportOf } from '../queries/report.ts';

type ReportCtx = Ctx<undefined, undefined, InputOf<typeof reportQuery>>;

export async function report(ctx: ReportCtx): Promise<void> {
  const { t, language } = ctx;
  const period = periodOf(ctx);
  const [found, months] = await Promise.all([reportOf(period, today()), monthsHeld(ctx.user)]);
  const years = [...new Set(months.map((month) => month.slice(0, 4)))];
  const name = nameOf(period, ctx);
  ctx.page('complaints/report', {
    title: t('complaints.report.title', { period: name }),
    crumbs: [{ label: t('complaints.title'), href: '/pqrsd' }, { label: t('complaints.report.menu') }],
    period,
    filter: { mes: period.length === 7 ? period : '', anio: period.length === 4 ? period : '' },
    options: {
      months: months.map((value) => ({ value, label: formatMonth(`${value}-01`, language) })),
      years: years.map((value) => ({ value, label: value })),
    },
    empty: found.total.received === 0,
    figures: figuresFor(found, ctx),
    charts: chartsFor(found, ctx),
    columns: COLUMNS.map((column) => t(`complaints.report.${column}`)),
    tables: reportTables(found, ctx),
    pdf: `/pqrsd/informe.pdf?${period.length === 7 ? 'mes' : 'anio'}=${period}`,
  });
} // prettier-ignore

export async function reportPdf(ctx: ReportCtx): Promise<void> {
  const period = periodOf(ctx);
  const structure = reportStructure(await reportOf(period, today()), nameOf(period, ctx), ctx);
  ctx.download(`${ctx.t('complaints.report.file')}-${period}.pdf`, 'application/pdf', await composePdf(structure)); // prettier-ignore
}

/** A month, else a year, else this month. */
function periodOf({ query }: ReportCtx): string {
  return query.mes ?? (query.anio ? String(query.anio) : today().slice(0, 7));
}

function nameOf(period: string, { language }: ReportCtx): string {
  return period.length === 7 ? formatMonth(`${period}-01`, language) : period;
}
