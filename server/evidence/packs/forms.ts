// Forms of evidence packs.
import { choice, day, form, optionalText, pageNumber } from '../../platform/forms/forms.ts';
import { SUBJECTS } from './rules.ts';

export const packsQuery = form({ pagina: pageNumber() });
export const newPackQuery = form({ requisito: optionalText({ max: 60 }), codigo: optionalText({ max: 60 }) });

export const packForm = form(
  {
    sort: choice(SUBJECTS),
    clause: optionalText({ max: 60 }),
    set: optionalText({ max: 60 }),
    record: optionalText({ max: 60 }),
    cutOff: day(),
    engagement: optionalText({ max: 20 }),
  },
  (value) =>
    value[value.sort] ? null : { [value.sort]: [{ key: `evidence.pack.form.needs_${value.sort}` }] },
);
