// Rules of the improvement loop, one taken away at a time.
import type { Mutant } from '../mutant.ts';

const rules = 'test/actions/rules.test.ts';
const policy = 'test/actions/policy.test.ts';
const treating = 'test/actions/treating.test.ts';
const serving = 'test/actions/serving.test.ts';
const separation = 'test/actions/separation.test.ts';
const reminding = 'test/actions/reminding.test.ts';

export const mutants: readonly Mutant[] = [
  {
    file: 'server/actions/verifying.ts',
    find: 'mustBeAnother(record, doersOf(record.cycles, actions), user);',
    replace: '',
    test: { file: separation, grep: 'history 1:' },
  },
  {
    file: 'server/actions/verifying.ts',
    find: 'if (from && today() < from)',
    replace: 'if (Boolean(0))',
    test: { file: treating, grep: 'effectiveness is verified later, by another person' },
  },
  {
    file: 'server/actions/closing.ts',
    find: 'if (problem) throw',
    replace: 'if (Boolean(0)) throw',
    test: { file: treating, grep: 'closed again only as a whole' },
  },
  {
    file: 'server/actions/closing.ts',
    find: 'mustBeIn(record, ...BEFORE_PLAN);',
    replace: '',
    test: { file: treating, grep: 'an opening by mistake is annulled' },
  },
  {
    file: 'server/actions/treating.ts',
    find: "if (all.some((one) => one.state === 'planned'))",
    replace: 'if (Boolean(0))',
    test: { file: treating, grep: 'an action ends with evidence' },
  },
  {
    file: 'server/actions/treating.ts',
    find: 'if (!isDone)',
    replace: 'if (Boolean(0))',
    test: { file: treating, grep: 'all cancelled has no result' },
  },
  {
    file: 'server/actions/treating.ts',
    find: 'if (must) throw',
    replace: 'if (Boolean(0)) throw',
    test: { file: treating, grep: 'must be acted upon' },
  },
  {
    file: 'server/actions/executing.ts',
    find: 'if (evidenceOf(action).length === 0)',
    replace: 'if (Boolean(0))',
    test: { file: treating, grep: 'an action ends with evidence' },
  },
  {
    file: 'server/actions/executing.ts',
    find: 'if (holds(user, action.responsible))',
    replace: 'if (Boolean(0))',
    test: { file: treating, grep: 'never by who owes it' },
  },
  {
    file: 'server/actions/executing.ts',
    find: 'extensions: [...action.extensions, {',
    replace: 'extensions: [{',
    test: { file: treating, grep: 'keeps the earlier ones' },
  },
  {
    file: 'server/actions/planning.ts',
    find: 'if (verifyNotBefore <= first.due)',
    replace: 'if (Boolean(0))',
    test: { file: treating, grep: 'the criterion is set before anything is done' },
  },
  {
    file: 'server/actions/opening.ts',
    find: "if (origin) await link(origin, 'originates', self);",
    replace: '',
    test: { file: treating, grep: 'its record is the origin' },
  },
  {
    file: 'server/actions/serving.ts',
    find: 'if (!holds(user, service.authority))',
    replace: 'if (Boolean(0))',
    test: { file: serving, grep: 'only a holder of the authority named decides' },
  },
  {
    file: 'server/actions/serving.ts',
    find: "if (where === 'after' && !effects.trim())",
    replace: 'if (Boolean(0))',
    test: { file: serving, grep: 'found after delivery, its effects must be said' },
  },
  {
    file: 'server/actions/rules/separation.ts',
    find: "return person.positions.some((held) => positions.includes(held.id)) ? 'responsible' : null;",
    replace: 'return null;',
    test: { file: policy, grep: 'neither verifies nor grants the own delay' },
  },
  {
    file: 'server/actions/rules/risk.ts',
    find: "return grade === 'major' ? 'major' : null;",
    replace: 'return null;',
    test: { file: rules, grep: 'what is high or major must be acted upon' },
  },
  {
    file: 'server/actions/rules/reminding.ts',
    find: 'if (last === day) return null;',
    replace: '',
    test: { file: rules, grep: 'a job that slept says it when it wakes' },
  },
  {
    file: 'server/actions/reminding.ts',
    find: "const office = height >= 3 ? await peopleWithRole('quality') : [];",
    replace: 'const office: Awaited<ReturnType<typeof peopleWithRole>> = [];',
    test: { file: reminding, grep: 'climbs from who owes it' },
  },
  {
    file: 'server/actions/panels.ts',
    find: "return open ? { says: 'actions.hold', params: { code: open.code } } : null;",
    replace: 'return null;',
    test: { file: treating, grep: 'a record that is held while it is open' },
  },
];
