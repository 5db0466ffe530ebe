// Rules of the requirements, one taken away at a time.
import type { Mutant } from '../mutant.ts';

const catalogue = 'test/requirements/catalogue.test.ts';
const pages = 'test/requirements/pages.test.ts';
const standings = 'test/requirements/standings.test.ts';
const rounds = 'test/requirements/rounds.test.ts';
const gaps = 'test/requirements/gaps.test.ts';

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
    find: 'const wanted = code.toLowerCase();',
    replace: 'const wanted = code;',
    test: { file: pages, grep: 'a clause shows what is linked with it' },
  },
  {
    file: 'server/requirements/rules.ts',
    find: "if (parts.includes('nonconforming')) return 'nonconforming';",
    replace: '',
    test: { file: standings, grep: 'sums up a section' },
  },
  {
    file: 'server/requirements/rules.ts',
    find: 'progress: states.length === 0 ? 0 : answered / states.length,',
    replace: 'progress: states.length === 0 ? 0 : conforming / states.length,',
    test: { file: standings, grep: 'keeps progress apart from result' },
  },
  {
    file: 'server/requirements/standings.ts',
    find: 'return clause.binds.includes(entity.get().kind);',
    replace: 'return true;',
    test: { file: standings, grep: 'a territorial entity does not answer T15-T60' },
  },
  {
    file: 'server/requirements/keeping.ts',
    find: "if (isException && input.reason.trim() === '')",
    replace: 'if (false)',
    test: { file: standings, grep: 'an exception needs a reason' },
  },
  {
    file: 'server/requirements/keeping.ts',
    find: 'if (!isAnswered(clause)) throw',
    replace: 'if (false) throw',
    test: { file: standings, grep: 'judges a clause with its grounds' },
  },
  {
    file: 'server/requirements/queries.ts',
    find: 'return coversSet(user, set) ? standingsOf(set, asOfFor(user)) : Promise.resolve(null);',
    replace: 'return standingsOf(set, asOfFor(user));',
    test: { file: standings, grep: 'on the sets of the engagement' },
  },
  {
    file: 'server/requirements/rounds/opening.ts',
    find: 'if (open) throw',
    replace: 'if (false) throw',
    test: { file: rounds, grep: 'self-assessment rounds' },
  },
  {
    file: 'server/requirements/rounds/answering.ts',
    find: "if (round.state === 'closed') throw",
    replace: 'if (false) throw',
    test: { file: rounds, grep: 'self-assessment rounds' },
  },
  {
    file: 'server/requirements/rounds/answering.ts',
    find: 'if (dropped.linked) await',
    replace: 'if (false) await',
    test: { file: rounds, grep: 'self-assessment rounds' },
  },
  {
    file: 'server/requirements/rounds/closing.ts',
    find: 'mustHaveNoBlanks(blank.map(({ clause }) => clauseById(clause)?.code ?? clause));',
    replace: '',
    test: { file: rounds, grep: 'self-assessment rounds' },
  },
  {
    file: 'server/requirements/rounds/closing.ts',
    find: 'if (standing.assessed && by && standing.assessed.at > by.at) continue;',
    replace: '',
    test: { file: rounds, grep: 'self-assessment rounds' },
  },
  {
    file: 'server/requirements/rounds/proving.ts',
    find: "if (round.sha256 !== answersHash(answers)) faults.push('requirements.fault.answers');",
    replace: '',
    test: { file: rounds, grep: 'self-assessment rounds' },
  },
  {
    file: 'server/requirements/gaps.ts',
    find: "return row(isSame(first, clause) ? 'same' : 'changed', direct);",
    replace: "return row('same', direct);",
    test: { file: gaps, grep: 'a new edition leaves a gap report' },
  },
  {
    file: 'server/documents/queries/listing.ts',
    find: 'documentsGoverning(governingScope(clause.id))',
    replace: 'documentsGoverning([clause.id])',
    test: { file: standings, grep: 'the standing of a clause' },
  },
  {
    file: 'server/requirements/rounds/queries.ts',
    find: "...(close ? { 'closed.at': { $lt: close } } : {})",
    replace: '',
    test: { file: rounds, grep: 'self-assessment rounds' },
  },
  {
    file: 'server/requirements/standings.ts',
    find: 'asOf ? await rewound(now, asOf) : now',
    replace: 'now',
    test: { file: standings, grep: 'as it was on a past day' },
  },
];
