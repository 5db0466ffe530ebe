// The retention table as its pages show it: one row per series, what is pending said as such.
import type { Params } from '../../platform/errors.ts';
import { isPending } from '../rules.ts';
import type { SeriesRecord } from '../series.ts';
import type { TableRecord } from '../table.ts';

export type Say = (key: string, params?: Params) => string;

const TONES = { draft: 'info', in_force: 'ok', superseded: 'off', discarded: 'off' } as const;

export function tableTag(table: Pick<TableRecord, 'state'>, t: Say): { kind: string; text: string } {
  return { kind: TONES[table.state], text: t(`records.table.state.${table.state}`) };
}

export function pathOfTable(table: Pick<TableRecord, 'number'>): string {
  return `/trd/versiones/${table.number}`;
}

/** @param hasParts a series with subseries says nothing of years: they do */
export function seriesRow(series: SeriesRecord, hasParts: boolean, t: Say): Record<string, unknown> {
  const { code, name, parent, typologies, medium, disposition, reserved, closed, access } = series;
  return {
    href: `/trd/series/${encodeURIComponent(code)}`,
    code,
    name,
    sub: parent !== null,
    typologies: typologies.join(', '),
    medium: t(`records.medium.${medium}`),
    hasParts,
    management: yearsOf(series.management, t),
    central: yearsOf(series.central, t),
    disposition: disposition ? t(`records.disposition_short.${disposition}`) : '',
    dispositionName: disposition ? t(`records.disposition.${disposition}`) : '',
    pending: isPending(series),
    tags: [
      ...(closed ? [{ kind: 'off', text: t('records.series.state.closed') }] : []),
      ...(reserved ? [{ kind: 'warn', text: t('records.series.reserved') }] : []),
      ...(access.everyone ? [] : [{ kind: 'info', text: t('records.series.restricted') }]),
    ],
  };
}

function yearsOf(years: number | null, t: Say): string {
  return years === null ? t('records.pending') : String(years);
}

/** Whether the procedure leaves the retention to the central administration of the information system. */
export function isCentral({ stated }: Pick<SeriesRecord, 'stated'>): boolean {
  return /central/i.test(`${stated?.retention ?? ''} ${stated?.disposition ?? ''}`);
}

export function seriesFacts(
  series: SeriesRecord,
  areas: readonly string[],
  records: number,
  t: Say,
): Record<string, unknown>[] {
  const { disposition, access, medium } = series;
  const years = (value: number | null): string =>
    value === null ? t('records.pending') : t('records.years', { count: value });
  const who = access.everyone
    ? t('records.series.everyone')
    : [...access.roles.map((role) => t(`people.role.${role}`)), ...areas].join(', ') || t('records.series.only_quality');
  return [
    { label: t('records.field.management'), value: years(series.management) },
    { label: t('records.field.central'), value: years(series.central) },
    { label: t('records.field.disposition'), value: disposition ? t(`records.disposition.${disposition}`) : t('records.pending') },
    { label: t('records.field.medium'), value: t(`records.medium.${medium}`) },
    { label: t('records.field.office'), value: series.office },
    { label: t('records.field.typologies'), value: series.typologies.join(', ') },
    { label: t('records.series.seen_by'), value: who },
    { label: t('records.many'), value: String(records), href: `/registros?serie=${encodeURIComponent(series.code)}` },
  ];
} // prettier-ignore

export function versionRow(table: TableRecord, t: Say): Record<string, unknown> {
  const { number, origin, approval, inForceFrom, supersededOn } = table;
  return {
    href: pathOfTable(table),
    label: t('records.table.version', { number: String(number) }),
    tag: tableTag(table, t),
    note: [t(`records.table.origin.${origin}`), approval?.act ?? ''].filter(Boolean).join(' · '),
    from: inForceFrom,
    until: supersededOn,
  };
}
