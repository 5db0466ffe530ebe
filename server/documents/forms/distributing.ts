// Forms of the points of use: where a document goes, who has read it, and a person's own list.
import { checkbox, form, id, list, optionalChoice, optionalText, pageNumber, sha256 } from '../../platform/forms/forms.ts'; // prettier-ignore

export const distributionForm = form({
  everyone: checkbox(),
  areas: list(id()),
  positions: list(id()),
  acknowledge: checkbox(),
});
export const readersQuery = form({
  lectura: optionalChoice(['falta', 'confirmada']),
  pagina: pageNumber(),
});
export const readingForm = form({ sha256: sha256() });
export const ownQuery = form({ q: optionalText({ max: 200 }), pagina: pageNumber() });
