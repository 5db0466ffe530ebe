// A complaint as its petitioner follows it: where it stands, until when, what is asked, the reply; no name of staff but who signs.
import { today } from '../../platform/clock.ts';
import { formatDate, formatLongDate, type Language } from '../../platform/words/index.ts';
import type { ComplaintRecord } from '../complaint.ts';
import { isPossible } from '../rules/states.ts';
import { stateTone } from '../rules/tones.ts';

interface Reader {
  language: Language;
  t: (key: string, params?: Record<string, string | number>) => string;
}

/** What the petitioner's page shows; the reply only once it was sent. */
export function citizenView(complaint: ComplaintRecord, reader: Reader): Record<string, unknown> {
  const { t, language } = reader;
  const { code, state, subject, body, receivedAt, reply, rating } = complaint;
  const sent = reply?.sent ? reply : null;
  return {
    code,
    subject,
    body,
    // To the petitioner a reply that was sent is an answer.
    state: { kind: state === 'sent' ? 'ok' : stateTone(state), text: t(`complaints.public_state.${state}`) },
    explained: t(`complaints.public_explained.${state}`),
    facts: [
      { label: t('complaints.column.kind'), value: t(`complaints.kind.${complaint.kind}`) },
      { label: t('complaints.column.received'), day: receivedAt },
      { label: t('complaints.column.legal'), day: complaint.legalDay },
      { label: t('complaints.column.due'), ...dueFor(complaint, t) },
    ],
    asked: state === 'incomplete' && complaint.completion
      ? { missing: complaint.completion.missing, deadline: formatLongDate(complaint.completion.deadline, language), late: today() > complaint.completion.deadline }
      : null,
    moved: complaint.clock.slice(1).toReversed().map((fact) => ({
      at: fact.at,
      text: t(`complaints.count.${fact.reason}`, { due: formatDate(fact.due, language) || '—', days: fact.days ?? 0, start: formatDate(fact.start, language) || '—', kind: t(`complaints.kind.${fact.kind}`) }),
      note: fact.note,
    })),
    transfer: complaint.transfer,
    withdrawal: complaint.withdrawal,
    annulled: complaint.annulled,
    reply: sent && { text: sent.text, day: sent.sent?.day, signedBy: sent.approved?.position ?? sent.approved?.name },
    files: complaint.files.filter((file) => file.purpose !== 'proof' && (file.purpose !== 'reply' || sent)).map(({ sha256, name, purpose }) => ({
      href: `/solicitudes/consulta/${code}/archivos/${sha256}`,
      label: name,
      note: t(`complaints.purpose.${purpose}`),
    })),
    additions: complaint.additions,
    rating,
    can: {
      add: isPossible(state, 'add') && state !== 'sent',
      acknowledge: isPossible(state, 'prove'),
      rate: isPossible(state, 'rate') && rating === null,
    },
  };
} // prettier-ignore

function dueFor({ open, state, due, closedOn }: ComplaintRecord, t: Reader['t']) {
  if (!open) return { value: closedOn ? t('complaints.closed_on', { day: formatDate(closedOn) }) : '' };
  if (state === 'incomplete') return { value: t('complaints.suspended') };
  return due === null ? { value: t('complaints.no_term') } : { day: due };
}
