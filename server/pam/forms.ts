// Forms of the entity's plans alone.
import { form, text } from '../platform/forms/forms.ts';
import { planTitle, planYear } from './plans/forms.ts';
import { periodFaults } from './plans/rules.ts';
import { PAM_CODE } from './rules.ts';

const facts = {
  title: planTitle(),
  entity: text({ max: 200, key: 'pam.form.entity' }),
  from: planYear(),
  until: planYear(),
};

export const newForm = form(
  { code: text({ max: 40, key: 'pam.form.code' }).transform((value) => value.toUpperCase()), ...facts },
  ({ code, from, until }) => ({
    ...(PAM_CODE.test(code) ? {} : { code: [{ key: 'pam.form.code' }] }),
    ...periodFaults(from, until),
  }),
);
export const editForm = form(facts, ({ from, until }) => periodFaults(from, until));
