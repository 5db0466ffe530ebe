// Rules of links made by hand, of traces and of the conformity matrix, one taken away at a time.
import type { Mutant } from '../mutant.ts';

const linking = 'test/evidence/linking.test.ts';
const tracing = 'test/evidence/tracing.test.ts';
const matrix = 'test/evidence/matrix.test.ts';
const access = 'test/evidence/matrix-access.test.ts';

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
    find: '[`${end}.id`]: { $in: group.map(({ id }) => id) }, ...standingOn(asOf) })',
    replace: '[`${end}.id`]: { $in: group.map(({ id }) => id) }, ...standingOn(null) })',
    test: { file: tracing, grep: 'as of a date' },
  },
  {
    file: 'server/evidence/tally/tallies.ts',
    find: "return ['*', process].flatMap((one) => [",
    replace: "return ['*'].flatMap((one) => [",
    test: { file: matrix, grep: 'by period and by process' },
  },
  {
    file: 'server/evidence/tally/tallies.ts',
    find: 'for (const one of clauses) await add(one.to.id, [process, shelf], { plans: change });',
    replace: 'void clauses;',
    test: { file: matrix, grep: 'the kept counts are what the links say' },
  },
  {
    file: 'server/evidence/matrix/opening.ts',
    find: "if (row.shelf !== '*') addTo(open, row, -1);",
    replace: 'addTo(open, row, 0);',
    test: { file: access, grep: 'counts the records and expedientes that the reader may open' },
  },
  {
    file: 'server/evidence/matrix/opening.ts',
    find: 'addTo(open, row, 1);',
    replace: 'addTo(open, row, -1);',
    test: { file: access, grep: 'a session counts for those who may read it' },
  },
  {
    file: 'server/evidence/matrix/seeing.ts',
    find: 'const tied = await planLinksOf([...seen.values()], user);',
    replace: 'void seen; const tied = await planLinksOf(links.map(({ from }) => from), user);',
    test: { file: access, grep: 'the cell, its list, the workbook and the coverage agree' },
  },
  {
    file: 'server/evidence/tally/counting.ts',
    find: 'none || (await hasTalliesWithoutShelf())',
    replace: 'none || !hasTalliesWithoutShelf',
    test: { file: access, grep: 'a copy that kept none by series counts them at its start' },
  },
  {
    file: 'server/evidence/matrix/weighing.ts',
    find: 'above.records += row.records;',
    replace: '',
    test: { file: matrix, grep: 'a heading sums its parts' },
  },
];
