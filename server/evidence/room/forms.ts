// Forms of the reading room: an engagement, a comment, a request and its answer.
import { checkbox, day, form, id, list, optionalText, pageNumber, text } from '../../platform/forms/forms.ts';
import type { FieldMessages } from '../../platform/errors.ts';

export const roomsQuery = form({ pagina: pageNumber() });
export const requirementsQuery = form({ conjunto: optionalText({ max: 60 }) });

const scope = {
  body: text({ max: 160, key: 'evidence.room.form.body_needed' }),
  purpose: optionalText({ max: 1_000 }),
  accounts: list(id(), { max: 50 }),
  everySet: checkbox(),
  sets: list(text({ max: 60 }), { max: 50 }),
  everyProcess: checkbox(),
  processes: list(id(), { max: 500 }),
  from: day(),
  until: day(),
  cutOff: day(),
  expires: day(),
};

interface Scope {
  everySet: boolean;
  sets: string[];
  everyProcess: boolean;
  processes: string[];
}

/** Nothing is open because nobody said so: all of them is a box of its own. */
function scopeFaults({ everySet, sets, everyProcess, processes }: Scope): FieldMessages {
  return {
    ...(everySet || sets.length > 0 ? {} : { sets: [{ key: 'evidence.room.form.sets_needed' }] }),
    ...(everyProcess || processes.length > 0
      ? {}
      : { processes: [{ key: 'evidence.room.form.processes_needed' }] }),
  };
}

export const engagementForm = form(scope, scopeFaults);
export const changeForm = form(
  { ...scope, reason: text({ max: 500, key: 'evidence.room.form.reason_needed' }) },
  scopeFaults,
);
export const closeForm = form({ reason: text({ max: 500, key: 'evidence.room.form.reason_needed' }) });

export const commentForm = form({
  clause: text({ max: 60 }),
  /** `clause:G1` or `document:66f0…` */
  about: text({ max: 120, key: 'shared.form.choose' }),
  text: text({ max: 2_000, key: 'evidence.room.form.comment_needed' }),
});

export const requestForm = form({
  clause: optionalText({ max: 60 }),
  text: text({ max: 2_000, key: 'evidence.room.form.request_needed' }),
  due: day(),
});
export const requestQuery = form({ requisito: optionalText({ max: 60 }) });

export const answerForm = form({
  text: text({ max: 4_000, key: 'evidence.room.form.answer_needed' }),
  codes: optionalText({ max: 2_000 }),
});
