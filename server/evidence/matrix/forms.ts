// What is asked of the matrix.
import { form, optionalId, optionalText, pageNumber } from '../../platform/forms/forms.ts';

const shape = {
  conjunto: optionalText({ max: 60 }),
  proceso: optionalId(),
  periodo: optionalText({ max: 6 }),
};
export const matrixQuery = form(shape);
export const clauseQuery = form({ ...shape, pagina: pageNumber() });
