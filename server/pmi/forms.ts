// Forms of schools' plans.
import { choice, day, form, optionalChoice, optionalText, pageNumber, text, whole } from '../platform/forms/forms.ts'; // prettier-ignore
import { ITEM_KINDS, periodFaults, PLAN_STATES } from '../pam/index.ts';

export const listQuery = form({
  q: optionalText({ max: 200 }),
  estado: optionalChoice(PLAN_STATES),
  anio: optionalText({ max: 4 }).transform((value) => (/^\d{4}$/.test(value) ? Number(value) : null)),
  pagina: pageNumber(),
});

const year = () => whole({ min: 1990, max: 2100 });
const title = text({ max: 200, key: 'pam.form.title' });

export const newForm = form(
  { dane: text({ max: 12, key: 'pmi.form.school' }), title, from: year(), until: year() },
  ({ from, until }) => periodFaults(from, until),
);
export const editForm = form({ title, until: year() });
export const itemForm = form({
  kind: choice(ITEM_KINDS),
  text: text({ max: 1_000, key: 'pam.form.text' }),
});
export const enableForm = form({
  acta: text({ max: 200, key: 'pam.form.acta' }),
  day: day('pam.form.day'),
});
export const closeForm = form({ reason: text({ max: 1_000, key: 'pam.form.reason' }) });
