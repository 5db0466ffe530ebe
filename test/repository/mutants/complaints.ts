// Rules of complaints and of the public pages, one taken away at a time.
import type { Mutant } from '../mutant.ts';

const rules = 'test/complaints/rules.test.ts';
const timing = 'test/complaints/timing.test.ts';
const treating = 'test/complaints/treating.test.ts';
const identity = 'test/complaints/identity.test.ts';
const petitions = 'test/portal/petitions.test.ts';
const again = 'test/portal/sent-again.test.ts';
const seed = 'test/complaints/seed.test.ts';
const listing = 'test/complaints/listing.test.ts';

export const mutants: readonly Mutant[] = [
  {
    file: 'server/complaints/rules/clock.ts',
    find: 'return isWorkingDay(day, closures) && !late ? day',
    replace: 'return isWorkingDay(day, closures) ? day',
    test: { file: rules, grep: 'what arrives at 2026-11-20T17:00:00-05:00' },
  },
  {
    file: 'server/complaints/rules/clock.ts',
    find: 'if (!moves) return day;',
    replace: '',
    test: { file: rules, grep: 'an office that reads it strictly' },
  },
  {
    file: 'server/complaints/rules/clock.ts',
    find: "if (today > last.due) throw new Refusal('complaints.refusal.extension_late');",
    replace: '',
    test: { file: rules, grep: 'one extension, before the term ends' },
  },
  {
    file: 'server/complaints/rules/clock.ts',
    find: 'due > latest || ',
    replace: '',
    test: { file: rules, grep: 'one extension, before the term ends' },
  },
  {
    file: 'server/complaints/rules/clock.ts',
    find: 'spent: last.spent + used',
    replace: 'spent: last.spent',
    test: { file: rules, grep: 'the clock stands still, and then the rest runs' },
  },
  {
    file: 'server/complaints/rules/terms.ts',
    find: 'if (!isDay(table.from) || table.from < today)',
    replace: 'if (!isDay(table.from))',
    test: { file: rules, grep: 'a later table holds from its day on' },
  },
  {
    file: 'server/complaints/rules/states.ts',
    find: "if (drafter === approver) throw new Refusal('complaints.refusal.own_reply');",
    replace: '',
    test: { file: treating, grep: 'who writes the reply never approves it' },
  },
  {
    file: 'server/complaints/replying.ts',
    find: 'if (reply.sha256 !== sha256 || hashOfReply(reply.text) !== sha256)',
    replace: 'if (Boolean(0))',
    test: { file: treating, grep: 'the words that were on the page are the ones approved' },
  },
  {
    file: 'server/complaints/replying.ts',
    find: 'input.day < sent.day || ',
    replace: '',
    test: { file: treating, grep: 'closes nothing until its delivery is proved' },
  },
  {
    file: 'server/complaints/replying.ts',
    find: "if (complaint.rating) throw new Refusal('complaints.refusal.rated');",
    replace: '',
    test: { file: treating, grep: 'confirms and rates the reply' },
  },
  {
    file: 'server/complaints/classifying.ts',
    find: "if (!reason) throw Invalid.field('reason', 'complaints.form.kind_reason');",
    replace: '',
    test: { file: treating, grep: 'another kind needs a reason' },
  },
  {
    file: 'server/complaints/classifying.ts',
    find: "if (!complaint.classifiedAt) throw Invalid.field('assignee', 'complaints.form.classify_first');",
    replace: '',
    test: { file: treating, grep: 'it is classified before it is given' },
  },
  {
    file: 'server/complaints/timing.ts',
    find: "if (complaint.extension) throw new Refusal('complaints.refusal.extended_before');",
    replace: '',
    test: { file: timing, grep: 'is extended once, before it ends' },
  },
  {
    file: 'server/complaints/timing.ts',
    find: "if (complaint.completion) throw new Refusal('complaints.refusal.asked_before');",
    replace: '',
    test: { file: timing, grep: 'stands still while the petitioner completes it' },
  },
  {
    file: 'server/complaints/timing.ts',
    find: 'late: actDay() > until',
    replace: 'late: Boolean(0)',
    test: { file: timing, grep: 'goes to the competent authority' },
  },
  {
    file: 'server/complaints/timing.ts',
    find: ' && actDay() > complaint.completion.deadline)',
    replace: ')',
    test: { file: timing, grep: 'is archived as withdrawn only after the deadline' },
  },
  {
    file: 'server/complaints/receiving.ts',
    find: "if (input.receivedAt > now()) throw Invalid.field('receivedAt', 'complaints.form.received_future');",
    replace: '',
    test: { file: timing, grep: 'what came before it was registered' },
  },
  {
    file: 'server/complaints/receiving.ts',
    find: "if (notice.version !== version) throw Invalid.field('consent', 'complaints.form.notice_changed');",
    replace: '',
    test: { file: timing, grep: 'the notice that was accepted' },
  },
  {
    file: 'server/complaints/policy.ts',
    find: '    treats(user, complaint) &&\n',
    replace: '',
    test: { file: identity, grep: 'a reserved one is shown to those who treat it' },
  },
  {
    file: 'server/complaints/policy.ts',
    find: '  if (isCertifier(user)) return false;\n',
    replace: '',
    test: { file: 'test/repository/routes.test.ts', grep: 'a field that a model marks as personal' },
  },
  {
    file: 'server/complaints/revealing.ts',
    find: 'complaint.reads.push({ by: byOf(user), at: currentAct().at, reason });',
    replace: 'void [complaint, byOf, currentAct];',
    test: { file: identity, grep: 'each look leaves who, when and what for' },
  },
  {
    file: 'server/complaints/kinds.ts',
    find: 'found.filter((one) => seesContent(user, one))',
    replace: 'found',
    test: { file: identity, grep: 'the words of a reserved one are hidden' },
  },
  {
    file: 'server/complaints/complaint.ts',
    find: "personal: ['petitioner', 'subject', 'body', 'additions'],",
    replace: '',
    test: { file: identity, grep: 'no entry of the trail holds a name' },
  },
  {
    file: 'server/complaints/complaint.ts',
    find: 'complaintSchema.index({ year: 1, number: 1 }, { unique: true });',
    replace: '',
    test: { file: listing, grep: 'the database itself refuses a number twice' },
  },
  {
    file: 'server/complaints/proving.ts',
    find: "if (clock.at(-1)?.due !== due) faults.push({ key: 'complaints.fault.due' });",
    replace: '',
    test: { file: seed, grep: 'verify finds nothing wrong, and names what is' },
  },
  {
    file: 'server/portal/pages/following.ts',
    find: 'return (req.session.followed ?? []).includes(code) ? complaintOf(code) : null;',
    replace: 'return complaintOf(code);',
    test: { file: petitions, grep: 'nobody acts on a petition that their session did not open' },
  },
  {
    file: 'server/portal/routes.ts',
    find: "path: '/solicitudes/consulta', ...everyone, limit: tries, form",
    replace: "path: '/solicitudes/consulta', ...everyone, form",
    test: { file: petitions, grep: 'guessing codes and filling the register are throttled' },
  },
  {
    file: 'server/portal/pages/filing.ts',
    find: 'if (received) handOver(ctx, received);',
    replace: '',
    test: { file: again, grep: 'shows its number and code when it is sent again' },
  },
  {
    file: 'server/platform/http/context.ts',
    find: "createHmac('sha256', token)",
    replace: "createHmac('sha256', 'the same for all')",
    test: { file: again, grep: 'who sends the key of the form from another session' },
  },
  {
    file: 'server/platform/http/mount.ts',
    find: "throw once && (await spentKey(once)) ? new Forbidden('errors.sent_before') : no;",
    replace: 'throw once ? no : no;',
    test: { file: again, grep: 'once the session ended, the form says that it was received' },
  },
  {
    file: 'server/complaints/routes.ts',
    find: 'repeated: registering.createdBefore, ',
    replace: '',
    test: { file: again, grep: 'at the desk, the slip comes again' },
  },
];
