// Rules of points of use, reading, external origin, reviews and reminders, one taken away at a time.
import type { Mutant } from '../mutant.ts';

const distributing = 'test/documents/distributing.test.ts';
const acknowledging = 'test/documents/acknowledging.test.ts';
const watching = 'test/documents/watching.test.ts';
const reviewing = 'test/documents/reviewing.test.ts';
const reminding = 'test/documents/reminding.test.ts';

export const mutants: readonly Mutant[] = [
  {
    file: 'server/documents/distributing.ts',
    find: "if (document.state === 'withdrawn') throw new Refusal('documents.refusal.withdrawn');",
    replace: '',
    test: { file: distributing, grep: 'a withdrawn document no longer' },
  },
  {
    file: 'server/documents/distributing.ts',
    find: "if (input.acknowledge && !reaches) throw Invalid.field('everyone', 'documents.form.distribution_empty');",
    replace: '',
    test: { file: distributing, grep: 'asks no confirmation of a document that reaches nobody' },
  },
  {
    file: 'server/documents/distributing.ts',
    find: 'await mustExist(input);',
    replace: '',
    test: { file: distributing, grep: 'takes no area or position that does not exist' },
  },
  {
    file: 'server/documents/rules.ts',
    find: 'user.areas.some((area) => areas.includes(area)) ||',
    replace: '',
    test: { file: distributing, grep: 'G1d: an area of theirs: applies' },
  },
  {
    file: 'server/documents/rules.ts',
    find: 'user.positions.some((held) => positions.includes(held.id))',
    replace: 'false',
    test: { file: distributing, grep: 'G1d: a position that they hold: applies' },
  },
  {
    file: 'server/documents/policy.ts',
    find: "has(user, 'quality') || writes(user, document),\n  'documents.copies'",
    replace: "true,\n  'documents.copies'",
    test: { file: distributing, grep: 'the certifier reads and cannot' },
  },
  {
    file: 'server/documents/distributing.ts',
    find: 'mustBeSeen(version, input.sha256);',
    replace: '',
    test: { file: acknowledging, grep: 'what another version showed is not confirmed' },
  },
  {
    file: 'server/documents/distributing.ts',
    find: "if (!appliesTo(document.distribution, user)) throw new Refusal('documents.refusal.not_for_you');",
    replace: '',
    test: { file: acknowledging, grep: 'confirms nothing that is not meant for the person' },
  },
  {
    file: 'server/documents/distributing.ts',
    find: 'const glance = inForceOn(document, today());',
    replace: 'const glance = document.current;',
    test: { file: acknowledging, grep: 'every version asks anew' },
  },
  {
    file: 'server/documents/queries/reading.ts',
    find: "return people.filter((one) => !one.roles.includes('certifier'));",
    replace: 'return people;',
    test: { file: acknowledging, grep: 'without the certifying body' },
  },
  {
    file: 'server/documents/queries/reading.ts',
    find: '.filter((one) => one.readAt === null)',
    replace: '',
    test: { file: acknowledging, grep: 'every version asks anew' },
  },
  {
    file: 'server/documents/watching.ts',
    find: "if (input.outcome !== 'same') await openReviewsOfCitations(external);",
    replace: '',
    test: { file: watching, grep: 'opens one review of each document that cites it' },
  },
  {
    file: 'server/documents/watching.ts',
    find: 'external.earlier.push({ edition: external.edition, until: today() });',
    replace: '',
    test: { file: watching, grep: 'a new edition keeps the earlier one' },
  },
  {
    file: 'server/documents/watching.ts',
    find: "if (external.endedOn) throw new Refusal('documents.refusal.external_ended');",
    replace: '',
    test: { file: watching, grep: 'what ended is not changed again' },
  },
  {
    file: 'server/documents/watching.ts',
    find: "if (!nextCheck || nextCheck <= today()) throw Invalid.field('nextCheck', 'documents.form.next_check_past');",
    replace: 'if (!nextCheck) return;',
    test: { file: watching, grep: 'a next day that is to come' },
  },
  {
    file: 'server/documents/rules.ts',
    find: "if (!verified) return 'unverified';",
    replace: '',
    test: { file: watching, grep: 'G1f: next check 2026-11-21, never verified: unverified' },
  },
  {
    file: 'server/documents/citing.ts',
    find: "for (const other of await documentsCoded(named.codes)) await link(self, 'cites', other);",
    replace: '',
    test: { file: watching, grep: 'the codes that a text names are linked' },
  },
  {
    file: 'server/documents/citing.ts',
    find: "for (const other of await documentsCoded(codes)) await unlink(self, 'cites', other);",
    replace: '',
    test: { file: watching, grep: 'those it drops are unlinked' },
  },
  {
    file: 'server/documents/citing.ts',
    find: "if (cited.id === self.id) throw new Refusal('documents.refusal.cites_itself');",
    replace: '',
    test: { file: watching, grep: 'a citation is made once, never of itself' },
  },
  {
    file: 'server/documents/reviewing.ts',
    find: "if (document.state !== 'in_force') throw new Refusal('documents.refusal.none_in_force');",
    replace: '',
    test: { file: reviewing, grep: 'nor before it is in force' },
  },
  {
    file: 'server/documents/reviewing.ts',
    find: 'for (const review of open) await review.set({ closed }).save();',
    replace: '',
    test: { file: reviewing, grep: 'is answered by "reviewed without change"' },
  },
  {
    file: 'server/documents/queries/document-tasks.ts',
    find: "if (!has(user, 'quality')) return tasks;",
    replace: 'if (tasks) return tasks;',
    test: { file: reviewing, grep: 'what is overdue escalates to the quality office' },
  },
  {
    file: 'server/documents/reminding/rules.ts',
    find: 'left === 30 || left === 7 || left === 1 ||',
    replace: 'left === 30 || left === 1 ||',
    test: { file: reminding, grep: 'a review 7 days before its date: reminds' },
  },
  {
    file: 'server/documents/reminding/rules.ts',
    find: 'const from = last !== null && last >= earliest ? addDays(last, 1) : earliest;',
    replace: 'const from = earliest;',
    test: { file: reminding, grep: 'a machine that slept did not say, once' },
  },
  {
    file: 'server/documents/reminding/index.ts',
    find: 'await tellOnce(id, [today()], String,',
    replace: 'await tellOnce(id, [Math.random()], String,',
    test: { file: reminding, grep: 'writes at most once a day' },
  },
  {
    file: 'server/documents/telling.ts',
    find: '!isAuthor(version, one.id) && ',
    replace: '',
    test: { file: reminding, grep: 'no author of the role that it names' },
  },
  {
    file: 'server/documents/telling.ts',
    find: 'if (!step || !isOnRoute || isUnderWay) return [];',
    replace: 'if (!step) return [];',
    test: { file: reminding, grep: 'nobody is told twice of a step' },
  },
];
