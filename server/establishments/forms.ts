// Forms of schools: the list's filters, the school, a SABER result.
import { checkbox, choice, form, list, optionalChoice, optionalId, optionalText, pageNumber, text, whole } from '../platform/forms/forms.ts'; // prettier-ignore
import { numberOf } from '../platform/tables/index.ts';
import { DANE, FIRST_SABER_YEAR, LEVELS, REGIMES, SABER_CATEGORIES, SECTORS, ZONES } from './rules.ts';

export const listQuery = form({
  q: optionalText({ max: 200 }),
  sector: optionalChoice(SECTORS),
  zona: optionalChoice(ZONES),
  estado: optionalChoice(['activos', 'inactivos']),
  sedes: checkbox(),
  orden: optionalText({ max: 20 }),
  pagina: pageNumber(),
});

const facts = {
  name: text({ max: 200, key: 'establishments.form.name_needed' }),
  main: optionalText({ max: 12 }).transform((value) => value || null),
  municipality: optionalText({ max: 80 }),
  sector: choice(SECTORS),
  zone: choice(ZONES),
  regime: optionalChoice(REGIMES),
  levels: list(choice(LEVELS)),
  rector: optionalId(),
  delegate: optionalId(),
};

export const newForm = form(
  { dane: text({ max: 20, key: 'establishments.form.dane' }), ...facts },
  ({ dane }) => (DANE.test(dane) ? null : { dane: [{ key: 'establishments.form.dane' }] }),
);
export const editForm = form({ ...facts, active: checkbox() });

export const saberForm = form(
  {
    year: whole({ min: FIRST_SABER_YEAR, max: 2100 }),
    category: choice(SABER_CATEGORIES),
    index: optionalText({ max: 10 }),
  },
  ({ index }) => {
    const value = index === '' ? 0 : numberOf(index);
    return value === null || value < 0 || value > 1
      ? { index: [{ key: 'establishments.form.index' }] }
      : null;
  },
);
