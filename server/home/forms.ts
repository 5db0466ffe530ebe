// What is typed into the search box.
import { form, optionalText } from '../platform/forms/forms.ts';

export const searchForm = form({ q: optionalText({ max: 200 }) });
