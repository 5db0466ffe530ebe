// Forms of links made by hand.
import { form, optionalText, text } from '../../platform/forms/forms.ts';

export const askQuery = form({ de: optionalText({ max: 200 }), q: optionalText({ max: 200 }) });
/** `other` is kind and id of the other record; `way` is direction and meaning: `out:evidences`. */
export const tieForm = form({
  other: text({ max: 80, key: 'evidence.links.form.other' }),
  way: text({ max: 40, key: 'evidence.links.form.way' }),
});
export const reasonForm = form({ reason: text({ max: 1_000, key: 'evidence.links.form.reason' }) });
export const waiverQuery = form({ de: optionalText({ max: 200 }), sentido: optionalText({ max: 40 }) });
