// Rules of schools' plans, one taken away at a time.
import type { Mutant } from '../mutant.ts';

const pages = 'test/pmi/pages.test.ts';

export const mutants: readonly Mutant[] = [
  {
    file: 'server/pmi/policy.ts',
    find: "has(user, 'school') && isOwnSchool(user, school)",
    replace: "has(user, 'school') && Boolean(isOwnSchool(user, school) || true)",
    test: { file: pages, grep: 'a school neither sees nor begins the plan of another' },
  },
  {
    file: 'server/pmi/policy.ts',
    find: '...(all ? {} : others),',
    replace: '...(all || others ? {} : {}),',
    test: { file: pages, grep: 'a school neither sees nor begins the plan of another' },
  },
  {
    file: 'server/pmi/planning.ts',
    find: "if (await PmiPlan.exists({ code })) throw Invalid.field('from', 'pmi.form.taken', { code });",
    replace: '',
    test: { file: pages, grep: 'a school has one plan that begins in a year' },
  },
];
