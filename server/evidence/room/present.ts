// Engagements, requests and comments as their templates need them.
import { today } from '../../platform/clock.ts';
import { formatDate, formatDateTime, type Language } from '../../platform/words/index.ts';
import type { Shown } from '../../platform/links/kinds.ts';
import type { RoomCommentRecord } from './comment.ts';
import type { EngagementRecord } from './engagement.ts';
import type { RequestRecord } from './request.ts';
import { engagementState, requestTone, STATE_TONES } from './rules.ts';

export type T = (key: string, params?: Record<string, string | number>) => string;

export function pathOf(code: string, ...parts: (string | number)[]): string {
  return ['', 'sala-de-lectura', code, ...parts].map((part) => encodeURIComponent(part)).join('/');
}

export function stateTag(engagement: Pick<EngagementRecord, 'closed' | 'expires'>, t: T) {
  const state = engagementState(engagement, today());
  return { kind: STATE_TONES[state], text: t(`evidence.room.state.${state}`) };
}

export function engagementRow(engagement: EngagementRecord, language: Language, t: T) {
  const { code, body, cutOff, expires } = engagement;
  return { href: pathOf(code), code, body, cutOff, expires, state: stateTag(engagement, t) };
}

/** Who is engaged to see what. */
export function engagementFacts(
  engagement: EngagementRecord,
  names: { accounts: string[]; sets: string[]; processes: string[] },
  { language, t }: { language: Language; t: T },
) {
  const { from, until, cutOff, expires, closed } = engagement;
  const period = `${formatDate(from, language)} – ${formatDate(until, language)}`;
  const named = (list: readonly string[] | null, shown: string[]): string =>
    list === null ? t('evidence.room.all') : shown.join(', ');
  return [
    { label: t('evidence.room.field.accounts'), value: names.accounts.join(', ') },
    { label: t('evidence.room.field.sets'), value: named(engagement.sets, names.sets) },
    { label: t('evidence.room.field.processes'), value: named(engagement.processes, names.processes) },
    { label: t('evidence.room.field.period'), value: period },
    { label: t('evidence.room.field.cut_off'), day: cutOff },
    { label: t('evidence.room.field.expires'), day: expires },
    ...(closed
      ? [{ label: t('evidence.room.field.closed'), value: `${formatDateTime(closed.at, language)} · ${closed.reason}` }]
      : []),
  ]; // prettier-ignore
}

export function requestLine(request: RequestRecord, room: string, t: T) {
  const answered = request.answer !== null;
  const tone = requestTone(request, today());
  return {
    href: pathOf(room, 'solicitudes', request.number),
    label: request.code,
    note: shortened(request.text),
    ...(answered
      ? { tag: { kind: 'ok', text: t('evidence.room.answered') } }
      : { due: request.due, state: tone }),
  };
}

export function commentLine(comment: RoomCommentRecord, about: Shown | null, t: T) {
  const hidden = t('evidence.room.outside');
  return {
    at: comment.at,
    text: comment.text,
    note: `${comment.by.name} · ${about ? about.code || about.title : hidden}`,
    href: about?.url ?? null,
  };
}

/** A record that answers a request; one that this person may not see is named as such. */
export function recordLine(shown: Shown | null, t: T) {
  if (!shown) return { label: t('evidence.room.outside') };
  return {
    href: shown.url,
    label: [shown.code, shown.title].filter(Boolean).join(' · '),
    tag: shown.state && { kind: shown.state.tone, text: t(shown.state.key) },
  };
}

export function clauseHref(engagement: string, clause: string): string {
  return pathOf(engagement, 'requisitos', clause);
}

function shortened(text: string): string {
  return text.length <= 140 ? text : `${text.slice(0, 139)}…`;
}
