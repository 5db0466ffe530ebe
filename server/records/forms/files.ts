// Forms of expedientes.
import { form, optionalChoice, optionalText, pageNumber, text } from '../../platform/forms/forms.ts';
import { FILE_STATES } from '../rules.ts';

export const fileForm = form({
  title: text({ max: 300, key: 'records.form.title_needed' }),
  series: text({ max: 40, key: 'records.form.series_needed' }),
  responsible: text({ max: 200, key: 'records.form.responsible_needed' }),
  box: optionalText({ max: 60 }),
  folder: optionalText({ max: 60 }),
  shelf: optionalText({ max: 60 }),
});

export const filesQuery = form({
  q: optionalText({ max: 200 }),
  serie: optionalText({ max: 40 }),
  estado: optionalChoice(FILE_STATES),
  pagina: pageNumber(),
});

export const fillForm = form({
  record: text({ max: 20, key: 'records.form.record_needed' }).transform((code) => code.toUpperCase()),
});

/** Of closing and of opening again. */
export const reasonForm = form({ reason: text({ max: 500, key: 'records.file.reason_needed' }) });

export const fileQuery = form({ pagina: pageNumber() });
