// Rules of the start page and of the desk behind it, one taken away at a time.
import type { Mutant } from '../mutant.ts';

const rules = 'test/home/rules.test.ts';
const pages = 'test/home/pages.test.ts';

export const mutants: readonly Mutant[] = [
  {
    file: 'server/home/rules.ts',
    find: "if (due < today) return 'bad';",
    replace: '',
    test: { file: rules, grep: 'on 20 November a task due 2026-11-19 is bad' },
  },
  {
    file: 'server/home/rules.ts',
    find: 'addDays(today, 3)',
    replace: 'addDays(today, 4)',
    test: { file: rules, grep: 'on 20 November a task due 2026-11-24 is quiet' },
  },
  {
    file: 'server/platform/http/desk.ts',
    find: 'lists.flat().sort(byDue)',
    replace: 'lists.flat()',
    test: { file: pages, grep: 'orders what waits by its last day' },
  },
  {
    file: 'server/home/queries.ts',
    find: " ?? (upper === typed || typed.includes(' ') ? null : recordByCode(upper, user))",
    replace: '',
    test: { file: pages, grep: 'd02.03' },
  },
  {
    file: 'server/home/routes.ts',
    find: "path: '/pendientes', may: 'signed_in'",
    replace: "path: '/pendientes', may: 'everyone'",
    test: { file: pages, grep: 'sends a visitor to the sign-in page' },
  },
];
