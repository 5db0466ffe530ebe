// Pure rules of the entity's plans alone: their codes, and who may not enable them.
import { Refusal } from '../platform/errors.ts';

/** `PAM-2024`, `PAM-VA-2024-2027`: given by the entity, under the one scheme of codes (G8). */
export const PAM_CODE = /^PAM(?:-[A-Z0-9]+)+$/;

/** Whoever began a plan does not enable it (P7). @throws Refusal */
export function mustBeAnother(beganBy: string, enabledBy: string): void {
  if (beganBy === enabledBy) throw new Refusal('pam.refusal.own_plan');
}
