// The code of a copy as somebody types it from paper.
import { form, optionalText } from '../platform/forms/forms.ts';

export const tokenQuery = form({ codigo: optionalText({ max: 60 }) });
