// Rules of the requirements, one taken away at a time.
import type { Mutant } from '../mutant.ts';

const catalogue = 'test/requirements/catalogue.test.ts';
const pages = 'test/requirements/pages.test.ts';

export const mutants: readonly Mutant[] = [
  {
    file: 'server/requirements/catalogue/index.ts',
    find: 'if (filter.binds && !clause.binds.includes(filter.binds)) return false;',
    replace: '',
    test: { file: pages, grep: 'what binds it' },
  },
  {
    file: 'server/requirements/catalogue/index.ts',
    find: 'if (filter.topic && clause.topic !== filter.topic) return false;',
    replace: '',
    test: { file: pages, grep: 'filters by topic' },
  },
  {
    file: 'server/requirements/catalogue/technical-specification/index.ts',
    find: "...clausesOf(ministry, ['ministry']),",
    replace: "...clausesOf(ministry, ['ministry', 'territorial']),",
    test: { file: catalogue, grep: 'G1-G14 bind everyone' },
  },
  {
    file: 'server/requirements/catalogue/technical-specification/index.ts',
    find: "new Set(['T64', 'T65'])",
    replace: "new Set(['T64'])",
    test: { file: catalogue, grep: 'oblige to register' },
  },
  {
    file: 'server/requirements/catalogue/technical-specification/territorial.ts',
    find: '["c\'"',
    replace: "['e'",
    test: { file: catalogue, grep: 'none missing and none invented' },
  },
  {
    file: 'server/requirements/kinds.ts',
    find: 'one.id.toLowerCase() === code.toLowerCase()',
    replace: 'one.id === code',
    test: { file: pages, grep: 'a clause shows what is linked with it' },
  },
];
