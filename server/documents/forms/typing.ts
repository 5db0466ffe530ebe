// The form of a type of document. The route comes as parallel lists: one stage and one need per step, `perStep` participants each.
import {
  checkbox,
  form,
  list,
  optionalChoice,
  optionalText,
  text,
  whole,
} from '../../platform/forms/forms.ts';
import type { FieldMessages } from '../../platform/errors.ts';

const CODE = /^[A-ZÑ0-9]{1,6}$/;
const PATTERN = /^(?:[A-ZÑ0-9._-]|\{process\}|\{type\}|\{n{1,5}\})+$/;

export const typeForm = form(
  {
    code: text({ max: 6, key: 'documents.types.code' }).transform((value) => value.toUpperCase()),
    name: text({ max: 80, key: 'documents.types.name' }),
    pattern: text({ max: 60, key: 'documents.types.pattern' }),
    isForm: checkbox(),
    reviewMonths: whole({ min: 1, max: 120, key: 'documents.types.months' }),
    active: checkbox(),
    perStep: whole({ min: 1, max: 50 }),
    stage: list(optionalChoice(['review', 'approval'])),
    needs: list(whole({ min: 0, max: 20 })),
    who: list(optionalText({ max: 60 })),
  },
  ({ code, pattern }) => {
    const wrong: FieldMessages = {};
    if (!CODE.test(code)) wrong.code = [{ key: 'documents.types.code' }];
    if (!PATTERN.test(pattern)) wrong.pattern = [{ key: 'documents.types.pattern' }];
    return wrong;
  },
);
