// Forms of numbered copies.
import { choice, form, optionalText, text } from '../../platform/forms/forms.ts';

export const copyForm = form({
  holder: text({ max: 200, key: 'documents.form.holder' }),
  place: optionalText({ max: 200 }),
});
export const copyEndForm = form({
  outcome: choice(['returned', 'destroyed', 'lost'], 'documents.form.outcome'),
  note: optionalText({ max: 500 }),
});
