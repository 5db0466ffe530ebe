// Forms of programmes, auditors and plans.
import {
  checkbox,
  choice,
  day,
  form,
  id,
  list,
  optionalChoice,
  optionalId,
  optionalText,
  pageNumber,
  password,
  sha256,
  text,
  whole,
} from '../../platform/forms/forms.ts';
import { isDay } from '../../platform/clock.ts';
import type { FieldMessages } from '../../platform/errors.ts';
import { LEVELS } from '../qualification.ts';
import { FACTORS } from '../rules/programme.ts';
import { AUDIT_STATES, GRADES, METHODS, TEAM_ROLES } from '../rules/states.ts';

const set = () => optionalText({ max: 60 });

export const programmeForm = form({
  objective: text({ max: 2_000 }),
  responsible: text({ max: 300 }),
  resources: optionalText({ max: 2_000 }),
  criteria: list(set()),
});

export const newProgrammeForm = form({
  year: whole({ min: 2000, max: 2100 }),
  objective: text({ max: 2_000 }),
  responsible: text({ max: 300 }),
  resources: optionalText({ max: 2_000 }),
  criteria: list(set()),
});

const factor = () => whole({ min: 1, max: 5 });
const why = () => optionalText({ max: 500 });

export const lineForm = form({
  state: factor(),
  importance: factor(),
  results: factor(),
  actions: factor(),
  reason_state: why(),
  reason_importance: why(),
  reason_results: why(),
  reason_actions: why(),
  months: list(whole({ min: 1, max: 12 })),
  method: choice(METHODS),
  criteria: list(set()),
  resources: optionalText({ max: 500 }),
  why: optionalText({ max: 1_000 }),
});

/** The line form's flat fields as the verb takes them. */
export function byFactor<T>(
  pick: (factor: (typeof FACTORS)[number]) => T,
): Record<(typeof FACTORS)[number], T> {
  return Object.fromEntries(FACTORS.map((one) => [one, pick(one)])) as Record<(typeof FACTORS)[number], T>;
}

export const qualificationForm = form({
  person: id(),
  level: choice(LEVELS),
  ground: text({ max: 1_000 }),
  criteria: list(set()),
  from: day(),
  until: day(),
});

export const settingsForm = form({
  months: whole({ min: 0, max: 120 }),
  major_answer: whole({ min: 1, max: 90 }),
  major_close: whole({ min: 1, max: 400 }),
  minor_answer: whole({ min: 1, max: 90 }),
  minor_close: whole({ min: 1, max: 400 }),
  observation_answer: whole({ min: 1, max: 90 }),
  observation_close: whole({ min: 1, max: 400 }),
});

const planShape = {
  title: text({ max: 200 }),
  processes: list(id()),
  objective: optionalText({ max: 2_000 }),
  scope: optionalText({ max: 4_000 }),
  criteria: list(set()),
  method: choice(METHODS),
  remote: optionalText({ max: 2_000 }),
  from: day(),
  until: day(),
  agendaDay: list(optionalText({ max: 10 }), { max: 60 }),
  agendaTime: list(optionalText({ max: 20 }), { max: 60 }),
  agendaWhat: list(optionalText({ max: 300 }), { max: 60 }),
  agendaWho: list(optionalText({ max: 200 }), { max: 60 }),
  auditees: list(id()),
};

/** A row of the agenda is whole or empty. */
function agendaFaults({
  agendaDay,
  agendaWhat,
}: {
  agendaDay: string[];
  agendaWhat: string[];
}): FieldMessages | null {
  const half = agendaDay.some((one, index) => {
    const isEmpty = (agendaWhat[index] ?? '') === '';
    return (one === '') !== isEmpty || (one !== '' && !isDay(one));
  });
  return half ? { agenda: [{ key: 'audits.form.agenda_half' }] } : null;
}

export const planForm = form(planShape, agendaFaults);
export const auditForm = form(
  {
    ...planShape,
    origin: choice(['internal', 'external']),
    body: optionalText({ max: 200 }),
    programme: optionalText({ max: 20 }),
    month: optionalText({ max: 2 }),
  },
  agendaFaults,
);

export const followUpForm = form({
  title: text({ max: 200 }),
  objective: text({ max: 2_000 }),
  method: choice(METHODS),
  remote: optionalText({ max: 2_000 }),
  from: day(),
  until: day(),
});

export const memberForm = form({ person: id(), role: choice(TEAM_ROLES) });
export const exceptionForm = form({
  role: choice(['lead', 'auditor']),
  peer: id(),
  reason: text({ max: 1_000 }),
});

export const reasonForm = form({ reason: text({ max: 1_000 }) });
export const confirmForm = form({});
export const signForm = form({ sha256: sha256(), password: password() });
export const acceptForm = form({ sha256: sha256(), note: optionalText({ max: 1_000 }) });
export const closingForm = form({ conclusion: text({ max: 6_000 }), sha256: sha256(), password: password() });

export const auditQuery = form({
  estado: optionalChoice(AUDIT_STATES),
  proceso: optionalId(),
  anio: optionalText({ max: 4 }),
  origen: optionalChoice(['internal', 'external']),
  pagina: pageNumber(),
  orden: optionalText({ max: 20 }),
});

export const findingQuery = form({
  grado: optionalChoice(GRADES),
  proceso: optionalId(),
  abiertos: checkbox(),
  pagina: pageNumber(),
  orden: optionalText({ max: 20 }),
});

/** What a page that starts a plan may carry over from the programme. */
export const startQuery = form({
  programa: optionalText({ max: 20 }),
  proceso: optionalText({ max: 40 }),
  mes: optionalText({ max: 2 }),
});
