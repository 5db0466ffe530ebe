// The forms of requirements: filters, what is kept of a clause, rounds and their answers.
import {
  choice,
  day,
  form,
  id,
  optionalChoice,
  optionalId,
  optionalText,
  pageNumber,
  text,
} from '../platform/forms/forms.ts';
import { STATES, VERDICTS } from './rules.ts';

export const filterForm = form({
  conjunto: optionalText({ max: 60 }),
  obliga: optionalText({ max: 20 }),
  tema: optionalText({ max: 40 }),
  estado: optionalChoice(STATES),
  q: optionalText({ max: 100 }),
});

/** Values of `obliga`: everyone, or one kind of entity. */
export const BINDS = { todos: undefined, ministerio: 'ministry', etc: 'territorial' } as const;

export const gapForm = form({ de: optionalText({ max: 60 }), a: optionalText({ max: 60 }) });

export const pickQuery = form({ buscar: optionalText({ max: 100 }) });
export const dutiesForm = form({ responsible: optionalId(), expected: optionalText({ max: 2000 }) });
export const appliesForm = form({
  applies: choice(['si', 'no'], 'requirements.form.applies_needed'),
  reason: optionalText({ max: 1000 }),
});
export const governForm = form({
  document: text({ max: 60, key: 'requirements.form.document_needed' }),
});
export const stopForm = form({ document: id() });
export const assessForm = form({
  state: choice(VERDICTS, 'requirements.form.state_needed'),
  statement: text({ max: 4000, key: 'requirements.form.statement_needed' }),
});

export const roundsQuery = form({ pagina: pageNumber() });
export const roundQuery = form({ estado: optionalChoice(STATES) });
export const roundForm = form({
  set: text({ max: 60, key: 'requirements.form.set_needed' }),
  name: text({ max: 160, key: 'requirements.form.name_needed' }),
  from: day(),
  until: day(),
});
/** A statement may be kept before there is a state. */
export const answerForm = form({ state: choice(STATES), statement: optionalText({ max: 4000 }) });
export const evidenceForm = form({
  evidence: text({ max: 60, key: 'requirements.form.evidence_needed' }),
});
export const dropEvidenceForm = form({ kind: text({ max: 40 }), id: text({ max: 60 }) });
export const compareQuery = form({ con: optionalText({ max: 20 }) });
