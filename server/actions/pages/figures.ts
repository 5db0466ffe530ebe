// The figures of the loop: how old what is open is, which causes weigh most, how long closing takes, and what came back.
import { barChart, type BarRow } from '../../platform/charts/index.ts';
import { today } from '../../platform/clock.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { AGES, ageing, causesBetween, daysToClose, recurring } from '../queries/figures.ts';
import { paretoOf } from '../rules/pareto.ts';

export async function figures(ctx: Ctx<undefined, undefined, { anio: string }>): Promise<void> {
  const { t } = ctx;
  const thisYear = Number(today().slice(0, 4));
  const year = /^20\d\d$/.test(ctx.query.anio) ? Number(ctx.query.anio) : thisYear;
  const [from, to] = [`${year}-01-01`, `${year}-12-31`];
  const [ages, causes, closed, back] = await Promise.all([
    ageing(),
    causesBetween(from, to),
    daysToClose(from, to),
    recurring(),
  ]);
  const age = AGES.map((one, index) => ({ label: ageLabel(one, t), count: ages[index] ?? 0 }));
  const pareto = paretoOf(causes).map((one) => ({ ...one, label: t(`actions.category.${one.category}`) }));
  const draw = (rows: BarRow[], title: string): string => (rows.length > 0 ? barChart(rows, { title }) : '');
  ctx.page('actions/figures', {
    title: t('actions.figures.title'),
    crumbs: [{ href: '/no-conformidades', label: t('actions.title') }, { label: t('actions.figures.title') }],
    year,
    years: [0, 1, 2, 3].map((back) => String(thisYear - back)),
    age,
    ageSvg: draw(age.map(({ label, count }, index) => ({ label, value: count, text: String(count), state: index === 3 ? 'bad' : index === 2 ? 'warn' : 'info' })), t('actions.figures.ageing')),
    pareto: pareto.map((one) => ({ ...one, share: one.share, cumulative: one.cumulative })),
    paretoSvg: draw(pareto.map(({ label, count, cumulative }) => ({ label, value: count, text: `${count} · ${Math.round(cumulative * 100)} %` })), t('actions.figures.pareto')),
    closed: closed.map((one) => ({ ...one, process: one.process || t('actions.no_process') })),
    closedSvg: draw(closed.map(({ process, average }) => ({ label: process || t('actions.no_process'), value: average, text: t('actions.days', { count: Math.round(average) }) })), t('actions.figures.days')),
    back: back.map((one) => ({ ...one, cause: t(`actions.category.${one.category}`), href: `/no-conformidades?proceso=${one.process}` })),
  });
} // prettier-ignore

function ageLabel({ from, to }: (typeof AGES)[number], t: Ctx['t']): string {
  return to === null ? t('actions.figures.over', { from }) : t('actions.figures.between', { from, to });
}
