// Nonconformities as rows of the list, cards of the board and columns of the export.
import type { Day } from '../../platform/clock.ts';
import type { Column } from '../../platform/tables/index.ts';
import type { NonconformityRecord } from '../nonconformity.ts';
import type { BoardColumn } from '../queries/figures.ts';
import type { RecordRow } from '../queries/listing.ts';
import { GRADES, NATURES, SOURCES, STATES } from '../rules/states.ts';
import { cut, gradeTone, isPast, pathOf, tagOf, type AnyCtx } from './showing.ts';

type T = AnyCtx['t'];

/** @param on the day that counts as today for who reads */
export function recordRow(row: RecordRow, t: T, on: Day): Record<string, unknown> {
  return {
    code: row.code,
    href: pathOf(row.code),
    description: cut(row.description),
    nature: t(`actions.nature.${row.nature}`),
    grade: { kind: gradeTone(row.grade), text: t(`actions.grade.${row.grade}`) },
    source: t(`actions.source.${row.source}`),
    process: row.processName.split(' ')[0],
    responsible: row.responsibleName,
    found: row.found,
    due: row.nextDue,
    late: isPast(row.nextDue, on),
    state: tagOf('state', row.state, t),
    cause: row.category ? t(`actions.category.${row.category}`) : '',
  };
}

export function boardColumns(columns: readonly BoardColumn[], t: T, on: Day): Record<string, unknown>[] {
  return columns.map(({ state, total, rows }) => ({
    title: t(`actions.state.${state}`),
    total,
    more: total > rows.length ? `/no-conformidades?estado=${state}` : null,
    rows: rows.map((row) => ({
      href: pathOf(row.code),
      label: `${row.code} · ${cut(row.description)}`,
      note: [row.responsibleName, t(`actions.grade.${row.grade}`)].filter(Boolean).join(' · '),
      due: row.nextDue,
      state: isPast(row.nextDue, on) ? 'bad' : undefined,
    })),
  }));
}

export function listOptions(t: T): Record<string, { value: string; label: string }[]> {
  const options = (of: string, values: readonly string[]) => values.map((value) => ({ value, label: t(`actions.${of}.${value}`) })); // prettier-ignore
  return {
    states: [{ value: 'open', label: t('actions.open') }, ...options('state', STATES)],
    natures: options('nature', NATURES),
    grades: options('grade', GRADES),
    sources: options('source', SOURCES),
  };
}

export function exportColumns(t: T): Column<NonconformityRecord>[] {
  const last = (row: NonconformityRecord) => row.cycles.at(-1);
  return [
    { header: t('actions.field.code'), value: (row) => row.code },
    { header: t('actions.field.nature'), value: (row) => t(`actions.nature.${row.nature}`) },
    { header: t('actions.field.grade'), value: (row) => t(`actions.grade.${row.grade}`) },
    { header: t('actions.field.source'), value: (row) => t(`actions.source.${row.source}`) },
    { header: t('actions.field.process'), value: (row) => row.processName },
    { header: t('actions.field.description'), value: (row) => row.description },
    { header: t('actions.field.root'), value: (row) => last(row)?.analysis?.root ?? '' },
    { header: t('actions.field.criterion'), value: (row) => last(row)?.plan?.criterion ?? '' },
    { header: t('actions.field.responsible'), value: (row) => row.responsibleName },
    { header: t('actions.field.found'), value: (row) => row.found },
    { header: t('actions.field.next_due'), value: (row) => row.nextDue ?? '' },
    { header: t('actions.field.state'), value: (row) => t(`actions.state.${row.state}`) },
    { header: t('actions.field.closed_on'), value: (row) => row.closedOn ?? '' },
  ];
}
