// Forms of the acts on nonconformities and actions.
import {
  checkbox,
  choice,
  day,
  form,
  id,
  list,
  optionalText,
  text,
  whole,
} from '../../platform/forms/forms.ts';
import { CATEGORIES, type Category } from '../rules/states.ts';

const long = (key: string) => text({ max: 4_000, key });
const LONG = { max: 4_000 };

export const reviewForm = form({
  extent: long('actions.form.extent'),
  consequences: optionalText(LONG),
  correction: optionalText(LONG),
  similar: optionalText(LONG),
});
export const analysisForm = form({
  whys: list(optionalText({ max: 500 }), { max: 7 }),
  cause_people: optionalText(LONG),
  cause_method: optionalText(LONG),
  cause_information: optionalText(LONG),
  cause_systems: optionalText(LONG),
  cause_measurement: optionalText(LONG),
  cause_environment: optionalText(LONG),
  root: text({ max: 1_000, key: 'actions.form.root' }),
  category: choice(CATEGORIES),
});
const ONE_TO_FIVE = { min: 1, max: 5, key: 'actions.form.one_to_five' };
export const needForm = form({
  probability: whole(ONE_TO_FIVE),
  impact: whole(ONE_TO_FIVE),
  act: choice(['yes', 'no']),
  why: long('actions.form.why'),
});
const actionFields = {
  what: text({ max: 1_000, key: 'actions.form.what' }),
  responsible: id(),
  due: day('actions.form.due'),
  resources: optionalText({ max: 1_000 }),
};
export const planForm = form({
  criterion: text({ max: 1_000, key: 'actions.form.criterion' }),
  verifyNotBefore: day('actions.form.verify_day'),
  ...actionFields,
});
export const addForm = form({ ...actionFields, correction: checkbox() });
export const resultForm = form({ text: long('actions.form.result') });
export const verificationForm = form({
  effective: choice(['yes', 'no']),
  findings: long('actions.form.findings'),
  code: optionalText({ max: 60 }),
});
export const closeForm = form({ note: optionalText(LONG) });
export const reasonForm = form({ reason: text({ max: 1_000, key: 'actions.form.reason' }) });
export const followForm = form({
  text: long('actions.form.follow'),
  code: optionalText({ max: 60 }),
});
export const completeForm = form({
  on: day(),
  text: long('actions.form.done'),
  code: optionalText({ max: 60 }),
});
export const extendForm = form({
  to: day('actions.form.due'),
  reason: text({ max: 1_000, key: 'actions.form.reason' }),
});

/** The causes of the fishbone, one a line in the field of each family. */
export function bonesOf(input: Record<string, unknown>): { category: Category; cause: string }[] {
  return CATEGORIES.flatMap((category) =>
    linesOf(input[`cause_${category}`]).map((cause) => ({ category, cause })),
  );
}

function linesOf(value: unknown): string[] {
  return typeof value === 'string'
    ? value
        .split('\n')
        .map((line) => line.trim().slice(0, 300))
        .filter(Boolean)
        .slice(0, 12)
    : [];
}
