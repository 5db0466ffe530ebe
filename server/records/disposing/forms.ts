// The forms of transfer, disposal and holds.
import {
  choice,
  form,
  list,
  optionalDay,
  optionalText,
  pageNumber,
  password,
  sha256,
  text,
} from '../../platform/forms/forms.ts';

export const dueQuery = form({ fecha: optionalDay() });
export const listQuery = form({ pagina: pageNumber() });
export const unitsForm = form({
  units: list(text({ max: 40 }), { max: 250 }),
  note: text({ max: 300, key: 'records.disposal.form.note' }),
});
export const selectionForm = form({
  criterion: text({ max: 1000, key: 'records.transfer.form.criterion' }),
  records: list(text({ max: 20 }), { max: 2000 }),
});
export const reasonForm = form({ reason: text({ max: 1000 }) });
export const signatureForm = form({ sha256: sha256(), password: password() });
export const observationForm = form({
  name: optionalText({ max: 160 }),
  contact: optionalText({ max: 200 }),
  text: text({ max: 4000, key: 'records.disposal.form.observation' }),
});
export const answerForm = form({
  text: text({ max: 4000 }),
  upheld: choice(['si', 'no']),
});
export const holdForm = form({ on: choice(['record', 'file']), reason: text({ max: 1000 }) });
