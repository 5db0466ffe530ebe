// One complaint as its page shows it: facts, the clock with every count, what was done, and the acts that this person may do now.
import type { User } from '../../platform/access/roles.ts';
import { addWorkingDays, today, type Day } from '../../platform/clock.ts';
import { dayFor } from '../../platform/access/engagement.ts';
import { may } from '../../platform/access/policy.ts';
import { closureDays } from '../../platform/settings/settings.ts';
import { formatDate, formatDateTime, type Language } from '../../platform/words/index.ts';
import type { By, ComplaintRecord } from '../complaint.ts';
import { masked } from '../../platform/access/masking.ts';
import { seesContent, seesFiles, seesIdentity } from '../policy.ts';
import { copiesDue, latestExtension, nearness, usedDays } from '../rules/clock.ts';
import { isPossible, type Deed } from '../rules/states.ts';
import { termOf } from '../rules/terms.ts';
import { dueTone, stateTone } from '../rules/tones.ts';
import { tableVersion } from '../settings.ts';
import { identityOf } from './listing.ts';

export interface Reader {
  user: User;
  language: Language;
  t: (key: string, params?: Record<string, string | number>) => string;
}

/** What every page of a complaint begins with. */
export function headOf(complaint: ComplaintRecord, { t, user }: Pick<Reader, 't' | 'user'>) {
  const { code, state } = complaint;
  return {
    code,
    path: `/pqrsd/${code}`,
    title: seesContent(user, complaint) ? complaint.subject : t('complaints.reserved_subject'),
    state: { kind: stateTone(state), text: t(`complaints.state.${state}`) },
    crumbs: [{ label: t('complaints.title'), href: '/pqrsd' }, { label: code }],
  };
}

export function factsOf(complaint: ComplaintRecord, { t, language }: Reader) {
  const { kind, channel, receivedAt, registeredAt, legalDay, registeredBy, assignee, processName } = complaint;
  return [
    { label: t('complaints.column.kind'), value: t(`complaints.kind.${kind}`) },
    { label: t('complaints.column.channel'), value: t(`complaints.channel.${channel}`) },
    { label: t('complaints.field.received'), value: formatDateTime(receivedAt, language) },
    { label: t('complaints.field.registered'), value: `${formatDateTime(registeredAt, language)}${registeredBy ? ` · ${registeredBy.name}` : ''}` },
    { label: t('complaints.column.legal'), day: legalDay },
    { label: t('complaints.column.process'), value: processName },
    { label: t('complaints.column.assignee'), value: assignee?.name ?? '' },
    { label: t('complaints.column.due'), ...dueFact(complaint, t) },
  ];
} // prettier-ignore

function dueFact(complaint: ComplaintRecord, t: Reader['t']) {
  const { due, open, state, inTime, closedOn } = complaint;
  if (!open) return { value: closedOn ? t(inTime === false ? 'complaints.closed_late' : 'complaints.closed_on', { day: formatDate(closedOn) }) : '' }; // prettier-ignore
  if (state === 'incomplete') return { value: t('complaints.suspended') };
  return due === null ? { value: t('complaints.no_term') } : { day: due };
}

/** How the clock stands, in words and as a bar of the term. */
export function clockOf(complaint: ComplaintRecord, { user, t, language }: Reader) {
  const day = dayFor(user);
  const last = complaint.clock.at(-1);
  const closures = closureDays();
  const near = complaint.open ? nearness(complaint.due, day, closures) : null;
  const used = complaint.used ?? (last ? usedDays(last, day, closures) : 0);
  const days = last?.days ?? null;
  return {
    tone: dueTone(near),
    text: days === null ? t('complaints.no_term') : t('complaints.used_of', { used, days }),
    share: days === null ? null : Math.min(1, used / Math.max(1, days)),
    table: last ? t('complaints.by_table', { version: last.table, source: sourceOf(complaint) }) : '',
    counts: complaint.clock.toReversed().map((fact) => ({
      at: fact.at,
      text: t(`complaints.count.${fact.reason}`, {
        due: formatDate(fact.due, language) || '—',
        days: fact.days ?? 0,
        start: formatDate(fact.start, language) || '—',
        kind: t(`complaints.kind.${fact.kind}`),
      }),
      note: [fact.note, fact.by?.name, fact.closures.length > 0 && t('complaints.closures_met', { days: fact.closures.map((day) => formatDate(day, language)).join(', ') })].filter(Boolean).join(' · '),
    })),
  };
} // prettier-ignore

function sourceOf(complaint: ComplaintRecord): string {
  const last = complaint.clock.at(-1);
  return last ? termOf(tableVersion(last.table), complaint.kind).source : '';
}

/** What must be seen before going on: an overdue term and what follows from it, a deadline of the petitioner, a late transfer. */
export function warningsOf(complaint: ComplaintRecord, { user, t, language }: Reader) {
  const day = dayFor(user);
  const { due, open, kind, completion, state } = complaint;
  const notes: { kind: string; text: string }[] = [];
  if (open && due !== null && due < day) {
    notes.push({ kind: 'bad', text: t('complaints.warning.overdue', { day: formatDate(due, language) }) });
    if (kind === 'information')
      notes.push({ kind: 'bad', text: t('complaints.warning.copies', { day: formatDate(copiesDue(due, closureDays()), language) }) }); // prettier-ignore
  }
  if (state === 'incomplete' && completion)
    notes.push({
      kind: day > completion.deadline ? 'warn' : 'info',
      text: t(day > completion.deadline ? 'complaints.warning.deadline_past' : 'complaints.warning.waits', { day: formatDate(completion.deadline, language) }),
    }); // prettier-ignore
  if (open && !complaint.classifiedAt && complaint.state === 'received')
    notes.push({
      kind: 'info',
      text: t('complaints.warning.transfer', { day: formatDate(transferUntil(complaint), language) }),
    });
  return notes;
}

function transferUntil(complaint: ComplaintRecord): Day {
  const last = complaint.clock.at(-1);
  const { transfer } = termOf(tableVersion(last?.table ?? 1), complaint.kind);
  return addWorkingDays(complaint.legalDay, transfer, closureDays());
}

/** The words, the identity and the files, each for whom it is. */
export function contentOf(complaint: ComplaintRecord, { user, t }: Reader) {
  const petitioner = complaint.petitioner;
  return {
    body: seesContent(user, complaint) ? complaint.body : t('complaints.hidden_body'),
    additions: seesContent(user, complaint)
      ? complaint.additions.map(({ at, text, by }) => ({ at, text, by: by?.name ?? t('complaints.the_petitioner') }))
      : [],
    identity: {
      word: t(`complaints.identity.${identityOf(complaint)}`),
      shown: seesIdentity(user, complaint) ? petitioner : null,
      masked: petitioner && !seesIdentity(user, complaint) ? masked(petitioner.name) : '',
      consent: complaint.consent && t('complaints.consent_given', { version: complaint.consent.version }),
    },
    files: seesFiles(user, complaint) ? filesOf(complaint, t) : null,
    hiddenFiles: seesFiles(user, complaint) ? 0 : complaint.files.length,
  };
} // prettier-ignore

export function filesOf({ code, files }: ComplaintRecord, t: Reader['t'], base = `/pqrsd/${code}`) {
  return files.map(({ sha256, name, purpose }) => ({
    href: `${base}/archivos/${sha256}`,
    label: name,
    note: t(`complaints.purpose.${purpose}`),
  }));
}

export function replyFor(complaint: ComplaintRecord, { t, language }: Reader) {
  const { reply, returned } = complaint;
  return {
    reply: reply && {
      ...reply,
      author: signer(reply.by),
      approvedBy: reply.approved && t('complaints.reply.approved_by', { name: reply.approved.name, position: reply.approved.position ?? '', at: formatDateTime(reply.approved.at, language) }),
      sentBy: reply.sent && t('complaints.reply.sent_by', { method: t(`complaints.method.${reply.sent.method}`), day: formatDate(reply.sent.day, language), name: reply.sent.by.name, reference: reply.sent.reference || '—' }),
      deliveredBy: reply.delivered && t('complaints.reply.delivered', { day: formatDate(reply.delivered.day, language), proof: reply.delivered.by ? reply.delivered.proof : t('complaints.reply.read_on_page') }),
    },
    returned: returned.map((one) => ({ ...one, who: signer(one.returnedBy) })),
  };
} // prettier-ignore

function signer({ name, position }: By): string {
  return position ? `${name} · ${position}` : name;
}

/** The acts that the person may do now, for the buttons. */
export function actsFor(complaint: ComplaintRecord, user: User): Record<string, boolean> {
  const { state } = complaint;
  const can = (deed: Deed, permission: `complaints.${string}`): boolean =>
    isPossible(state, deed) && may(user, permission, complaint);
  return {
    classify: can('classify', 'complaints.classify'),
    assign: can('assign', 'complaints.assign'),
    ask: can('ask', 'complaints.treat') && !complaint.completion,
    prolong: can('prolong', 'complaints.treat') && !complaint.completion?.prolonged,
    complete: can('add', 'complaints.treat'),
    extend: can('extend', 'complaints.treat') && !complaint.extension && complaint.due !== null && complaint.due >= today(),
    transfer: can('transfer', 'complaints.treat'),
    withdraw: can('withdraw', 'complaints.treat'),
    draft: can('draft', 'complaints.treat'),
    approve: can('approve', 'complaints.approve'),
    send: can('send', 'complaints.treat'),
    prove: can('prove', 'complaints.treat'),
    rate: can('rate', 'complaints.treat') && !complaint.rating,
    annul: can('annul', 'complaints.annul'),
    relate: may(user, 'complaints.treat', complaint),
    reveal: may(user, 'complaints.reveal', complaint),
    nonconformity: may(user, 'complaints.open_nonconformity', complaint) && state !== 'annulled',
    secret: may(user, 'complaints.treat', complaint) && complaint.open,
  };
} // prettier-ignore

/** The last day to which the term may be extended, for the form. */
export function extensionLimit(complaint: ComplaintRecord): Day | null {
  const last = complaint.clock.at(-1);
  if (!last) return null;
  return latestExtension(last, termOf(tableVersion(last.table), complaint.kind).longest, closureDays());
}
