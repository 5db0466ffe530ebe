// The forms of administration: set-up, settings, and the search of the trail.
import {
  choice,
  day,
  email,
  form,
  id,
  list,
  message,
  optionalChoice,
  optionalDay,
  optionalText,
  pageNumber,
  password,
  text,
} from '../platform/forms/forms.ts';
import type { FieldMessages } from '../platform/errors.ts';
import { PASSWORD_MIN } from '../people/index.ts';

export const ENTITY_KINDS = ['territorial', 'ministry'] as const;
/** Who may be the second person: somebody who decides on what the first one writes. */
export const SECOND_ROLES = ['committee', 'quality', 'leader'] as const;

const entityFields = {
  entity: text({ max: 160, key: 'admin.setup.entity_needed' }),
  kind: choice(ENTITY_KINDS),
};

export const setupForm = form(
  {
    code: text({ max: 40, key: 'admin.setup.code_needed' }),
    ...entityFields,
    name: text({ max: 120, key: 'admin.setup.name_needed' }),
    email: email(),
    password: password({ key: message('people.password.needed', { min: PASSWORD_MIN }) }),
    again: password({ key: 'people.password.again' }),
    second_name: optionalText({ max: 120 }),
    second_email: optionalText({ max: 254 }),
    second_role: optionalChoice(SECOND_ROLES),
    procedures: list(text({ max: 60 }), { max: 100 }),
    /** Of each plan with several model procedures the chosen one, or nothing. */
    models: list(optionalText({ max: 60 }), { max: 20 }),
  },
  (value) => {
    const wrong: FieldMessages = {};
    if (value.password !== value.again) wrong.again = [{ key: 'people.password.different' }];
    if (value.second_name && !value.second_email) wrong.second_email = [{ key: 'shared.form.email' }];
    if (value.second_email && !value.second_name) wrong.second_name = [{ key: 'admin.setup.name_needed' }];
    const mail = email().safeParse(value.second_email);
    if (value.second_email && !mail.success) wrong.second_email = [{ key: 'shared.form.email' }];
    return wrong;
  },
);

export const entityForm = form(entityFields);
export const closureForm = form({ day: day(), by: text({ max: 200, key: 'admin.settings.by_needed' }) });
export const closureEndForm = form({ day: day() });

export const trailQuery = form({
  persona: optionalText({ max: 60 }),
  acto: optionalText({ max: 80 }),
  desde: optionalDay(),
  hasta: optionalDay(),
  sujeto: optionalText({ max: 160 }),
  pagina: pageNumber(),
});

export const pageQuery = form({ pagina: pageNumber() });
export const letterForm = form({ letter: id() });
/** A form that is only a button. */
export const emptyForm = form({});
