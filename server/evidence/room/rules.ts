// Rules of engagements: their code, and when one is open.
import type { Day } from '../../platform/clock.ts';

/** `ENC-2026-001` */
export function engagementCode(year: number, number: number): string {
  return `ENC-${year}-${String(number).padStart(3, '0')}`;
}

/** The code of a request within its engagement: `ENC-2026-001-S01`. */
export function requestCode(engagement: string, number: number): string {
  return `${engagement}-S${String(number).padStart(2, '0')}`;
}

export type EngagementState = 'open' | 'expired' | 'closed';

export function engagementState(engagement: { closed: unknown; expires: Day }, today: Day): EngagementState {
  if (engagement.closed) return 'closed';
  return engagement.expires < today ? 'expired' : 'open';
}

export const STATE_TONES: Readonly<Record<EngagementState, string>> = {
  open: 'ok',
  expired: 'warn',
  closed: 'off',
};

/** A request that nobody answered is late from the day after its due date. */
export function requestTone(request: { answer: unknown; due: Day }, today: Day): string {
  if (request.answer) return 'ok';
  return request.due < today ? 'bad' : 'warn';
}
