// Pure rules of records: states, dispositions, codes, the years of retention and the dates that follow from them.
import { addMonths, type Day } from '../platform/clock.ts';
import { Invalid, Refusal } from '../platform/errors.ts';

/** `historical`: in the historical archive for good. `disposed`: the content went by a disposal acta; code, hashes, acta and trail stay (the residual record). */
export const RECORD_STATES = ['declared', 'transferred', 'historical', 'disposed'] as const;
export type RecordState = (typeof RECORD_STATES)[number];

export const FILE_STATES = ['open', 'closed', 'transferred', 'historical', 'disposed'] as const;
export type FileState = (typeof FILE_STATES)[number];

/** What a record shows of the service (G2c). */
export const CONFORMITIES = ['conforming', 'nonconforming', 'not_applicable'] as const;
export type Conformity = (typeof CONFORMITIES)[number];

/** Final disposition: kept whole (CT), eliminated (E), a part selected (S), reproduced and kept by technical means (M/D). */
export const DISPOSITIONS = ['CT', 'E', 'S', 'MD'] as const;
export type Disposition = (typeof DISPOSITIONS)[number];

export const MEDIA = ['electronic', 'paper', 'both'] as const;
export type Medium = (typeof MEDIA)[number];

export const TABLE_STATES = ['draft', 'in_force', 'superseded', 'discarded'] as const;
export type TableState = (typeof TABLE_STATES)[number];

/** Dependency, series and subseries: `140`, `140.10`, `140.10.02`. */
export const SERIES_CODE = /^[A-Z0-9]{1,10}(?:[.-][A-Z0-9]{1,10}){0,3}$/;

export const LONGEST_YEARS = 100;

/** What a series says of how long its records are kept; null is what nobody has decided yet. */
export interface Retention {
  /** Years in the management archive (archivo de gestión). */
  management: number | null;
  /** Years in the central archive. */
  central: number | null;
  disposition: Disposition | null;
}

/** True while a part of the retention is undecided: nothing of the series can be disposed of meanwhile. */
export function isPending({ management, central, disposition }: Retention): boolean {
  return management === null || central === null || disposition === null;
}

/** Only an E series with its years decided can ever be eliminated; CT and S never (Acuerdo AGN 004 de 2019). */
export function isDisposable(retention: Retention): boolean {
  return retention.disposition === 'E' && !isPending(retention);
}

/** CT and S series go to the historical archive when their years are over: whole, or what is selected of them. */
export function isHistorical({ disposition }: Pick<Retention, 'disposition'>): boolean {
  return disposition === 'CT' || disposition === 'S';
}

/** A year of retention that makes no sense, as the field and the word key to show beside it. */
export function retentionFaults(
  retention: Retention,
): { field: 'management' | 'central' | 'disposition'; key: string }[] {
  const faults: ReturnType<typeof retentionFaults> = [];
  for (const field of ['management', 'central'] as const) {
    const years = retention[field];
    if (years !== null && (!Number.isInteger(years) || years < 0 || years > LONGEST_YEARS))
      faults.push({ field, key: 'records.series.form.years' });
  }
  if (faults.length > 0) return faults;
  const { management, central, disposition } = retention;
  if (disposition === 'E' && (management ?? 1) + (central ?? 1) === 0)
    faults.push({ field: 'management', key: 'records.series.form.no_time' });
  if ((management === null) !== (central === null))
    faults.push({
      field: management === null ? 'management' : 'central',
      key: 'records.series.form.both_years',
    });
  return faults;
}

/** @throws Invalid naming each field that makes no sense */
export function mustBeSensible(retention: Retention): void {
  const faults = retentionFaults(retention);
  if (faults.length === 0) return;
  throw new Invalid(Object.fromEntries(faults.map(({ field, key }) => [field, [{ key, params: { most: LONGEST_YEARS } }]])));
} // prettier-ignore

/** When a record leaves each archive. */
export interface RetentionDates {
  from: Day;
  /** Last day in the management archive; null while the retention is pending. */
  management: Day | null;
  /** Last day in the central archive: the disposition may follow it. */
  central: Day | null;
}

/**
 * The dates of a retention.
 * @param from the day on which the expediente was closed; for a record without one, the day of its reception
 */
export function retentionDates(from: Day, { management, central }: Retention): RetentionDates {
  if (management === null || central === null) return { from, management: null, central: null };
  return {
    from,
    management: addMonths(from, 12 * management),
    central: addMonths(from, 12 * (management + central)),
  };
}

/** A record says what happened: that cannot lie after its reception. @throws Invalid */
export function mustHaveHappened(happened: Day, received: Day): void {
  if (happened > received) throw Invalid.field('happened', 'records.form.happened_later', { day: received });
}

/** G2d: a record of a service that did not conform names the authority responsible for its control. @throws Invalid */
export function mustNameAuthority(conforms: Conformity, authority: string): void {
  if (conforms === 'nonconforming' && !authority.trim())
    throw Invalid.field('authority', 'records.form.authority_needed');
}

/** @throws Refusal for an expediente that takes no more records */
export function mustBeOpen(state: FileState, code: string): void {
  if (state !== 'open') throw new Refusal('records.refusal.file_closed', { code });
}

/** @throws Refusal for an expediente that is not closed: open already, or gone to another archive */
export function mustBeClosed(state: FileState, code: string): void {
  if (state === 'open') throw new Refusal('records.refusal.file_open', { code });
  if (state !== 'closed') throw new Refusal('records.refusal.reopen_moved', { code });
}

export function recordCode(year: number, number: number): string {
  return `REG-${year}-${String(number).padStart(5, '0')}`;
}

export function fileCode(year: number, number: number): string {
  return `EXP-${year}-${String(number).padStart(4, '0')}`;
}
