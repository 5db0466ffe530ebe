// Forms that every register of plans has.
import { choice, day, form, optionalChoice, optionalText, pageNumber, text, whole } from '../../platform/forms/forms.ts'; // prettier-ignore
import { ITEM_KINDS, PLAN_STATES } from './rules.ts';

export const planQuery = form({
  q: optionalText({ max: 200 }),
  estado: optionalChoice(PLAN_STATES),
  anio: optionalText({ max: 4 }).transform((value) => (/^\d{4}$/.test(value) ? Number(value) : null)),
  pagina: pageNumber(),
});

/** Fields of the forms that begin or correct a plan. */
export const planTitle = () => text({ max: 200, key: 'pam.form.title' });
export const planYear = () => whole({ min: 1990, max: 2100 });

export const itemForm = form({
  kind: choice(ITEM_KINDS),
  text: text({ max: 1_000, key: 'pam.form.text' }),
});
export const enableForm = form({
  acta: text({ max: 200, key: 'pam.form.acta' }),
  day: day('pam.form.day'),
});
export const closeForm = form({ reason: text({ max: 1_000, key: 'pam.form.reason' }) });
