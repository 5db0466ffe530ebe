// Rules of the entity's plans, one taken away at a time.
import type { Mutant } from '../mutant.ts';

const pages = 'test/pam/pages.test.ts';

export const mutants: readonly Mutant[] = [
  {
    file: 'server/pam/planning.ts',
    find: 'mustBeAnother(plan.began.id, user.id);',
    replace: '',
    test: { file: pages, grep: 'whoever began a plan does not put it in force' },
  },
  {
    file: 'server/pam/plans/rules.ts',
    find: "if (items === 0) throw new Refusal('pam.refusal.no_items');",
    replace: '',
    test: { file: pages, grep: 'whoever began a plan does not put it in force' },
  },
  {
    file: 'server/pam/plans/rules.ts',
    find: "if (state !== 'draft') throw",
    replace: "if (state === 'closed') throw",
    test: { file: pages, grep: 'a plan in force is not changed any more' },
  },
  {
    file: 'server/pam/policy.ts',
    find: "...(seesDrafts(user) ? {} : { state: { $ne: 'draft' } }),",
    replace: '',
    test: { file: pages, grep: 'a draft is found by those who work on it' },
  },
  {
    file: 'server/pam/plans/rules.ts',
    find: "return plan.enabled && plan.enabled.at < instant ? 'in_force' : 'draft';",
    replace: "return plan.enabled ? 'in_force' : 'draft';",
    test: { file: pages, grep: 'is as it was on a day' },
  },
];
