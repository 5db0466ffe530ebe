// The form of a process.
import { checkbox, form, optionalChoice, optionalId, optionalText, text } from '../platform/forms/forms.ts';
import { CODE, KINDS } from './rules.ts';

export const processForm = form(
  {
    code: text({ max: 20, key: 'processes.form.code_needed' }).transform((value) => value.toUpperCase()),
    name: text({ max: 160, key: 'processes.form.name_needed' }),
    parent: optionalId(),
    kind: optionalChoice(KINDS),
    leader: optionalId(),
    purpose: optionalText({ max: 1000 }),
    active: checkbox(),
  },
  ({ code }) => (CODE.test(code) ? null : { code: [{ key: 'processes.form.code_format' }] }),
);
