// The filters of the list of requirements.
import { form, optionalText } from '../platform/forms/forms.ts';

export const filterForm = form({
  conjunto: optionalText({ max: 60 }),
  obliga: optionalText({ max: 20 }),
  tema: optionalText({ max: 40 }),
  q: optionalText({ max: 100 }),
});

/** Values of `obliga`: everyone, or one kind of entity. */
export const BINDS = { todos: undefined, ministerio: 'ministry', etc: 'territorial' } as const;
