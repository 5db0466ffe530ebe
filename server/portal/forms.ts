// What the public pages take: the code of a copy as somebody types it from paper, and the number and code of a petition.
import { form, optionalText, text } from '../platform/forms/forms.ts';

export const tokenQuery = form({ codigo: optionalText({ max: 60 }) });
export const followForm = form({
  number: text({ max: 30, key: 'portal.follow.number_needed' }),
  secret: text({ max: 60, key: 'portal.follow.secret_needed' }),
});
