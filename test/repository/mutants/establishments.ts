// Rules of schools, one taken away at a time.
import type { Mutant } from '../mutant.ts';

const pages = 'test/establishments/pages.test.ts';

export const mutants: readonly Mutant[] = [
  {
    file: 'server/establishments/policy.ts',
    find: 'worksHere(user) || isOwnSchool(user, school)',
    replace: 'true || (worksHere(user) && isOwnSchool(user, school))',
    test: { file: pages, grep: 'a school sees its own page whole' },
  },
  {
    file: 'server/establishments/rules.ts',
    find: "if (sector === 'official' && given)",
    replace: "if (sector === 'private' && !given)",
    test: { file: pages, grep: 'an official school has no regime' },
  },
  {
    file: 'server/establishments/editing.ts',
    find: 'mustBeSchool(main);',
    replace: '',
    test: { file: pages, grep: 'an official school has no regime' },
  },
  {
    file: 'server/establishments/editing.ts',
    find: 'school.saber.filter(({ year }) => year !== result.year)',
    replace: 'school.saber',
    test: { file: pages, grep: 'notes one SABER result for each year' },
  },
  {
    file: 'server/establishments/importing/checking.ts',
    find: "if (twins.length > 0) says('dane', 'twice', { rows: twins.map((one) => one.number).join(', ') });",
    replace: '',
    test: { file: pages, grep: 'names each of 3 bad rows' },
  },
  {
    file: 'server/establishments/importing/taking.ts',
    find: 'if (problems.length > 0 || rows.length === 0)',
    replace: 'if (rows.length === 0)',
    test: { file: pages, grep: 'a list that went bad between the trial and the import' },
  },
];
