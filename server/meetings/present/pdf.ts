// The minutes as the structure of a PDF: who met, what was decided and how it was voted, commitments, signatures, and the hash they bear.
import type { Signature } from '../../platform/access/signatures.ts';
import type { Block, Structure } from '../../platform/pdf/index.ts';
import { entity } from '../../platform/settings/settings.ts';
import { formatDate, formatDateTime, formatLongDate, translate } from '../../platform/words/index.ts';
import { actaCode } from '../rules.ts';
import type { AgendaItem, SessionRecord } from '../session.ts';

const t = (key: string, params?: Record<string, string | number>): string =>
  translate('es', `meetings.${key}`, params);

/** @param signatures none for a draft, which says that it is one */
export function actaStructure(session: SessionRecord, signatures: readonly Signature[]): Structure {
  const code = actaCode(session.code);
  const isSigned = signatures.length > 1;
  return {
    title: `${t('acta.title')} ${code}`,
    subtitle: `${session.bodyName} · ${formatLongDate(session.date, 'es')}`,
    language: 'es-CO',
    author: entity.get().name,
    header: { left: `${code} · ${session.bodyName}`, right: entity.get().name },
    footer: { left: footer(session, isSigned), pageOf: t('acta.page_of', { x: '{x}', y: '{y}' }) },
    blocks: [
      ...(isSigned ? [] : [{ kind: 'notice', tone: 'warn', words: t('acta.draft') } as const]),
      factsBlock(session),
      ...attendanceBlocks(session),
      ...session.agenda.flatMap((item) => itemBlocks(item)),
      ...textBlocks(session),
      ...commitmentBlocks(session),
      ...signatureBlocks(session, signatures),
    ],
  };
}

function footer({ sha256 }: SessionRecord, isSigned: boolean): string {
  return isSigned && sha256 ? `SHA-256 ${sha256.slice(0, 32)}…` : t('acta.draft');
}

function factsBlock(session: SessionRecord): Block {
  const { date, time, mode, place, quorum, attendance } = session;
  const named = (id: string | null) => attendance.find((one) => one.person === id)?.name ?? '';
  return {
    kind: 'facts',
    rows: [
      [t('field.date'), `${formatDate(date, 'es')}, ${time}`],
      [t('field.mode'), [t(`mode.${mode}`), place].filter(Boolean).join(': ')],
      [t('field.presiding'), named(session.presiding)],
      [t('field.secretary'), named(session.secretary)],
      [t('field.quorum'), quorum ? t(quorum.met ? 'quorum.met' : 'quorum.not_met', { ...figures(quorum) }) : ''],
    ],
  }; // prettier-ignore
}

/** The numbers of a quorum as words take them. */
export function figures({ voters, present, needed }: { voters: number; present: number; needed: number }) {
  return { voters, present, needed };
}

function attendanceBlocks({ attendance, guests }: SessionRecord): Block[] {
  return [
    heading(t('acta.attendance')),
    {
      kind: 'table',
      head: [t('field.name'), t('field.role'), t('field.vote'), t('field.attended')],
      shares: [40, 24, 16, 20],
      rows: attendance.map(({ name, role, votes, present }) => [
        name, t(`role.${role}`), t(votes ? 'yes' : 'no'), t(present ? 'present' : 'absent'),
      ]),
    },
    ...(guests ? [paragraph(`${t('field.guests')}: ${guests}`)] : []),
  ]; // prettier-ignore
}

function itemBlocks({ number, title, subject, decision }: AgendaItem): Block[] {
  const words = decision && [
    { text: t(`outcome.${decision.outcome}`), strong: true },
    { text: decision.text ? `. ${decision.text}` : '.' },
  ];
  return [
    heading(`${number}. ${title}`),
    ...(subject ? [paragraph(`${t('field.subject')}: ${subject.code} · ${subject.title}`)] : []),
    ...(words ? [{ kind: 'paragraph' as const, words }] : [paragraph(t('acta.no_decision'))]),
    ...(decision ? [quiet(t('acta.votes', { ...decision.votes }))] : []),
    ...(decision?.sha256 ? [quiet(t('acta.decided_hash', { hash: decision.sha256 }))] : []),
  ];
}

function textBlocks({ minutes }: SessionRecord): Block[] {
  if (!minutes) return [];
  return [heading(t('acta.minutes')), ...minutes.split(/\n{2,}/).map((one) => paragraph(one))];
}

function commitmentBlocks({ commitments }: SessionRecord): Block[] {
  if (commitments.length === 0) return [];
  return [
    heading(t('acta.commitments')),
    {
      kind: 'table',
      head: [t('field.what'), t('field.who'), t('field.due')],
      shares: [55, 30, 15],
      rows: commitments.map(({ what, who, due }) => [what, who, due ? formatDate(due, 'es') : '']),
    },
  ];
}

function signatureBlocks(session: SessionRecord, signatures: readonly Signature[]): Block[] {
  if (signatures.length === 0) return [];
  return [
    heading(t('acta.signatures')),
    {
      kind: 'table',
      head: [t('field.signs_as'), t('field.name'), t('field.position'), t('field.at')],
      rows: signatures.map(({ person, name, position, acting, at }) => [
        t(person === session.presiding ? 'field.presiding' : 'field.secretary'),
        name,
        [position ?? '', acting ? t('acting') : ''].filter(Boolean).join(' '),
        formatDateTime(at, 'es'),
      ]),
    },
    quiet(t('acta.hash', { hash: session.sha256 ?? '' })),
  ];
}

function heading(words: string): Block {
  return { kind: 'heading', level: 2, words };
}

function paragraph(words: string): Block {
  return { kind: 'paragraph', words };
}

function quiet(words: string): Block {
  return { kind: 'paragraph', words, quiet: true };
}
