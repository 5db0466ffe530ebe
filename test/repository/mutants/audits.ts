// Rules of audits, one taken away at a time.
import type { Mutant } from '../mutant.ts';

const rules = 'test/audits/rules.test.ts';
const planning = 'test/audits/planning.test.ts';
const examining = 'test/audits/examining.test.ts';
const reporting = 'test/audits/reporting.test.ts';
const independence = 'test/audits/independence.test.ts';
const programme = 'test/audits/programming.test.ts';
const pages = 'test/audits/pages.test.ts';
const reminding = 'test/audits/reminding.test.ts';

export const mutants: readonly Mutant[] = [
  {
    file: 'server/audits/rules/independence.ts',
    find: 'tie.until === null || tie.until >= since',
    replace: 'tie.until === null',
    test: { file: rules, grep: 'for the look-back after it ended' },
  },
  {
    file: 'server/audits/rules/independence.ts',
    find: 'return ties.filter((tie) => !covered.includes(keyOfTie(tie)));',
    replace: 'return covered.length > 0 ? [] : [...ties];',
    test: { file: rules, grep: 'covers the ties that it was granted for' },
  },
  {
    file: 'server/audits/independence/gathering.ts',
    find: '    ...(await inActions(process, about)),\n',
    replace: '',
    test: { file: independence, grep: 'history 23' },
  },
  {
    file: 'server/audits/independence/gathering.ts',
    find: '    ...asLeader(process, led, about),\n',
    replace: '',
    test: { file: independence, grep: 'history 11' },
  },
  {
    file: 'server/audits/independence/gathering.ts',
    find: '    ...(await byBelonging(process, led, about)),\n',
    replace: '',
    test: { file: independence, grep: 'history 37' },
  },
  {
    file: 'server/audits/independence/gathering.ts',
    find: '    ...(await inDocuments(process, about)),\n',
    replace: '',
    test: { file: planning, grep: 'whoever reviewed a document' },
  },
  {
    file: 'server/audits/accepting.ts',
    find: "    await checkTeam(audit, 'started');\n",
    replace: '',
    test: { file: planning, grep: 'computed again when the audit starts' },
  },
  {
    file: 'server/audits/signing.ts',
    find: "await checkTeam(audit, 'signed');",
    replace: '',
    test: { file: reporting, grep: 'a tie that comes up during the audit' },
  },
  {
    file: 'server/audits/signing.ts',
    find: 'await mustBeFinished(audit);',
    replace: '',
    test: { file: examining, grep: 'blanks stop the signature' },
  },
  {
    file: 'server/audits/signing.ts',
    find: 'if (effective) await mustBeTreated(finding);',
    replace: '',
    test: { file: reporting, grep: 'answered by the leader, reported, followed up' },
  },
  {
    file: 'server/audits/assigning.ts',
    find: "if (person === user.id) throw new Refusal('audits.refusal.own_exception');",
    replace: '',
    test: { file: planning, grep: 'an exception needs a reason' },
  },
  {
    file: 'server/audits/closing.ts',
    find: "if (peer) return { key: 'audits.refusal.peer_awaited', params: { name: peer.name } };",
    replace: '',
    test: { file: reporting, grep: 'read and signed by its peer' },
  },
  {
    file: 'server/audits/qualifying.ts',
    find: "if (input.person === user.id) throw new Refusal('audits.refusal.own_qualification');",
    replace: '',
    test: { file: planning, grep: 'without a qualification' },
  },
  {
    file: 'server/audits/checking.ts',
    find: 'line.by?.id !== user.id',
    replace: 'false',
    test: { file: examining, grep: 'not overwritten unseen' },
  },
  {
    file: 'server/audits/rules/states.ts',
    find: "return result === 'not_applicable' && note === '' ? 'note' : null;",
    replace: 'return null;',
    test: { file: rules, grep: 'what does not apply says why' },
  },
  {
    file: 'server/audits/programming.ts',
    find: "throw new Refusal('audits.refusal.author_approves');",
    replace: 'void 0;',
    test: { file: programme, grep: 'its authors and others do not' },
  },
  {
    file: 'server/audits/rules/programme.ts',
    find: "given[factor] !== proposed[factor] && reasons[factor] === ''",
    replace: 'false',
    test: { file: rules, grep: 'is argued' },
  },
  {
    file: 'server/audits/rules/sampling.ts',
    find: 'const other = at + Math.floor(next() * (population - at));',
    replace: 'const other = Math.floor(next() * population);',
    test: { file: rules, grep: 'always draws the same sample' },
  },
  {
    file: 'server/audits/queries/loading.ts',
    find: '(!finding.signedAt && !seesUnsigned(user, audit))',
    replace: 'false',
    test: { file: pages, grep: 'sees no finding before it is signed' },
  },
  {
    file: 'server/audits/rules/reminding.ts',
    find: 'const days = before.filter((one) => one >= -overdue);',
    replace: 'const days = before.filter((one) => one === -overdue);',
    test: { file: reminding, grep: 'G14: the team is reminded a week and a day before' },
  },
  {
    file: 'server/audits/rules/reminding.ts',
    find: 'lead: overdue >= LEAD_AFTER',
    replace: 'lead: Boolean(0)',
    test: { file: reminding, grep: 'who owes an answer is reminded until it is there' },
  },
  {
    file: 'server/audits/reminding.ts',
    find: 'return `${code} ${what} ${due} ${day}`;',
    replace: 'return `${code} ${what}`;',
    test: { file: reminding, grep: 'the team is reminded a week and a day before' },
  },
  {
    file: 'server/audits/reminding.ts',
    find: '[addWorkingDays(until, REPORT_WITHIN, closureDays()), ...awaited].toSorted().at(-1)',
    replace: 'addWorkingDays(until, REPORT_WITHIN, closureDays())',
    test: { file: reminding, grep: 'findings not signed and of a report not closed' },
  },
];
