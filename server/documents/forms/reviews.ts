// The query string of the list of reviews.
import { checkbox, form, optionalChoice, pageNumber } from '../../platform/forms/forms.ts';

export const reviewsQuery = form({
  plazo: optionalChoice(['vencidas', 'treinta', 'noventa']),
  mias: checkbox(),
  pagina: pageNumber(),
});
