// The forms of bodies and sessions.
import {
  checkbox, choice, day, form, id, list, optionalChoice, optionalDay, optionalText, pageNumber, password, sha256, text, whole,
} from '../platform/forms/forms.ts'; // prettier-ignore
import { MEMBER_ROLES, MODES, OUTCOMES, QUORUM_RULES, SESSION_STATES } from './rules.ts';

const quorum = {
  rule: choice(QUORUM_RULES),
  number: optionalText({ max: 3 }).transform((value) => (value === '' ? null : value)),
};

const facts = { name: text({ max: 160 }), purpose: optionalText({ max: 1000 }), ...quorum };
type Facts = { number: string | null };
const numberFault = ({ number }: Facts) =>
  number !== null && !/^[1-9]\d{0,2}$/.test(number)
    ? { number: [{ key: 'meetings.form.quorum_number' }] }
    : null;

export const bodyForm = form({ short: text({ max: 20 }), ...facts }, numberFault);
export const bodyEditForm = form({ ...facts, active: checkbox() }, numberFault);

export const memberForm = form({
  person: id(),
  role: choice(MEMBER_ROLES),
  votes: checkbox(),
  from: day(),
  until: optionalDay(),
  namedBy: optionalText({ max: 200 }),
});

export const endForm = form({ until: day() });

const meeting = {
  date: day(),
  time: text({ max: 5 }),
  mode: choice(MODES),
  place: text({ max: 300 }),
};
const timeFault = ({ time }: { time: string }) =>
  /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(time) ? null : { time: [{ key: 'meetings.form.time' }] };

export const conveneForm = form({ ...meeting, agenda: optionalText({ max: 5000 }) }, timeFault);
export const reconveneForm = form(meeting, timeFault);

export const itemForm = form({ title: text({ max: 300 }), subject: optionalText({ max: 60 }) });

export const attendanceForm = form({
  present: list(id()),
  presiding: id('meetings.form.presiding'),
  secretary: id('meetings.form.secretary_absent'),
  guests: optionalText({ max: 2000 }),
});

const votes = () => whole({ min: 0, max: 500 });

export const decisionForm = form({
  outcome: choice(OUTCOMES),
  text: optionalText({ max: 4000 }),
  for: votes(),
  against: votes(),
  abstained: votes(),
  password: password(),
  sha256: optionalText({ max: 64 }),
});

export const minutesForm = form({
  minutes: text({ max: 40_000, key: 'meetings.form.minutes_needed' }),
  what: list(optionalText({ max: 500 }), { max: 100 }),
  who: list(optionalText({ max: 160 }), { max: 100 }),
  due: list(optionalDay(), { max: 100 }),
  close: optionalText({ max: 5 }),
});

export const signatureForm = form({ sha256: sha256(), password: password() });
export const reasonForm = form({ reason: text({ max: 1000 }) });
export const noteForm = form({ text: text({ max: 4000 }) });
export const nothingForm = form({});

export const listQuery = form({
  organo: optionalText({ max: 40 }),
  estado: optionalChoice(SESSION_STATES),
  anio: optionalText({ max: 4 }),
  pagina: pageNumber(),
});
