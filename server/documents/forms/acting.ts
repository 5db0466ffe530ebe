// Forms of the acts on a version or a document.
import { day, form, optionalText, password, sha256, text } from '../../platform/forms/forms.ts';

export const confirmForm = form({});
export const reasonForm = form({ reason: text({ max: 1_000, key: 'documents.form.reason' }) });
export const noteForm = form({ note: text({ max: 1_000, key: 'documents.form.note' }) });
export const approvalForm = form({
  sha256: sha256(),
  password: password(),
  comment: optionalText({ max: 2_000 }),
});
export const returnForm = form({
  sha256: sha256(),
  password: password(),
  comment: text({ max: 2_000, key: 'documents.form.return_reason' }),
});
export const signatureForm = form({ sha256: sha256(), password: password() });
export const issueForm = form({ sha256: sha256(), effective: day('documents.form.effective') });
export const withdrawalForm = form({
  reason: text({ max: 1_000, key: 'documents.form.reason' }),
  from: day('documents.form.from'),
});
export const commentForm = form({
  section: optionalText({ max: 100 }),
  text: text({ max: 2_000, key: 'documents.form.comment' }),
});
export const answerForm = form({ answer: text({ max: 2_000, key: 'documents.form.answer' }) });
