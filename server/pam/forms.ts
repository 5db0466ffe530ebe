// Forms of the entity's plans.
import { choice, day, form, optionalChoice, optionalText, pageNumber, text, whole } from '../platform/forms/forms.ts'; // prettier-ignore
import { ITEM_KINDS, PAM_CODE, periodFaults, PLAN_STATES } from './rules.ts';

export const listQuery = form({
  q: optionalText({ max: 200 }),
  estado: optionalChoice(PLAN_STATES),
  anio: optionalText({ max: 4 }).transform((value) => (/^\d{4}$/.test(value) ? Number(value) : null)),
  pagina: pageNumber(),
});

const year = () => whole({ min: 1990, max: 2100 });
const facts = {
  title: text({ max: 200, key: 'pam.form.title' }),
  entity: text({ max: 200, key: 'pam.form.entity' }),
  from: year(),
  until: year(),
};

export const newForm = form(
  { code: text({ max: 40, key: 'pam.form.code' }).transform((value) => value.toUpperCase()), ...facts },
  ({ code, from, until }) => ({
    ...(PAM_CODE.test(code) ? {} : { code: [{ key: 'pam.form.code' }] }),
    ...periodFaults(from, until),
  }),
);
export const editForm = form(facts, ({ from, until }) => periodFaults(from, until));
export const itemForm = form({
  kind: choice(ITEM_KINDS),
  text: text({ max: 1_000, key: 'pam.form.text' }),
});
export const enableForm = form({
  acta: text({ max: 200, key: 'pam.form.acta' }),
  day: day('pam.form.day'),
});
export const closeForm = form({ reason: text({ max: 1_000, key: 'pam.form.reason' }) });
