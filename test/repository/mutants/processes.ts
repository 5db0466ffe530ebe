// Rules of the process map, one taken away at a time.
import type { Mutant } from '../mutant.ts';

const rules = 'test/processes/rules.test.ts';
const pages = 'test/processes/pages.test.ts';

export const mutants: readonly Mutant[] = [
  {
    file: 'server/processes/rules.ts',
    find: "if (!level) throw Invalid.field('parent', 'processes.form.too_deep');",
    replace: "if (!level) return 'subprocess';",
    test: { file: rules, grep: 'no deeper' },
  },
  {
    file: 'server/processes/rules.ts',
    find: "if (!given) throw Invalid.field('kind', 'processes.form.kind_needed');",
    replace: '',
    test: { file: rules, grep: 'asks a macroprocess for its kind' },
  },
  {
    file: 'server/processes/rules.ts',
    find: "if (activeParts > 0) throw new Refusal('processes.refusal.has_parts', { count: activeParts });",
    replace: '',
    test: { file: rules, grep: 'never changes a level' },
  },
  {
    file: 'server/processes/editing.ts',
    find: 'mustKeepLevel(process.level, level);',
    replace: '',
    test: { file: pages, grep: 'refuses to move a process to another level' },
  },
  {
    file: 'server/processes/editing.ts',
    find: 'if (input.active === false)',
    replace: 'if (Boolean(0))',
    test: { file: pages, grep: 'does not put a process out of use' },
  },
  {
    file: 'server/processes/editing.ts',
    find: 'await mustBeOnlyOne(input.code, null);',
    replace: '',
    test: { file: pages, grep: 'keeps what was typed' },
  },
  {
    file: 'server/processes/policy.ts',
    find: "has(user, 'quality')",
    replace: "has(user, 'quality', 'reader')",
    test: { file: pages, grep: 'lets reader read the map and change nothing' },
  },
];
