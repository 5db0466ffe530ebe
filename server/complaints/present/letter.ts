// The reply as a letter on paper: number, subject, words, who approved it and when.
import type { Structure } from '../../platform/pdf/index.ts';
import { entity } from '../../platform/settings/settings.ts';
import { formatDate, formatDateTime, translate } from '../../platform/words/index.ts';
import type { ComplaintRecord } from '../complaint.ts';

/** In Spanish: it is what the petitioner was sent. */
export function letterOf({ code, subject, reply }: ComplaintRecord): Structure {
  const say = (key: string): string => translate('es', `complaints.record.${key}`);
  const approved = reply?.approved;
  const signed = approved ? `${approved.name}, ${approved.position ?? ''}, ${formatDateTime(approved.at, 'es')}` : '';
  const paragraphs = (reply?.text ?? '').split(/\n{2,}/).filter(Boolean);
  return {
    title: translate('es', 'complaints.record.letter', { code }),
    subtitle: entity.get().name,
    footer: { left: `${entity.get().name} · ${code}`, pageOf: translate('es', 'complaints.book.page', { x: '{x}', y: '{y}' }) },
    blocks: [
      {
        kind: 'facts',
        rows: [
          [say('number'), code],
          [say('subject'), subject],
          [say('sent'), formatDate(reply?.sent?.day ?? null, 'es')],
          [say('approved'), signed],
        ],
      },
      { kind: 'heading', level: 2, words: say('reply') },
      ...paragraphs.map((words) => ({ kind: 'paragraph' as const, words })),
      { kind: 'paragraph', words: `SHA-256: ${reply?.sha256 ?? ''}`, quiet: true },
    ],
  };
} // prettier-ignore
