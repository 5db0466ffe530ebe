// Forms of the field work: lines, samples, findings, answers.
import {
  choice,
  form,
  id,
  list,
  optionalChoice,
  optionalId,
  optionalText,
  pageNumber,
  text,
  whole,
} from '../../platform/forms/forms.ts';
import { SAMPLE_METHODS } from '../rules/sampling.ts';
import { GRADES, RESULTS } from '../rules/states.ts';

export const lineCheckForm = form({
  result: optionalChoice(RESULTS),
  evidence: optionalText({ max: 4_000 }),
  interviewee: optionalText({ max: 200 }),
  note: optionalText({ max: 2_000 }),
  seen: optionalText({ max: 20 }),
  terse: optionalText({ max: 2 }),
});

export const composeForm = form({
  clauses: list(optionalText({ max: 60 }), { max: 400 }),
  activities: list(optionalText({ max: 60 }), { max: 1_000 }),
  template: optionalId(),
  section: optionalText({ max: 160 }),
  own: optionalText({ max: 40_000 }),
});

export const templateForm = form({ name: text({ max: 160 }) });

export const sampleForm = form({
  population: text({ max: 400 }),
  items: optionalText({ max: 400_000 }),
  populationSize: optionalText({ max: 8 }),
  method: choice(SAMPLE_METHODS),
  size: whole({ min: 1, max: 2_000 }),
  seed: text({ max: 60 }),
  reason: optionalText({ max: 1_000 }),
});

export const findingForm = form({
  grade: choice(GRADES),
  process: id(),
  clause: optionalText({ max: 60 }),
  requirement: optionalText({ max: 600 }),
  statement: text({ max: 4_000, key: 'audits.form.statement_needed' }),
  evidence: text({ max: 4_000, key: 'audits.form.finding_evidence_needed' }),
  line: optionalId(),
});

export const answerForm = form({
  accepts: choice(['si', 'no']),
  text: text({ max: 4_000, key: 'audits.form.answer_needed' }),
  correction: optionalText({ max: 4_000 }),
});

export const sectionQuery = form({
  seccion: pageNumber(),
  pagina: pageNumber(),
  orden: optionalText({ max: 4 }),
});
export const fromLineQuery = form({ linea: optionalId() });
export const composeQuery = form({ conjunto: optionalText({ max: 60 }) });
