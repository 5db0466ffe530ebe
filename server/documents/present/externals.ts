// Documents of external origin as rows, facts and columns of an export.
import { isDay, today } from '../../platform/clock.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { formatDate } from '../../platform/words/index.ts';
import type { ExternalRecord } from '../external.ts';
import type { ExternalRow } from '../queries/externals.ts';
import { externalState } from '../rules.ts';
import type { Tag } from './listing.ts';

type Say = Ctx['t'];

const TONES = { ended: 'off', unverified: 'warn', to_check: 'warn', checked: 'ok' } as const;

export function externalTag(
  external: Pick<ExternalRecord, 'endedOn' | 'nextCheck' | 'verified'>,
  t: Say,
): Tag {
  const state = externalState(external, today());
  return { kind: TONES[state], text: t(`documents.external.state.${state}`) };
}

export function externalRow(external: ExternalRow, t: Say): Record<string, unknown> {
  const { name, about, issuer, edition, nextCheck, endedOn, cited } = external;
  return {
    href: pathOfExternal(external),
    name,
    about,
    issuer,
    edition: editionOf(edition),
    nextCheck: endedOn ? null : nextCheck,
    cited,
    state: externalTag(external, t),
  };
}

export function externalFacts(external: ExternalRecord, t: Say): Record<string, unknown>[] {
  const { issuer, edition, source, verified, nextCheck, endedOn } = external;
  const isAddress = /^https:\/\//i.test(source);
  return [
    { label: t('documents.external.field.edition'), value: editionOf(edition) },
    { label: t('documents.external.field.issuer'), value: issuer },
    {
      label: t('documents.external.field.source'),
      value: isAddress ? t('documents.external.open_source') : source,
      href: isAddress ? source : null,
    },
    {
      label: t('documents.external.verified'),
      value: verified
        ? t('documents.external.verified_by', { who: verified.name, day: formatDate(verified.at) })
        : t('documents.external.never_verified'),
    },
    endedOn
      ? { label: t('documents.external.ended_on'), day: endedOn }
      : { label: t('documents.external.field.next_check'), day: nextCheck },
  ];
}

/** An edition in the words of its source; a date as people here write it. */
export function editionOf(edition: string): string {
  return isDay(edition) ? formatDate(edition) : edition;
}

export function pathOfExternal(external: Pick<ExternalRecord, '_id'>): string {
  return `/externos/${String(external._id)}`;
}

/** Columns of the exports. */
export function externalColumns(t: Say): { header: string; value: (row: ExternalRow) => string }[] {
  const column = (key: string, value: (row: ExternalRow) => string) => ({
    header: t(`documents.external.field.${key}`),
    value,
  });
  return [
    column('name', (row) => row.name),
    column('about', (row) => row.about),
    column('issuer', (row) => row.issuer),
    column('edition', (row) => editionOf(row.edition)),
    column('source', (row) => row.source),
    column('state', (row) => externalTag(row, t).text),
    column('verified_on', (row) => (row.verified ? formatDate(row.verified.at) : '')),
    column('verified_who', (row) => row.verified?.name ?? ''),
    column('next_check', (row) => (row.endedOn ? '' : formatDate(row.nextCheck))),
    column('cited', (row) => String(row.cited)),
  ];
}
