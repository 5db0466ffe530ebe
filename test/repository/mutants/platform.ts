// The laws that every route obeys, and those of reminders and faults, one taken away at a time.
import type { Mutant } from '../mutant.ts';

const routes = 'test/repository/routes.test.ts';
const issuing = 'test/documents/issuing.test.ts';
const faults = 'test/repository/faults.test.ts';
const reminders = 'test/platform/reminders.test.ts';

export const mutants: readonly Mutant[] = [
  {
    file: 'server/platform/http/mount.ts',
    find: "if (route.may !== 'everyone' && !ctx.visitor) return sendToSignIn(req, res);",
    replace: '',
    test: { file: routes, grep: 'GET answers each role as its rule says' },
  },
  {
    file: 'server/platform/http/mount.ts',
    find: '!may(ctx.visitor, route.may, ctx.subject)',
    replace: 'Boolean(0)',
    test: { file: routes, grep: 'GET answers each role as its rule says' },
  },
  {
    file: 'server/platform/http/mount.ts',
    find: "if (!isTokenValid(req)) throw new Forbidden('errors.csrf');",
    replace: '',
    test: { file: routes, grep: 'POST without a token is refused' },
  },
  {
    file: 'server/platform/access/policy.ts',
    find: '?? false',
    replace: '?? true',
    test: { file: routes, grep: 'a permission that nobody declared' },
  },
  {
    file: 'server/platform/forms/forms.ts',
    find: 'else if (value !== undefined) throw new BadShape();',
    replace: '',
    test: { file: 'test/home/pages.test.ts', grep: 'takes patterns, operators' },
  },
  {
    file: 'server/platform/integrity/saying.ts',
    find: "typeof value === 'string' && isWord(value) ? translate(language, value) : value",
    replace: 'value',
    test: { file: issuing, grep: 'proves every state from its decisions' },
  },
  {
    file: 'server/audits/proving.ts',
    find: "key: 'audits.fault.finding_open', params: { code }",
    replace: "key: 'audits.fault.finding_open'",
    test: { file: faults, grep: 'have words in Spanish and English' },
  },
  {
    file: 'server/platform/mail/reminders.ts',
    find: 'if (await claim(reader, keyOf(one))) fresh.push(one);',
    replace: 'if (await claim(reader, keyOf(one)).then(() => true)) fresh.push(one);',
    test: { file: reminders, grep: 'in two processes' },
  },
  {
    file: 'server/platform/mail/reminders.ts',
    find: 'await reminders().deleteMany({ _id: { $in: fresh.map((one) => `${reader} ${keyOf(one)}`) } });',
    replace: '',
    test: { file: reminders, grep: 'gives back a mail that could neither go out' },
  },
];
