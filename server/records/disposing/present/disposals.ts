// Disposals, transfers and what is due, as their pages need them.
import { may } from '../../../platform/access/policy.ts';
import { masked } from '../../../platform/access/masking.ts';
import type { User } from '../../../platform/access/roles.ts';
import { today } from '../../../platform/clock.ts';
import type { Column } from '../../../platform/tables/index.ts';
import { formatDate, formatDateTime, type Language } from '../../../platform/words/index.ts';
import type { DisposalRecord } from '../disposal.ts';
import { standing, type Line } from '../line.ts';
import type { ObservationRecord } from '../observation.ts';
import type { DueRow } from '../queries/due.ts';
import type { TransferRecord } from '../transfer.ts';

/** Whether the person gets the title of a unit masked: the series is not theirs to see, or personal data are not. */
export type Hides = (unit: { series: string }) => boolean;
type T = (key: string, params?: Record<string, string | number>) => string;

const TONES = { prepared: 'info', approved: 'info', published: 'warn', disposed: 'off', rejected: 'bad', dropped: 'off' } as const; // prettier-ignore
const TRANSFER_TONES = { prepared: 'info', received: 'ok', dropped: 'off' } as const;
const DISPOSITION_TONES = { E: 'warn', CT: 'ok', S: 'info', MD: 'info' } as const;

export function disposalState({ state }: Pick<DisposalRecord, 'state'>, t: T) {
  return { kind: TONES[state], text: t(`records.disposal.state.${state}`) };
}

export function transferState({ state }: Pick<TransferRecord, 'state'>, t: T) {
  return { kind: TRANSFER_TONES[state], text: t(`records.transfer.state.${state}`) };
}

export function dueRows(rows: readonly DueRow[], hides: Hides, t: T) {
  return rows.map((row) => ({
    ...row,
    title: hides(row) ? masked(row.title) : row.title,
    href: `/${row.kind === 'file' ? 'expedientes' : 'registros'}/${row.code}`,
    value: `${row.kind}:${row.id}`,
    tag: { kind: DISPOSITION_TONES[row.disposition], text: t(`records.disposition.${row.disposition}`) },
    isDisposable: row.disposition === 'E',
  }));
}

export function lineRows(lines: readonly Line[], hides: Hides, base: string, canDrop: boolean) {
  return lines.map((line) => ({
    ...line,
    title: hides(line) ? masked(line.title) : line.title,
    href: `/${line.kind === 'file' ? 'expedientes' : 'registros'}/${line.code}`,
    drop: canDrop && line.dropped === null ? `${base}/lineas/${line.id}/retiro` : null,
  }));
}

/** Columns of an inventory of transfer as a workbook. */
export function inventoryColumns(hides: Hides, t: T): Column<Line>[] {
  const head = (key: string): string => t(`records.disposal.field.${key}`);
  return [
    { header: head('unit'), value: ({ code }) => code, width: 18 },
    { header: head('title'), value: (line) => (hides(line) ? masked(line.title) : line.title), width: 44 },
    { header: head('series'), value: ({ series, seriesName }) => `${series} ${seriesName}`, width: 30 },
    { header: head('from'), value: ({ from }) => from, kind: 'day' },
    { header: head('due'), value: ({ due }) => due, kind: 'day' },
    { header: head('records'), value: ({ records }) => records },
    { header: t('records.field.disposition'), value: ({ disposition }) => (disposition ? t(`records.disposition.${disposition}`) : '') },
    { header: t('records.transfer.criterion'), value: ({ selection }) => selection?.criterion ?? '', width: 40 },
    { header: t('records.transfer.goes'), value: ({ selection }) => selection?.records.join(', ') ?? '', width: 30 },
  ];
} // prettier-ignore

export function disposalRow(disposal: DisposalRecord, t: T) {
  const { code, note, lines, prepared, published } = disposal;
  return {
    href: `/disposicion/${code}`,
    code,
    note,
    lines: standing(lines).length,
    at: prepared.at,
    until: published?.until ?? null,
    state: disposalState(disposal, t),
  };
}

export function disposalFacts(disposal: DisposalRecord, t: T, language: Language) {
  const { prepared, decision, published, disposed, content, lines } = disposal;
  const records = standing(lines).reduce((sum, line) => sum + line.records, 0);
  return [
    { label: t('records.disposal.field.records'), value: String(records) },
    { label: t('records.disposal.field.prepared'), value: `${prepared.name}, ${formatDateTime(prepared.at, language)}` },
    ...(decision
      ? [{ label: t('records.disposal.field.decision'), value: `${decision.acta} · ${decision.signature.name}`, href: `/sesiones/${decision.session}` }]
      : []),
    ...(published
      ? [{ label: t('records.disposal.field.published'), value: `${formatDate(published.day, language)} – ${formatDate(published.until, language)}`, href: `/eliminaciones/${disposal.code}` }]
      : []),
    ...(disposed ? [{ label: t('records.disposal.field.acta'), value: disposed.record, href: `/registros/${disposed.record}` }] : []),
    ...(content ? [{ label: t('records.disposal.field.removed'), value: t('records.disposal.removed', { removed: content.removed.length, shared: content.shared.length }) }] : []),
  ];
} // prettier-ignore

export function observationRows(
  observations: readonly ObservationRecord[],
  base: string,
  canAnswer: boolean,
) {
  return observations.map((one) => ({
    ...one,
    reply: canAnswer && !one.answer ? `${base}/observaciones/${one.number}` : null,
  }));
}

/** What the person may do with a disposal as it stands. */
export function actsOn(disposal: DisposalRecord, unanswered: number, user: User) {
  const works = may(user, 'records.prepare_disposal');
  const { state, published, decision } = disposal;
  const isOpen = state === 'prepared' || state === 'approved' || state === 'published';
  return {
    drop: works && isOpen,
    publish: works && state === 'approved',
    answer: works && state === 'published',
    dispose:
      may(user, 'records.dispose') &&
      state === 'published' &&
      published !== null &&
      today() > published.until &&
      unanswered === 0 &&
      decision?.signature.person !== user.id,
    waitsForBody: state === 'prepared',
  };
}
