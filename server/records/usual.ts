// Which series the forms of the system use for their own records: a setting, so that an office's own table fits.
import { setting } from '../platform/settings/settings.ts';
import { USUAL_CODES } from './starting.ts';

export const PURPOSES = ['minutes', 'audit', 'complaints', 'actions', 'approvals'] as const;
export type Purpose = (typeof PURPOSES)[number];

export const usual = setting<Partial<Record<Purpose, string>>>('records.usual_series', {});

/** Code of the series that records of this purpose are declared in. */
export function usualSeries(purpose: Purpose): string {
  return usual.get()[purpose] ?? USUAL_CODES[purpose];
}
