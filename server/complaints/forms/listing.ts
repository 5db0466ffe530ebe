// The query strings of the register and of its report.
import { checkbox, form, optionalChoice, optionalId, optionalText, pageNumber } from '../../platform/forms/forms.ts'; // prettier-ignore
import { STATES } from '../rules/states.ts';
import { CHANNELS, KINDS } from '../rules/terms.ts';

const month = () => optionalText({ max: 7 }).transform((value) => (/^\d{4}-(0[1-9]|1[0-2])$/.test(value) ? value : null)); // prettier-ignore
const year = () => optionalText({ max: 4 }).transform((value) => (/^20\d\d$/.test(value) ? Number(value) : null)); // prettier-ignore

export const listQuery = form({
  q: optionalText({ max: 30 }),
  tipo: optionalChoice(KINDS),
  estado: optionalChoice(['open', ...STATES]),
  vencidas: checkbox(),
  mes: month(),
  anio: year(),
  proceso: optionalId(),
  canal: optionalChoice(CHANNELS),
  asignada: optionalId(),
  orden: optionalText({ max: 20 }),
  pagina: pageNumber(),
});
export const reportQuery = form({ mes: month(), anio: year() });
