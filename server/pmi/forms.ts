// Forms of schools' plans alone.
import { periodFaults, planTitle, planYear } from '../pam/index.ts';
import { form, text } from '../platform/forms/forms.ts';

const title = planTitle();

export const newForm = form(
  { dane: text({ max: 12, key: 'pmi.form.school' }), title, from: planYear(), until: planYear() },
  ({ from, until }) => periodFaults(from, until),
);
export const editForm = form({ title, until: planYear() });
