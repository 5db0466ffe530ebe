// A row of the register as the template, the exports and the printed register need it.
import { dayFor } from '../../platform/access/engagement.ts';
import type { Day } from '../../platform/clock.ts';
import type { User } from '../../platform/access/roles.ts';
import { closureDays } from '../../platform/settings/settings.ts';
import type { Column } from '../../platform/tables/index.ts';
import { formatDate, type Language } from '../../platform/words/index.ts';
import { seesContent, type ComplaintSubject } from '../policy.ts';
import type { ListRow } from '../queries/listing.ts';
import { nearness } from '../rules/clock.ts';
import { dueTone, stateTone } from '../rules/tones.ts';

type T = (key: string, params?: Record<string, string | number>) => string;

export function rowFor(row: ListRow, user: User, t: T): Record<string, unknown> {
  return {
    href: `/pqrsd/${row.code}`,
    code: row.code,
    subject: subjectFor(row, user, t),
    kind: t(`complaints.kind.${row.kind}`),
    channel: t(`complaints.channel.${row.channel}`),
    process: row.processName,
    assignee: row.assignee?.name ?? '',
    received: row.receivedAt,
    state: { kind: stateTone(row.state), text: t(`complaints.state.${row.state}`) },
    ...dueFor(row, t, dayFor(user)),
  };
}

/** The words of a reserved one are for those who handle it. */
export function subjectFor(row: ListRow, user: User, t: T): string {
  return seesContent(user, row as unknown as ComplaintSubject) ? row.subject : t('complaints.reserved_subject');
} // prettier-ignore

/** The due day while it is open, and how it ended after. */
function dueFor(row: ListRow, t: T, day: Day): Record<string, unknown> {
  if (!row.open)
    return {
      due: null,
      ended: row.inTime === null || row.state !== 'answered' ? '' : t(row.inTime ? 'complaints.in_time' : 'complaints.out_of_time'),
      tone: row.inTime ? 'ok' : 'bad',
    }; // prettier-ignore
  return { due: row.due, tone: dueTone(nearness(row.due, day, closureDays())) };
}

/** The register as one list with its treatment (G13); no column tells who a petitioner is. */
export function registerColumns(user: User, t: T, language: Language): Column<ListRow>[] {
  const column = (key: string, value: Column<ListRow>['value'], more: Partial<Column<ListRow>> = {}) => ({
    header: t(`complaints.column.${key}`),
    value,
    ...more,
  });
  return [
    column('code', (row) => row.code, { width: 18 }),
    column('received', (row) => row.receivedAt, { width: 17 }),
    column('legal', (row) => row.legalDay, { kind: 'day' }),
    column('channel', (row) => t(`complaints.channel.${row.channel}`)),
    column('kind', (row) => t(`complaints.kind.${row.kind}`), { width: 24 }),
    column('identity', (row) => t(`complaints.identity.${identityOf(row)}`)),
    column('subject', (row) => subjectFor(row, user, t), { width: 40 }),
    column('process', (row) => row.processName, { width: 30 }),
    column('assignee', (row) => row.assignee?.name ?? '', { width: 28 }),
    column('due', (row) => row.due, { kind: 'day' }),
    column('state', (row) => t(`complaints.state.${row.state}`)),
    column('treatment', (row) => treatmentOf(row, t, language), { width: 60 }),
    column('closed', (row) => row.closedOn, { kind: 'day' }),
    column('used', (row) => row.used),
    column('in_time', (row) => (row.inTime === null ? '' : t(row.inTime ? 'complaints.yes' : 'complaints.no'))),
    column('rating', (row) => row.rating?.score ?? null),
  ]; // prettier-ignore
}

export function identityOf(row: Pick<ListRow, 'anonymous' | 'reserved'>): 'anonymous' | 'reserved' | 'named' {
  return row.anonymous ? 'anonymous' : row.reserved ? 'reserved' : 'named';
}

/** What was done with it, in a sentence or two. */
export function treatmentOf(row: ListRow, t: T, language: Language): string {
  const day = (value: string | null | undefined): string => formatDate(value, language);
  const said: string[] = [];
  const { completion, extension, transfer, withdrawal, annulled, reply } = row;
  if (completion) said.push(t('complaints.treatment.asked', { day: day(completion.day) }));
  if (completion?.answered) said.push(t('complaints.treatment.completed', { day: day(completion.answered) }));
  if (extension) said.push(t('complaints.treatment.extended', { day: day(extension.day), due: day(extension.due) })); // prettier-ignore
  if (reply?.approved) said.push(t('complaints.treatment.approved', { name: reply.approved.name, day: day(reply.approved.at.toISOString()) })); // prettier-ignore
  if (reply?.sent) said.push(t('complaints.treatment.sent', { day: day(reply.sent.day), method: t(`complaints.method.${reply.sent.method}`) })); // prettier-ignore
  if (reply?.delivered) said.push(t('complaints.treatment.delivered', { day: day(reply.delivered.day) }));
  if (transfer) said.push(t('complaints.treatment.transferred', { day: day(transfer.day), authority: transfer.authority, letter: transfer.letter })); // prettier-ignore
  if (withdrawal) said.push(t('complaints.treatment.withdrawn', { day: day(withdrawal.day), reason: withdrawal.reason })); // prettier-ignore
  if (annulled) said.push(t('complaints.treatment.annulled', { reason: annulled.reason }));
  return said.join(' ') || t('complaints.treatment.none');
}
