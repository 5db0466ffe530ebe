// Pure rules of every plan of improvement: states, items and their codes, periods.
import { Refusal } from '../../platform/errors.ts';
import type { FieldMessages } from '../../platform/errors.ts';

/** A draft is written, one in force ("habilitado") holds, a closed one is kept. */
export const PLAN_STATES = ['draft', 'in_force', 'closed'] as const;
export type PlanState = (typeof PLAN_STATES)[number];

/** In the order in which a plan is read (P3). */
export const ITEM_KINDS = ['objective', 'goal', 'indicator', 'action'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

const LONGEST_PERIOD = 10;

/** `PAM-2024.01`: the place of an item never changes, so that links keep their meaning. */
export function itemCode(plan: string, number: number): string {
  return `${plan}.${paddedNumber(number)}`;
}

export function paddedNumber(number: number): string {
  return String(number).padStart(2, '0');
}

/** The years of a plan, both included. */
export function periodFaults(from: number, until: number): FieldMessages {
  if (until < from) return { until: [{ key: 'pam.form.until_before' }] };
  return until - from >= LONGEST_PERIOD
    ? { until: [{ key: 'pam.form.too_long', params: { most: LONGEST_PERIOD } }] }
    : {};
}

/** Only a draft is written in: what was approved is changed by another plan. @throws Refusal */
export function mustBeDraft(state: PlanState): void {
  if (state !== 'draft') throw new Refusal(`pam.refusal.not_draft_${state}`);
}

/** @param items how many are not taken out. @throws Refusal */
export function mustBeReadyToEnable(state: PlanState, items: number): void {
  mustBeDraft(state);
  if (items === 0) throw new Refusal('pam.refusal.no_items');
}

/** @throws Refusal */
export function mustBeInForce(state: PlanState): void {
  if (state !== 'in_force') throw new Refusal('pam.refusal.not_in_force');
}

/** The state at an instant, from the acts that brought it. */
export function stateAt(
  plan: { enabled: { at: Date } | null; closed: { at: Date } | null },
  instant: Date,
): PlanState {
  if (plan.closed && plan.closed.at < instant) return 'closed';
  return plan.enabled && plan.enabled.at < instant ? 'in_force' : 'draft';
}

/** The class of a state's tag. */
export const PLAN_TONES: Readonly<Record<PlanState, 'info' | 'ok' | 'off'>> = {
  draft: 'info',
  in_force: 'ok',
  closed: 'off',
};
