// Forms of adoption: an existing document with the approval facts of its source.
import type { FieldMessages } from '../../platform/errors.ts';
import { day, form, id, optionalId, optionalText, text } from '../../platform/forms/forms.ts';

export const loadForm = form({ procedure: text({ max: 40, key: 'shared.form.choose' }) });

export const adoptionQuery = form({ procedimiento: optionalText({ max: 40 }) });

const position = () => optionalText({ max: 200 });
const date = () => optionalText({ max: 40 });

export const adoptionForm = form(
  {
    procedure: optionalText({ max: 40 }),
    type: id(),
    process: optionalId(),
    owner: optionalId(),
    code: text({ max: 40, key: 'documents.form.code' }),
    title: text({ max: 300, key: 'documents.form.title' }),
    label: text({ max: 20, key: 'documents.form.label' }),
    effective: day('documents.form.effective'),
    sourceDate: optionalText({ max: 60 }),
    note: text({ max: 1_000, key: 'documents.form.adoption_note' }),
    elaboro_position: position(),
    elaboro_date: date(),
    reviso_position: position(),
    reviso_date: date(),
    aprobo_position: position(),
    aprobo_date: date(),
  },
  // An adoption stands on who approved the document at its source.
  ({ aprobo_position }): FieldMessages =>
    aprobo_position ? {} : { aprobo_position: [{ key: 'documents.form.source_approval' }] },
);
