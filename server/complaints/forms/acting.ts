// Forms of the acts on a complaint.
import {
  checkbox,
  choice,
  day,
  form,
  id,
  optionalId,
  optionalText,
  password,
  sha256,
  text,
  whole,
} from '../../platform/forms/forms.ts';
import { METHODS } from '../complaint.ts';
import { KINDS, OFFICE_CHANNELS } from '../rules/terms.ts';
import { checkPetition, petitionFields } from './petition.ts'; // prettier-ignore

const reason = (key = 'complaints.form.reason_needed') => text({ max: 1_000, key });

/** `2026-11-20T16:45`, as the browser's own field sends a moment. */
const MOMENT = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/;

export const registerForm = form(
  {
    ...petitionFields,
    channel: choice(OFFICE_CHANNELS, 'complaints.form.channel_needed'),
    receivedAt: text({ max: 16, key: 'complaints.form.received_needed' }),
  },
  (value) => ({
    ...(MOMENT.test(value.receivedAt) ? {} : { receivedAt: [{ key: 'complaints.form.received_needed' }] }),
    ...checkPetition(value, false),
  }),
);
export const classifyForm = form({
  kind: choice(KINDS),
  process: optionalId(),
  reason: optionalText({ max: 1_000 }),
});
/** `person:<id>` or `position:<id>` */
export const assignForm = form(
  { assignee: text({ max: 40, key: 'shared.form.choose' }) },
  ({ assignee }) =>
    /^(?:person|position):[0-9a-f]{24}$/.test(assignee) ? null : { assignee: [{ key: 'shared.form.choose' }] },
); // prettier-ignore
export const askForm = form({
  missing: text({ max: 2_000, key: 'complaints.form.missing_needed' }),
});
export const completeForm = form({ text: text({ max: 10_000, key: 'complaints.form.addition_needed' }) });
export const extendForm = form({
  due: day(),
  reason: reason(),
  method: text({ max: 200, key: 'complaints.form.method_needed' }),
});
export const transferForm = form({
  authority: text({ max: 200, key: 'complaints.form.authority_needed' }),
  letter: text({ max: 100, key: 'complaints.form.letter_needed' }),
});
export const withdrawForm = form({
  tacit: choice(['tacit', 'express']),
  reason: reason(),
  notice: text({ max: 300, key: 'complaints.form.notice_needed' }),
});
export const reasonForm = form({ reason: reason() });
export const draftForm = form({ text: text({ max: 20_000, key: 'complaints.form.reply_needed' }) });
export const approveForm = form({ sha256: sha256(), password: password() });
export const returnForm = form({ sha256: sha256(), reason: reason() });
export const sendForm = form({
  method: choice(METHODS),
  reference: optionalText({ max: 300 }),
  received: checkbox(),
});
export const proveForm = form({
  day: day(),
  proof: text({ max: 500, key: 'complaints.form.proof_needed' }),
});
export const rateForm = form({
  score: whole({ min: 1, max: 5, key: 'complaints.form.score_needed' }),
  comment: optionalText({ max: 1_000 }),
});
export const relateForm = form({ code: text({ max: 60, key: 'complaints.form.code_needed' }) });
export const unrelateForm = form({ kind: text({ max: 40 }), id: id() });
export const nonconformityForm = form({
  description: text({ max: 2_000, key: 'complaints.form.description_needed' }),
  grade: choice(['major', 'minor', 'observation']),
  responsible: id(),
});
