// Pure rules of transfer and disposal: codes, states, and when each step may be taken (S6; Acuerdo AGN 001 de 2024, art. 4.5.4).
import { addMonths, type Day } from '../../platform/clock.ts';
import { Refusal } from '../../platform/errors.ts';
import { isDisposable, isHistorical, isPending, retentionDates, type Retention } from '../rules.ts';

/** Working days that an inventory stands before the public. Source: Acuerdo AGN 001 de 2024, art. 4.5.4. */
export const DAYS_PUBLISHED = 60;

export const DISPOSAL_STATES = [
  'prepared',
  'approved',
  'published',
  'disposed',
  'rejected',
  'dropped',
] as const;
export type DisposalState = (typeof DISPOSAL_STATES)[number];

export const TRANSFER_STATES = ['prepared', 'received', 'dropped'] as const;
export type TransferState = (typeof TRANSFER_STATES)[number];

/** What is transferred or disposed of at once: an expediente, or a record without one. */
export const UNIT_KINDS = ['file', 'record'] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

/**
 * What a unit is due for. `management`: to go to the central archive. `central`: its final disposition, where that is not to keep it.
 * `history`: to go from the central archive to the historical one.
 */
export type Stage = 'management' | 'central' | 'history';

/** Where a transfer goes: a primary one to the central archive, a secondary one to the historical archive. */
export const ARCHIVES = ['central', 'historical'] as const;
export type Archive = (typeof ARCHIVES)[number];

export function disposalCode(year: number, number: number): string {
  return `ELI-${year}-${String(number).padStart(3, '0')}`;
}

export function transferCode(year: number, number: number): string {
  return `TRA-${year}-${String(number).padStart(3, '0')}`;
}

/** The acta of the disposal `ELI-2026-001` is `ACTA-ELI-2026-001`, that of the transfer `TRA-2026-001` is `ACTA-TRA-2026-001`. */
export function actaOf(code: string): string {
  return `ACTA-${code}`;
}

/** Whatever began before this day has its time behind it on `asOf`: the last day of the term itself still counts. */
export function startedBefore(asOf: Day, years: number): Day {
  return addMonths(asOf, -12 * years);
}

/** The archive whose years are over when a unit is due. */
export function archiveLeft(stage: Stage): 'management' | 'central' {
  return stage === 'management' ? 'management' : 'central';
}

/** What the gate knows of an expediente or a record that stands by itself. */
export interface Held extends Retention {
  code: string;
  series: string;
  /** The day from which its retention runs; null while its expediente is open. */
  from: Day | null;
  isTransferred: boolean;
}

/**
 * Whether a record may be eliminated on a day.
 * @throws Refusal for a CT, S or M/D series, a pending one, an open expediente, before its time, or what never reached the central archive
 */
export function mustBeDisposable(held: Held, asOf: Day): void {
  const { code, series } = held;
  if (isPending(held)) throw new Refusal('records.disposal.refusal.pending', { code, series });
  if (!isDisposable(held)) throw new Refusal('records.disposal.refusal.kept', { code, series });
  mustHaveServed(held, asOf);
}

/**
 * Whether a unit may go to the historical archive on a day.
 * @throws Refusal for a series that is not kept (CT, S), a pending one, an open expediente, before its time, or what never reached the central archive
 */
export function mustBeHistorical(held: Held, asOf: Day): void {
  const { code, series } = held;
  if (isPending(held)) throw new Refusal('records.disposal.refusal.pending', { code, series });
  if (!isHistorical(held)) throw new Refusal('records.transfer.refusal.not_historical', { code, series });
  mustHaveServed(held, asOf);
}

/** Its years in both archives are over, and it spent them there. @throws Refusal */
export function mustHaveServed(held: Held, asOf: Day): void {
  const { code } = held;
  if (held.from === null) throw new Refusal('records.disposal.refusal.open', { code });
  const { central } = retentionDates(held.from, held);
  if (central === null || asOf <= central)
    throw new Refusal('records.disposal.refusal.too_early', { code, day: central ?? '' });
  if (held.central !== 0 && !held.isTransferred)
    throw new Refusal('records.disposal.refusal.not_transferred', { code });
}

/** Whether a unit may go to the central archive on a day. @throws Refusal */
export function mustBeTransferable(held: Held, asOf: Day): void {
  const { code, series } = held;
  if (isPending(held)) throw new Refusal('records.disposal.refusal.pending', { code, series });
  if (held.from === null) throw new Refusal('records.disposal.refusal.open', { code });
  const { management } = retentionDates(held.from, held);
  if (management === null || asOf <= management)
    throw new Refusal('records.disposal.refusal.transfer_early', { code, day: management ?? '' });
}

/** @throws Refusal unless the disposal is in one of these states */
export function mustBe(state: DisposalState, ...allowed: DisposalState[]): void {
  if (!allowed.includes(state)) throw new Refusal(`records.disposal.refusal.state_${state}`);
}

/** The content goes after the last day of publication, once every observation has its answer. @throws Refusal */
export function mustBeHeard(until: Day, asOf: Day, unanswered: number): void {
  if (asOf <= until) throw new Refusal('records.disposal.refusal.still_published', { day: until });
  if (unanswered > 0) throw new Refusal('records.disposal.refusal.unanswered', { count: unanswered });
}
