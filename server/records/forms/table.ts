// Forms of the retention table: a series of the draft, its entry into force, the series of the system's own forms.
import { checkbox, choice, day, form, list, optionalChoice, optionalText, password, sha256, text } from '../../platform/forms/forms.ts'; // prettier-ignore
import { ROLES } from '../../platform/access/roles.ts';
import { DISPOSITIONS, MEDIA } from '../rules.ts';

const upper = (value: string): string => value.toUpperCase();

export const seriesForm = form({
  code: text({ max: 40, key: 'records.series.form.code_needed' }).transform(upper),
  name: text({ max: 200, key: 'records.series.form.name_needed' }),
  typologies: optionalText({ max: 2_000 }),
  medium: choice(MEDIA),
  office: optionalText({ max: 200 }),
  management: optionalText({ max: 6 }),
  central: optionalText({ max: 6 }),
  disposition: optionalChoice(DISPOSITIONS),
  procedure: optionalText({ max: 2_000 }),
  basis: optionalText({ max: 1_000 }),
  restricted: checkbox(),
  roles: list(choice(ROLES), { max: ROLES.length }),
  areas: list(text({ max: 24 }), { max: 200 }),
  reserved: checkbox(),
  closed: checkbox(),
});

export const inForceForm = form({
  act: text({ max: 200, key: 'records.table.form.act_needed' }),
  day: day('records.table.form.day_needed'),
  password: password(),
  sha256: sha256(),
});

export const reasonForm = form({ reason: text({ max: 500 }) });

export const importForm = form({ paso: choice(['ensayo', 'importar']) });

export const usualForm = form({
  minutes: text({ max: 40 }),
  audit: text({ max: 40 }),
  complaints: text({ max: 40 }),
  actions: text({ max: 40 }),
  approvals: text({ max: 40 }),
});

export const tableQuery = form({ q: optionalText({ max: 100 }) });
