// Rules of meetings, one taken away at a time.
import type { Mutant } from '../mutant.ts';

const rules = 'test/meetings/rules.test.ts';
const sessions = 'test/meetings/sessions.test.ts';
const pages = 'test/meetings/pages.test.ts';

export const mutants: readonly Mutant[] = [
  {
    file: 'server/meetings/rules.ts',
    find: 'return Math.floor(voters / 2) + 1;',
    replace: 'return Math.ceil(voters / 2);',
    test: { file: rules, grep: 'of 4 with the rule majority' },
  },
  {
    file: 'server/meetings/rules.ts',
    find: 'one.votes && isMemberOn(one, day)',
    replace: 'one.votes',
    test: { file: rules, grep: 'the quorum counts members in force on the day of the session' },
  },
  {
    file: 'server/meetings/rules.ts',
    find: "outcome === 'approved' && votes.for <= votes.against",
    replace: "outcome === 'approved' && votes.for < votes.against",
    test: { file: rules, grep: '2 for, 2 against and 1 abstained is not approved' },
  },
  {
    file: 'server/meetings/deciding.ts',
    find: '    mustHaveQuorum(session.quorum);\n',
    replace: '',
    test: { file: sessions, grep: 'nothing is decided without a quorum, and the linked document' },
  },
  {
    file: 'server/meetings/deciding.ts',
    find: "    if (session.presiding !== user.id) throw new Refusal('meetings.refusal.not_presiding');\n",
    replace: '',
    test: { file: sessions, grep: 'a decision is taken by who presides' },
  },
  {
    file: 'server/meetings/attending.ts',
    find: "    if (session.agenda.some((one) => one.decision)) throw new Refusal('meetings.refusal.attendance_fixed');\n",
    replace: '',
    test: { file: sessions, grep: 'a decision is taken by who presides' },
  },
  {
    file: 'server/meetings/minuting.ts',
    find: "    mustBe(session.state, 'closed');\n",
    replace: '',
    test: { file: sessions, grep: 'once signed never change' },
  },
  {
    file: 'server/meetings/signing.ts',
    find: "  if (session.sha256 !== sha256) throw new Stale('meetings.refusal.changed_since_shown');\n",
    replace: '',
    test: { file: sessions, grep: 'once signed never change' },
  },
  {
    file: 'server/meetings/policy.ts',
    find: "  if (isCertifier(user)) return sees(user) ? {} : { _id: null };\n  return sees(user) ? {} : { 'members.person': user.id };",
    replace: '  return {};',
    test: { file: pages, grep: 'a stranger does not find it' },
  },
];
