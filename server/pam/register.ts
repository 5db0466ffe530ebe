// The register of the entity's plans: its collections, and who finds what in them.
import { PamItem } from './item.ts';
import { PamPlan, type PamRecord } from './plan.ts';
import type { PlanRegister } from './plans/register.ts';
import { scope } from './policy.ts';

export const pamRegister: PlanRegister<PamRecord> = { name: 'pam', plans: PamPlan, items: PamItem, scope };
