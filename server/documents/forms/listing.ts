// The query string of the master list.
import {
  checkbox,
  form,
  optionalChoice,
  optionalDay,
  optionalId,
  optionalText,
  pageNumber,
} from '../../platform/forms/forms.ts';

export const listQuery = form({
  q: optionalText({ max: 200 }),
  tipo: optionalId(),
  proceso: optionalId(),
  responsable: optionalId(),
  clausula: optionalText({ max: 40 }),
  estado: optionalChoice(['new', 'in_force', 'withdrawn', 'on_its_way']),
  vencidos: checkbox(),
  fecha: optionalDay(),
  orden: optionalText({ max: 20 }),
  pagina: pageNumber(),
});
