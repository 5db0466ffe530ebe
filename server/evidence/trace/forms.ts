// What is asked of a trace.
import { choice, form, optionalDay, optionalText, pageNumber, text } from '../../platform/forms/forms.ts';
import { DIRECTIONS } from './walking.ts';

export const traceQuery = form({
  codigo: optionalText({ max: 200 }),
  sentido: choice(DIRECTIONS).catch('both'),
  niveles: choice(['1', '2', '3', '4']).catch('2'),
  fecha: optionalDay(),
});
/** `cual`: which of the required links, by its place in the list. */
export const orphanQuery = form({ cual: optionalText({ max: 3 }), pagina: pageNumber() });
export const waiveForm = form({ reason: text({ max: 1_000, key: 'evidence.links.form.reason' }) });
