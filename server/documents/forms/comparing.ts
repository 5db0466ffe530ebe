// The query string of a comparison: numbers of two versions, and whether unchanged text is shown.
import { form, optionalChoice, whole } from '../../platform/forms/forms.ts';

const number = () => whole({ min: 1, max: 99_999 });
export const compareQuery = form({ de: number(), a: number(), ver: optionalChoice(['todo']) });
