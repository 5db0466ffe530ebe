// Forms of citations.
import { choice, form, id, text } from '../../platform/forms/forms.ts';

export const citeForm = form({ cited: text({ max: 200, key: 'documents.form.cited' }) });
export const governForm = form({ clause: text({ max: 40, key: 'documents.form.clause' }) });
export const unciteForm = form({ kind: choice(['document', 'external']), id: id() });
