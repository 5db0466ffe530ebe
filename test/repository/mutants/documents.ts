// Rules of document control, one taken away at a time (G1a, G1b, G1c, G1g).
import type { Mutant } from '../mutant.ts';

const approving = 'test/documents/approving.test.ts';
const drafting = 'test/documents/drafting.test.ts';
const issuing = 'test/documents/issuing.test.ts';
const rules = 'test/documents/rules.test.ts';
const policy = 'test/documents/policy.test.ts';
const files = 'test/documents/pages-files.test.ts';
const writing = 'test/documents/pages-writing.test.ts';
const tasks = 'test/documents/tasks.test.ts';

export const mutants: readonly Mutant[] = [
  {
    file: 'server/documents/approving.ts',
    find: "if (isAuthor(version, user.id)) throw new Refusal('documents.refusal.author_decides');",
    replace: '',
    test: { file: approving, grep: 'whoever wrote in a version never decides' },
  },
  {
    file: 'server/documents/approving.ts',
    find: '|| version.submitted?.by === person',
    replace: '',
    test: { file: approving, grep: 'who only submitted a version' },
  },
  {
    file: 'server/documents/approving.ts',
    find: "if (speaksFor.length === 0) throw new Refusal('documents.refusal.not_your_step');",
    replace: '',
    test: { file: approving, grep: 'refuses strangers to the step' },
  },
  {
    file: 'server/documents/approving.ts',
    find: 'mustBeSeen(version, input.sha256);',
    replace: '',
    test: { file: approving, grep: 'content other than the one shown' },
  },
  {
    file: 'server/documents/approving.ts',
    find: "if (given.some((one) => one.person === user.id)) throw new Refusal('documents.refusal.decided_already');",
    replace: '',
    test: { file: approving, grep: 'asks n of the named' },
  },
  {
    file: 'server/documents/approving.ts',
    find: "if (verdict === 'favourable' && step.stage === 'approval') await commentsMustBeSettled(version);",
    replace: '',
    test: { file: approving, grep: 'while an observation on it is open' },
  },
  {
    file: 'server/documents/approving.ts',
    find: "if (!input.comment) throw new Refusal('documents.refusal.return_without_reason');",
    replace: '',
    test: { file: approving, grep: 'returns a version with a reason' },
  },
  {
    file: 'server/documents/approving.ts',
    find: 'if (!isStepDone(step, favourable(version.decisions, version.cycle, version.step))) return;',
    replace: '',
    test: { file: approving, grep: 'asks n of the named' },
  },
  {
    file: 'server/documents/rules.ts',
    find: 'one.cycle === cycle && one.step === step',
    replace: 'one.step === step',
    test: { file: rules, grep: 'only favourable decisions of this cycle' },
  },
  {
    file: 'server/documents/rules.ts',
    find: "if (!route.some((step) => step.stage === 'approval')) return 'documents.types.route_without_approval';",
    replace: '',
    test: { file: rules, grep: 'a route ends in an approval' },
  },
  {
    file: 'server/documents/rules.ts',
    find: "in_force: ['obsolete'],",
    replace: "in_force: ['obsolete', 'draft'],",
    test: { file: rules, grep: 'goes only from state to state' },
  },
  {
    file: 'server/documents/commenting.ts',
    find: 'if (found.by.id !== user.id && !isAuthor(version, user.id))',
    replace: 'if (Boolean(0))',
    test: { file: approving, grep: 'while an observation on it is open' },
  },
  {
    file: 'server/documents/submitting.ts',
    find: "if (!reason) return { key: 'documents.refusal.no_reason', params: {} };",
    replace: '',
    test: { file: drafting, grep: 'a submission asks for a reason' },
  },
  {
    file: 'server/documents/submitting.ts',
    find: 'version.cycle += 1;',
    replace: '',
    test: { file: drafting, grep: 'asks for a favourable decision again' },
  },
  {
    file: 'server/documents/submitting.ts',
    find: "if (!wrote) throw new Refusal('documents.refusal.only_author_takes_back');",
    replace: '',
    test: { file: drafting, grep: 'take a submission back' },
  },
  {
    file: 'server/documents/drafting.ts',
    find: 'if (version.savedAt.getTime() > input.savedAt)',
    replace: 'if (Boolean(0))',
    test: { file: drafting, grep: 'never overwrites what another saved' },
  },
  {
    file: 'server/documents/drafting.ts',
    find: 'await holdLock(String(version._id), user);',
    replace: '',
    test: { file: drafting, grep: 'the turn lapses by itself' },
  },
  {
    file: 'server/documents/drafting.ts',
    find: 'remember(document, version, user);\n    await keep(document, version);\n  });',
    replace: 'await keep(document, version);\n  });',
    test: { file: drafting, grep: 'counts whoever writes as author' },
  },
  {
    file: 'server/documents/issuing.ts',
    find: "if (version.state !== 'approved' || !version.approvedAt)",
    replace: 'if (Boolean(0))',
    test: { file: issuing, grep: 'cannot be issued before it is approved' },
  },
  {
    file: 'server/documents/issuing.ts',
    find: "if (!intact) throw new Refusal('documents.refusal.snapshot');",
    replace: '',
    test: { file: issuing, grep: 'what is issued is what was approved' },
  },
  {
    file: 'server/documents/issuing.ts',
    find: 'if (input.effective < dayOf(version.approvedAt))',
    replace: 'if (Boolean(0))',
    test: { file: issuing, grep: 'what is issued is what was approved' },
  },
  {
    file: 'server/documents/issuing.ts',
    find: "if (!version || version.state !== 'issued' || !version.effective || version.effective > today()) return;",
    replace: 'if (!version) return;',
    test: { file: issuing, grep: 'calls an issue back' },
  },
  {
    file: 'server/documents/issuing.ts',
    find: 'await askForRecall(old);',
    replace: '',
    test: { file: issuing, grep: 'at its date a version takes effect' },
  },
  {
    file: 'server/documents/version.ts',
    find: "{ name: 'one_in_force', unique: true,",
    replace: "{ name: 'one_in_force',",
    test: { file: issuing, grep: 'the database itself refuses a second version in force' },
  },
  {
    file: 'server/documents/withdrawing.ts',
    find: "if (withdrawal.by === user.id) throw new Refusal('documents.refusal.proposer_approves');",
    replace: '',
    test: { file: issuing, grep: 'a withdrawal is proposed by one person' },
  },
  {
    file: 'server/documents/withdrawing.ts',
    find: "if (input.from < today()) throw Invalid.field('from', 'documents.form.from_past');",
    replace: '',
    test: { file: issuing, grep: 'a withdrawal is proposed by one person' },
  },
  {
    file: 'server/documents/pages/editing.ts',
    find: 'const writer = await whoWrites(version, ctx.user);',
    replace:
      'await beginWriting(String(version._id), ctx.user);\n  const writer = await whoWrites(version, ctx.user);',
    test: { file: 'test/repository/routes.test.ts', grep: 'GET answers each role as its rule says' },
  },
  {
    file: 'server/documents/pages/editing.ts',
    find: 'writable: isMine || isReturned',
    replace: 'writable: !writer || isMine || isReturned',
    test: { file: writing, grep: 'opening it takes no turn' },
  },
  {
    file: 'server/documents/pages/editing.ts',
    find: 'else await beginWriting(String(version._id), user);',
    replace: 'else await takeLock(String(version._id), user);',
    test: { file: writing, grep: 'to begin where another writes' },
  },
  {
    file: 'server/documents/locking.ts',
    find: "if (other) throw new Refusal('documents.refusal.locked', { name: other.name });",
    replace: '',
    test: { file: writing, grep: 'to begin where another writes' },
  },
  {
    file: 'server/documents/locking.ts',
    find: '{ until: { $lte: at } }]',
    replace: '{ since: { $lte: at } }]',
    test: { file: drafting, grep: 'of many who begin at once' },
  },
  {
    file: 'server/documents/proving.ts',
    find: 'if (isFrozen && version.sha256 !== contentHash(version))',
    replace: 'if (Boolean(0))',
    test: { file: issuing, grep: 'proves every state from its decisions' },
  },
  {
    file: 'server/documents/policy.ts',
    find: "!has(user, 'certifier') && wasAsked(user, version) && !isAuthor(version, user.id),",
    replace: 'wasAsked(user, version),',
    test: { file: policy, grep: 'the step that is due decides who' },
  },
  {
    file: 'server/documents/policy.ts',
    find: ": { state: 'in_force' };",
    replace: ': {};',
    test: { file: policy, grep: 'readers find only what is in force' },
  },
  {
    file: 'server/documents/pages/files.ts',
    find: "if (content.type === 'application/pdf' && !works)",
    replace: 'if (Boolean(0))',
    test: { file: files, grep: 'never its bare original' },
  },
  {
    file: 'server/documents/queries/version-tasks.ts',
    find: '|| isAuthor(version, user.id)',
    replace: '',
    test: { file: tasks, grep: 'it stops waiting for who decided' },
  },
];
