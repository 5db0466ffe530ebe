// Rules of links made by hand, of traces and of the conformity matrix, one taken away at a time.
import type { Mutant } from '../mutant.ts';

const linking = 'test/evidence/linking.test.ts';
const tracing = 'test/evidence/tracing.test.ts';
const matrix = 'test/evidence/matrix.test.ts';

export const mutants: readonly Mutant[] = [
  {
    file: 'server/evidence/links/tying.ts',
    find: "if (!mayTie(user, from.kind, meaning, to.kind)) throw Invalid.field('way', 'evidence.links.form.way');",
    replace: '',
    test: { file: linking, grep: 'refuses a meaning that the two cannot have' },
  },
  {
    file: 'server/evidence/links/tying.ts',
    find: 'if (!mayTie(user, from.kind, meaning, to.kind)) throw new Forbidden();',
    replace: '',
    test: { file: linking, grep: 'a link that a slice made by its own verb' },
  },
  {
    file: 'server/evidence/links/tying.ts',
    find: "if (!isRequired) throw new Refusal('evidence.links.refusal.not_required');",
    replace: '',
    test: { file: linking, grep: 'only a link that is required can be waived' },
  },
  {
    file: 'server/evidence/trace/orphans.ts',
    find: '!linked.has(id) && !waived.has(id) && ',
    replace: '!linked.has(id) && ',
    test: { file: linking, grep: 'a record that proves nothing' },
  },
  {
    file: 'server/evidence/trace/walking.ts',
    find: 'ends.slice(at, at + most - nodes.size)',
    replace: 'ends.slice(at)',
    test: { file: tracing, grep: 'a trace is bounded and says so' },
  },
  {
    file: 'server/evidence/trace/walking.ts',
    find: '[`${end}.id`]: { $in: group.map(({ id }) => id) }, ...inForce(asOf) })',
    replace: '[`${end}.id`]: { $in: group.map(({ id }) => id) }, ...inForce(null) })',
    test: { file: tracing, grep: 'as of a date' },
  },
  {
    file: 'server/evidence/tally/tallies.ts',
    find: "for (const one of ['*', process])",
    replace: "for (const one of ['*'])",
    test: { file: matrix, grep: 'by period and by process' },
  },
  {
    file: 'server/evidence/tally/tallies.ts',
    find: 'for (const one of clauses) await add(one.to.id, process, { plans: change });',
    replace: 'void clauses;',
    test: { file: matrix, grep: 'the kept counts are what the links say' },
  },
  {
    file: 'server/evidence/matrix/weighing.ts',
    find: 'above.records += row.records;',
    replace: '',
    test: { file: matrix, grep: 'a heading sums its parts' },
  },
];
