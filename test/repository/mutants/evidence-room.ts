// Rules of the reading room and of evidence packs, one taken away at a time.
import type { Mutant } from '../mutant.ts';

const room = 'test/evidence/room.test.ts';
const packs = 'test/evidence/packs.test.ts';
const cutOff = 'test/evidence/cut-off.test.ts';
const plans = 'test/evidence/packs-plans.test.ts';

export const mutants: readonly Mutant[] = [
  {
    file: 'server/evidence/room/gate.ts',
    find: 'if (!isCertifier(user) || user?.engagement || isFree(req.path)) return next();',
    replace: 'if (user) return next();',
    test: { file: room, grep: 'without an open engagement the account sees one page' },
  },
  {
    file: 'server/evidence/room/engaging.ts',
    find: "if (other) throw Invalid.field('accounts', 'evidence.room.form.accounts_engaged', { code: other.code });",
    replace: '',
    test: { file: room, grep: 'an account is in one open room' },
  },
  {
    file: 'server/platform/access/engagement.ts',
    find: 'return user.engagement.processes ? { [field]: { $in: [...user.engagement.processes] } } : {};',
    replace: 'return {};',
    test: { file: room, grep: 'lists, pages, links and codes' },
  },
  {
    file: 'server/documents/as-of.ts',
    find: 'version.effective > day) return null',
    replace: 'false) return null',
    test: { file: room, grep: 'everything is as of the cut-off' },
  },
  {
    file: 'server/evidence/room/asking.ts',
    find: "if (request.answer) throw new Refusal('evidence.room.refusal.answered');",
    replace: '',
    test: { file: room, grep: 'clause by clause' },
  },
  {
    file: 'server/evidence/packs/policy.ts',
    find: "if (has(user, 'certifier')) return { engagement: user.engagement?.id ?? 'none' };",
    replace: "if (has(user, 'certifier')) return {};",
    test: { file: packs, grep: 'handed to its own room' },
  },
  {
    file: 'server/evidence/packs/packing.ts',
    find: "if (error instanceof DamagedFile) throw new Refusal('evidence.pack.failure.damaged', params);",
    replace: '',
    test: { file: packs, grep: 'damaged or missing source file' },
  },
  {
    file: 'server/platform/audit/extract.ts',
    find: 'isBare || (before && row.at >= before)',
    replace: 'before && row.at >= before',
    test: { file: packs, grep: 'records go out with their files' },
  },
  {
    file: 'server/evidence/packs/asking.ts',
    find: "if (input.cutOff > today()) throw Invalid.field('cutOff', 'evidence.pack.form.cut_off_future');",
    replace: '',
    test: { file: packs, grep: 'what came after the cut-off stays behind' },
  },
  {
    file: 'views/evidence/verifier/proof.js',
    find: 'hashOf(canonical(said)) === hash)',
    replace: 'true)',
    test: { file: packs, grep: 'an entry of the trail' },
  },
  {
    file: 'server/evidence/packs/gathering.ts',
    find: 'for (const item of own ? await itemsOfPlan(own, reader, cutOff) : [])',
    replace: 'for (const item of own ? (await itemsOfPlan(own, reader, cutOff)).toReversed() : [])',
    test: { file: plans, grep: 'item by item' },
  },
  {
    file: 'server/pam/plans/queries.ts',
    find: 'itemsOf(register, planId, startOf(addDays(day, 1)))',
    replace: 'itemsOf(register, planId, null)',
    test: { file: plans, grep: 'added to a draft after the cut-off' },
  },
  {
    file: 'server/platform/audit/standing.ts',
    find: 'if (close === null || rows.length === 0) return [...rows];',
    replace: 'if (rows.length >= 0) return [...rows];',
    test: { file: cutOff, grep: 'with a cut-off on any day' },
  },
  {
    file: 'server/platform/audit/standing.ts',
    find: 'if (before === null && needed.has(field)) undone.delete(record);',
    replace: 'if (needed.size < 0) undone.delete(record);',
    test: { file: cutOff, grep: 'what was begun after the cut-off does not exist' },
  },
  {
    file: 'server/complaints/queries/showing.ts',
    find: 'await stoodBefore(Complaint, kept, closeFor(user))',
    replace: 'kept',
    test: { file: 'test/complaints/cut-off.test.ts', grep: 'register, pages, links and panels' },
  },
  {
    file: 'server/evidence/matrix/weighing.ts',
    find: "'from.kind': 'document', ...standingOn(asOfFor(user)) })",
    replace: "'from.kind': 'document', until: null })",
    test: { file: cutOff, grep: 'lists, pages, links and counts' },
  },
  {
    file: 'server/audits/queries/loading.ts',
    find: 'await stoodBefore(Audit, found, closeFor(user))',
    replace: 'found',
    test: { file: cutOff, grep: 'the pages and the matrix of a certifying body' },
  },
  {
    file: 'server/evidence/matrix/weighing.ts',
    find: 'openByClause(process, closeFor(user))',
    replace: 'openByClause(process)',
    test: { file: cutOff, grep: 'the pages and the matrix of a certifying body' },
  },
  {
    file: 'server/actions/policy.ts',
    find: "'actions.figures': (user: User) => sees(user) && works(user),",
    replace: "'actions.figures': (user: User) => sees(user),",
    test: { file: cutOff, grep: 'the pages and the matrix of a certifying body' },
  },
  {
    file: 'server/evidence/matrix/pages.ts',
    find: 'openFindings(query.proceso, closeFor(user))',
    replace: 'openFindings(query.proceso, null)',
    test: { file: 'test/evidence/cut-off.test.ts', grep: 'the page of a clause names the findings' },
  },
];
