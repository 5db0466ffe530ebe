// The trail of a document as sentences: who did what, when, why, and what changed.
import type { HistoryRow } from '../../platform/audit/history.ts';
import { editionOf } from './externals.ts';
import type { Params } from '../../platform/errors.ts';

const TONES: Record<string, 'ok' | 'warn' | 'bad' | 'info'> = {
  'documents.approve': 'ok', 'documents.issue': 'ok', 'documents.take_effect': 'ok', 'documents.confirm_adoption': 'ok', 'documents.review_without_change': 'ok',
  'documents.submit': 'info', 'documents.send_back': 'warn', 'documents.take_back': 'warn', 'documents.call_back': 'warn', 'documents.approve_withdrawal': 'bad',
}; // prettier-ignore
const LONG = 200;

export function timelineRows(
  acts: readonly HistoryRow[],
  t: (key: string, params?: Params) => string,
  options: { changes?: boolean } = {},
): Record<string, unknown>[] {
  return acts.map((entry) => ({
    state: TONES[entry.act],
    at: entry.at,
    text: t(`documents.did.${entry.act.replace('documents.', '')}`, { who: whoDid(entry, t) }),
    note: entry.reason ?? '',
    position: entry.actor.kind === 'person' ? entry.actor.position : null,
    changes: options.changes
      ? entry.changes.map((change) => ({
          field: change.field,
          before: shown(change.before),
          after: shown(change.after),
        }))
      : [],
    seq: entry.seq,
    hash: entry.hash,
  }));
}

const OWN_ACTS = ['documents.register_external', 'documents.describe_external', 'documents.check_external'];

/** The same for a document of external origin: an act on a document that cites it brought it into the register. */
export function externalHistory(
  acts: readonly HistoryRow[],
  t: (key: string, params?: Params) => string,
): Record<string, unknown>[] {
  return acts.map((entry) => ({
    state: entry.act === 'documents.check_external' ? 'ok' : undefined,
    at: entry.at,
    text: t(`documents.did.${OWN_ACTS.includes(entry.act) ? entry.act.replace('documents.', '') : 'register_external'}`, {
      who: whoDid(entry, t),
    }),
    note: [editionChange(entry, t), entry.reason ?? ''].filter(Boolean).join(' · '),
  })); // prettier-ignore
}

function editionChange({ changes }: HistoryRow, t: (key: string, params?: Params) => string): string {
  const change = changes.find((one) => one.field === 'edition');
  return change?.before && change.after
    ? t('documents.external.changed_edition', {
        before: editionOf(shown(change.before)),
        after: editionOf(shown(change.after)),
      })
    : '';
}

function whoDid({ actor }: HistoryRow, t: (key: string) => string): string {
  return actor.kind === 'person' ? actor.name : t(`shared.actor.${actor.kind}`);
}

function shown(value: unknown): string {
  if (value === null || value === undefined || value === '') return '—';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONG ? `${text.slice(0, LONG)}…` : text;
}
