// The forms of this slice: what each page may send.
import { ROLES } from '../platform/access/roles.ts';
import {
  checkbox, choice, day, email, form, id, list, message, optionalChoice, optionalDay, optionalId, optionalText, pageNumber, password, text,
} from '../platform/forms/forms.ts'; // prettier-ignore
import type { FieldMessages } from '../platform/errors.ts';
import { PASSWORD_MIN } from './rules.ts';

export const signInForm = form({
  email: email(),
  password: password(),
  volver: optionalText({ max: 2_000 }),
});
export const signInQuery = form({ volver: optionalText({ max: 2_000 }) });
export const recoverForm = form({ email: email() });
export const languageForm = form({ language: choice(['es', 'en']), back: optionalText({ max: 2_000 }) });

const twice = {
  password: password({ key: message('people.password.needed', { min: PASSWORD_MIN }) }),
  again: password({ key: 'people.password.again' }),
};

function mustBeSame(value: { password: string; again: string }): FieldMessages | null {
  return value.password === value.again ? null : { again: [{ key: 'people.password.different' }] };
}

export const newPasswordForm = form(twice, mustBeSame);
export const changePasswordForm = form({ current: password(), ...twice }, mustBeSame);

const identity = {
  name: text({ max: 120, key: 'people.form.name_needed' }),
  email: email(),
  areas: list(id(), { max: 50 }),
};
const roles = list(choice(ROLES, 'people.form.roles_needed'), { max: ROLES.length });

export const newPersonForm = form({ ...identity, roles }, mustHaveARole);
export const editPersonForm = form(identity);
export const rolesForm = form(
  { roles, reason: text({ max: 500, key: 'people.form.reason_needed' }) },
  mustHaveARole,
);
export const reasonForm = form({ reason: text({ max: 500, key: 'people.form.reason_needed' }) });

function mustHaveARole(value: { roles: readonly string[] }): FieldMessages | null {
  return value.roles.length > 0 ? null : { roles: [{ key: 'people.form.roles_needed' }] };
}

export const peopleQuery = form({
  q: optionalText({ max: 100 }),
  rol: optionalChoice(ROLES),
  estado: optionalChoice(['activas', 'inactivas']),
  pagina: pageNumber(),
});

export const areaForm = form({
  // Codes are one whether typed in capitals or not, as everywhere.
  code: text({ max: 20, key: 'people.form.code_needed' }).transform((code) => code.toUpperCase()),
  name: text({ max: 120, key: 'people.form.area_name_needed' }),
  parent: optionalId(),
  closed: checkbox(),
});

export const positionForm = form({
  name: text({ max: 120, key: 'people.form.position_name_needed' }),
  area: id('people.form.area_needed'),
  responsibilities: optionalText({ max: 8_000 }),
  closed: checkbox(),
});

export const designationForm = form({ act: text({ max: 120, key: 'people.form.act_needed' }), since: day() });

export const assignmentForm = form(
  {
    position: id('people.form.position_needed'),
    kind: choice(['own', 'acting'], 'people.form.kind_needed'),
    from: day(),
    until: optionalDay(),
    act: optionalText({ max: 120 }),
    act_date: optionalDay(),
  },
  (value) => {
    const wrong: FieldMessages = {};
    if (value.until && value.until < value.from) wrong.until = [{ key: 'people.assignment.ends_before' }];
    if (value.kind !== 'acting') return wrong;
    if (!value.until) wrong.until = [{ key: 'people.assignment.until_needed' }];
    if (!value.act) wrong.act = [{ key: 'people.form.act_needed' }];
    if (!value.act_date) wrong.act_date = [{ key: 'people.form.act_date_needed' }];
    return wrong;
  },
);

export const endAssignmentForm = form({
  until: day(),
  reason: text({ max: 500, key: 'people.form.reason_needed' }),
});

export const actingQuery = form({
  estado: optionalChoice(['vigentes', 'proximos', 'terminados']),
  pagina: pageNumber(),
});
