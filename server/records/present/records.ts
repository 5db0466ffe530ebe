// Records as rows, facts and columns; personal data masked for whoever must not see it.
import { masked, masksPersonal } from '../../platform/access/masking.ts';
import type { User } from '../../platform/access/roles.ts';
import { today } from '../../platform/clock.ts';
import type { Params } from '../../platform/errors.ts';
import { kinds, type Kind } from '../../platform/files/index.ts';
import type { Column } from '../../platform/tables/index.ts';
import type { LoanRecord } from '../loan.ts';
import type { RecordFile, RecordRecord, Settled } from '../record.ts';
import { isPending, retentionDates, type RetentionDates } from '../rules.ts';
import type { SeriesRecord } from '../series.ts';
import type { RecordRow } from '../queries/records.ts';

export type Say = (key: string, params?: Params) => string;

export function pathOf(code: string, ...rest: string[]): string {
  return ['/registros', encodeURIComponent(code), ...rest].join('/');
}

/** Whether this person gets the record's personal data masked. */
export function hidesPersonal(record: Pick<RecordRecord, 'personal'>, user: User): boolean {
  return record.personal && masksPersonal(user);
}

export function recordRow(record: RecordRow, user: User, t: Say): Record<string, unknown> {
  const hides = hidesPersonal(record, user);
  const { code, title, series, seriesName, happened, conforms, state, document, fileCode, personal } = record;
  return {
    href: pathOf(code),
    code,
    title: hides ? masked(title) : title,
    personal,
    series,
    seriesName,
    happened,
    conforms,
    conformsText: t(`records.conforms.${conforms}`),
    procedure: document?.code ?? '',
    fileCode,
    tag: state === 'declared' ? null : stateTag(state, t),
  };
}

export function stateTag(state: RecordRecord['state'], t: Say): { kind: string; text: string } {
  const kind = { declared: 'ok', transferred: 'info', historical: 'ok', disposed: 'off' }[state];
  return { kind, text: t(`records.state.${state}`) };
}

export function recordFacts(record: RecordRecord, user: User, t: Say): Record<string, unknown>[] {
  const hides = hidesPersonal(record, user);
  const said = (value: string): string => (hides ? masked(value) : value);
  const { document } = record;
  return [
    { label: t('records.field.series'), value: `${record.series} · ${record.seriesName}`, href: `/trd/series/${record.series}` },
    { label: t('records.field.typology'), value: record.typology },
    { label: t('records.field.happened'), day: record.happened },
    { label: t('records.field.received'), day: record.received },
    { label: t('records.field.author'), value: said(record.author) },
    { label: t('records.field.responsible'), value: said(record.responsible) },
    {
      label: t('records.field.document'),
      value: document ? t('records.document_version', { code: document.code, label: document.label }) : '',
      href: document && `/documentos/${encodeURIComponent(document.code)}`,
    },
    { label: t('records.field.process'), value: record.processCode, href: record.processCode && `/procesos/${record.processCode}` },
    ...(record.conforms === 'nonconforming'
      ? [{ label: t('records.field.authority'), value: said(record.authority) }]
      : []),
    { label: t('records.field.declared_by'), value: declaredBy(record, t) },
    { label: t('records.field.medium'), value: t(`records.medium.${record.medium}`) },
    ...settledFacts(record.historical, t),
  ];
} // prettier-ignore

function declaredBy({ declaredBy: by }: RecordRecord, t: Say): string {
  if (by.id === null) return t(`shared.actor.${by.name}`);
  return by.position ? `${by.name} · ${by.position}` : by.name;
}

/** What a browser may show by itself: made harmless when it was taken in (no active PDF, pictures without metadata). */
const VIEWABLE: readonly Kind[] = ['pdf', 'jpg', 'png'];

export function isViewable(file: Pick<RecordFile, 'type'>): boolean {
  return VIEWABLE.some((kind) => kinds[kind].mime === file.type);
}

export function fileRows(record: RecordRecord): Record<string, unknown>[] {
  return record.files.map((file) => ({
    ...file,
    href: pathOf(record.code, 'archivos', file.sha256),
    view: isViewable(file) ? `${pathOf(record.code, 'archivos', file.sha256)}?ver=si` : null,
  }));
}

/** What a secondary transfer decided: in the historical archive since a day, or not selected and kept; each with its acta. */
export function settledFacts(settled: Settled | null | undefined, t: Say): Record<string, unknown>[] {
  if (!settled) return [];
  const { selected, day, acta } = settled;
  return [
    { label: t(selected ? 'records.transfer.since' : 'records.transfer.kept_since'), day },
    { label: t('records.transfer.acta.title'), value: acta, href: pathOf(acta) },
  ];
}

/** What the retention of the series means for this record, as facts of a card. */
export function retentionFacts(
  series: SeriesRecord | null,
  dates: RetentionDates | null,
  t: Say,
): Record<string, unknown>[] {
  if (!series) return [];
  const years = (value: number | null): string =>
    value === null ? t('records.pending') : t('records.years', { count: value });
  return [
    { label: t('records.field.management'), value: years(series.management) },
    { label: t('records.field.central'), value: years(series.central) },
    { label: t('records.field.disposition'), value: series.disposition ? t(`records.disposition.${series.disposition}`) : t('records.pending') },
    ...(dates ? [{ label: t('records.retention.from'), day: dates.from }] : []),
    ...(dates?.central ? [{ label: t('records.retention.until'), day: dates.central }] : []),
  ];
} // prettier-ignore

/** Retention runs from closing; while the expediente is open it does not run, and a record without one counts from its reception. */
export function datesFor(
  record: Pick<RecordRecord, 'received' | 'file'>,
  closed: string | null,
  series: SeriesRecord | null,
): RetentionDates | null {
  if (!series || isPending(series)) return null;
  if (record.file && !closed) return null;
  return retentionDates(closed ?? record.received, series);
}

export function loanRow(loan: LoanRecord, hides: boolean, t: Say): Record<string, unknown> {
  const overdue = !loan.returned && loan.due < today();
  return {
    holder: hides ? masked(loan.holder) : loan.holder,
    purpose: hides ? '' : loan.purpose,
    lent: loan.lent,
    due: loan.due,
    returned: loan.returned,
    tag: loan.returned
      ? { kind: 'off', text: t('records.loan.returned') }
      : overdue
        ? { kind: 'bad', text: t('records.loan.overdue') }
        : { kind: 'info', text: t('records.loan.out') },
    path: pathOf(loan.recordCode, 'prestamos', String(loan._id), 'devolucion'),
  };
}

/** Columns of the export, masked as the page is. */
export function recordColumns(user: User, t: Say): Column<RecordRow>[] {
  const said = (row: RecordRow, value: string): string => (hidesPersonal(row, user) ? masked(value) : value);
  const column = (key: string, value: (row: RecordRow) => string | number, kind?: 'day'): Column<RecordRow> => ({
    header: t(`records.field.${key}`),
    value,
    ...(kind ? { kind } : {}),
  });
  return [
    column('code', (row) => row.code),
    column('title', (row) => said(row, row.title)),
    column('series', (row) => row.series),
    column('series_name', (row) => row.seriesName),
    column('typology', (row) => row.typology),
    column('happened', (row) => row.happened, 'day'),
    column('received', (row) => row.received, 'day'),
    column('author', (row) => said(row, row.author)),
    column('responsible', (row) => said(row, row.responsible)),
    column('document', (row) => (row.document ? `${row.document.code} v${row.document.label}` : '')),
    column('process', (row) => row.processCode),
    column('conforms', (row) => t(`records.conforms.${row.conforms}`)),
    column('authority', (row) => said(row, row.authority)),
    column('file', (row) => row.fileCode),
    column('state', (row) => t(`records.state.${row.state}`)),
    column('files', (row) => row.files.map((file) => file.sha256).join(' ')),
    column('sha256', (row) => row.sha256),
  ];
} // prettier-ignore
