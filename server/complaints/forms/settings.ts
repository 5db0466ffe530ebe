// Forms of what the office sets for its complaints. A row of the table of terms is five fields named by its kind.
import { z } from 'zod';
import { checkbox, day, form, text } from '../../platform/forms/forms.ts';
import { KINDS, type Kind, type Term } from '../rules/terms.ts';

/** Digits, or nothing where there is no term. */
const days = () =>
  z
    .string({ error: 'complaints.form.days' })
    .trim()
    .regex(/^\d{0,3}$/, 'complaints.form.days')
    .transform((value) => (value === '' ? null : Number(value)));

const PARTS = ['days', 'longest', 'transfer', 'completion', 'months'] as const;
const fields = KINDS.flatMap((kind) => [
  ...PARTS.map((part) => [`${part}_${kind}`, days()] as const),
  [`source_${kind}`, z.string().max(200).default('')] as const,
]);

export const tableForm = form({
  from: day(),
  reason: text({ max: 500, key: 'complaints.form.reason_needed' }),
  ...(Object.fromEntries(fields) as Record<string, z.ZodType<number | null | string>>),
});

/** The rows that the form holds. */
export function rowsOf(input: Record<string, unknown>): Term[] {
  return KINDS.map((kind) => rowOf(kind, input));
}

function rowOf(kind: Kind, input: Record<string, unknown>): Term {
  const number = (part: string): number | null => {
    const value = input[`${part}_${kind}`];
    return typeof value === 'number' ? value : null;
  };
  const source = input[`source_${kind}`];
  return {
    kind,
    days: number('days'),
    longest: number('longest'),
    transfer: number('transfer') ?? 5,
    completion: number('completion') ?? 10,
    months: number('months') ?? 1,
    source: typeof source === 'string' ? source : '',
    unconfirmed: [],
  };
}

export const receptionForm = form({
  closesAt: text({ max: 5 }).pipe(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'complaints.form.hour')),
  moves: checkbox(),
  reason: text({ max: 500, key: 'complaints.form.reason_needed' }),
});
export const noticeForm = form({ text: text({ max: 3_000, key: 'complaints.form.notice_text' }) });
