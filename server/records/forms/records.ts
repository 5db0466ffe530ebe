// Forms of records: reception, list, annotations, places and loans.
import { checkbox, choice, day, form, optionalChoice, optionalDay, optionalId, optionalText, pageNumber, text } from '../../platform/forms/forms.ts'; // prettier-ignore
import { CONFORMITIES } from '../rules.ts';

const place = {
  box: optionalText({ max: 60 }),
  folder: optionalText({ max: 60 }),
  shelf: optionalText({ max: 60 }),
};

export const recordForm = form({
  title: text({ max: 300, key: 'records.form.title_needed' }),
  series: text({ max: 40, key: 'records.form.series_needed' }),
  typology: optionalText({ max: 120 }),
  happened: day('records.form.happened_needed'),
  author: text({ max: 200, key: 'records.form.author_needed' }),
  responsible: text({ max: 200, key: 'records.form.responsible_needed' }),
  document: optionalText({ max: 40 }),
  version: optionalText({ max: 6 }),
  process: optionalId(),
  conforms: choice(CONFORMITIES, 'records.form.conforms_needed'),
  authority: optionalText({ max: 200 }),
  file: optionalText({ max: 20 }),
  evidences: optionalText({ max: 500 }),
  personal: checkbox(),
  ...place,
});

export const recordsQuery = form({
  q: optionalText({ max: 200 }),
  serie: optionalText({ max: 40 }),
  expediente: optionalText({ max: 20 }),
  proceso: optionalId(),
  procedimiento: optionalText({ max: 40 }),
  conforme: optionalChoice(CONFORMITIES),
  desde: optionalDay(),
  hasta: optionalDay(),
  pagina: pageNumber(),
});

export const annotationForm = form({ text: text({ max: 2_000, key: 'records.form.text_needed' }) });

export const placeForm = form(place, ({ box, folder, shelf }) =>
  box || folder || shelf ? null : { box: [{ key: 'records.form.place_needed' }] },
);

export const loanForm = form({
  holder: text({ max: 200, key: 'records.loan.form.holder_needed' }),
  purpose: optionalText({ max: 300 }),
  due: day('records.loan.form.due_needed'),
});

export const returnForm = form({ note: optionalText({ max: 500 }) });

export const viewQuery = form({ ver: optionalChoice(['si']) });
