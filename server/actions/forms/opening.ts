// Forms that open a nonconformity or register a nonconforming service, and the query strings of lists.
import {
  checkbox,
  choice,
  day,
  form,
  id,
  optionalChoice,
  optionalId,
  optionalText,
  pageNumber,
  text,
} from '../../platform/forms/forms.ts';
import {
  ACTION_KINDS,
  ACTION_STATES,
  DISPOSITIONS,
  FOUND,
  GRADES,
  NATURES,
  SERVICE_STATES,
  SOURCES,
  STATES,
} from '../rules/states.ts';

const description = text({ max: 4_000, key: 'actions.form.description' });

export const recordForm = form({
  nature: choice(NATURES),
  source: choice(SOURCES),
  description,
  process: optionalId(),
  clause: optionalText({ max: 20 }),
  grade: choice(GRADES),
  found: day(),
  responsible: id(),
  origin: optionalText({ max: 60 }),
});
/** What the page of another record proposes by its link. */
export const newQuery = form({ origen: optionalText({ max: 60 }), clase: optionalChoice(NATURES) });

export const serviceForm = form({
  what: description,
  found: day(),
  where: choice(FOUND),
  process: id('actions.form.process'),
  clause: optionalText({ max: 20 }),
  requirement: optionalText({ max: 1_000 }),
  affected: optionalText({ max: 60 }),
  effects: optionalText({ max: 4_000 }),
  authority: id(),
  responsible: id(),
});
export const decisionForm = form({
  disposition: choice(DISPOSITIONS),
  reason: text({ max: 2_000, key: 'actions.form.reason' }),
  permission: optionalText({ max: 500 }),
  due: day('actions.form.due'),
});
export const conformsForm = form({
  conforms: choice(['yes', 'no']),
  text: text({ max: 4_000, key: 'actions.form.findings' }),
});
export const raiseForm = form({ description, grade: choice(GRADES), responsible: id() });

export const listQuery = form({
  estado: optionalChoice(['open', ...STATES]),
  clase: optionalChoice(NATURES),
  grado: optionalChoice(GRADES),
  origen: optionalChoice(SOURCES),
  proceso: optionalId(),
  responsable: optionalId(),
  vencidas: checkbox(),
  orden: optionalText({ max: 20 }),
  pagina: pageNumber(),
});
export const actionQuery = form({
  clase: optionalChoice(ACTION_KINDS),
  estado: optionalChoice(ACTION_STATES),
  proceso: optionalId(),
  responsable: optionalId(),
  vencidas: checkbox(),
  orden: optionalText({ max: 20 }),
  pagina: pageNumber(),
});
export const serviceQuery = form({
  estado: optionalChoice(SERVICE_STATES),
  proceso: optionalId(),
  orden: optionalText({ max: 20 }),
  pagina: pageNumber(),
});
export const yearQuery = form({ anio: optionalText({ max: 4 }) });
