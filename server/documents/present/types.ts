// Types of document as rows of a table, and the route of one as the rows of its form.
import { codeFrom, type Participant, type Step } from '../rules.ts';
import type { DocumentTypeRecord } from '../type.ts';

type Say = (key: string, params?: Record<string, string | number>) => string;

export function typeRows(types: readonly DocumentTypeRecord[], t: Say): Record<string, unknown>[] {
  return types.map((type) => ({
    href: `/tipos-documentales/${String(type._id)}`,
    code: type.code,
    name: type.name,
    isForm: type.isForm,
    example: codeFrom(type.pattern, { process: 'D02', type: type.code, number: 1 }) ?? type.pattern,
    months: type.reviewMonths,
    active: type.active,
    steps: type.route.map((step) => ({
      stage: t(`documents.route.${step.stage}`),
      who: step.participants.map((one) => participantName(one, t)).join(', '),
      needs: needsOf(step, t),
    })),
  }));
}

/** A person or a position by name, a role in the reader's language. */
export function participantName(participant: Participant, t: Say): string {
  return participant.kind === 'role' ? t(`people.role.${participant.id}`) : participant.name;
}

/** How many of the named must decide; says nothing where one alone is named. */
export function needsOf(step: Step, t: Say): string {
  if (step.needs > 0) return t('documents.route.needs', { count: step.needs });
  return step.participants.length > 1 ? t('documents.route.all') : '';
}

const STEPS_SHOWN = 4;
const PER_STEP = 4;
const SPARE = 2;

/** The steps as the form shows them, with empty ones to fill in: pages without scripts cannot add any. */
export function routeRows(
  route: readonly Step[],
  typed: Record<string, unknown>,
  t: Say,
): Record<string, unknown> {
  const fullest = Math.max(0, ...route.map((step) => step.participants.length));
  const sent = Number(typed.perStep);
  const perStep = sent > 0 && sent <= 50 ? sent : Math.max(PER_STEP, fullest + SPARE);
  const count = Math.max(STEPS_SHOWN, route.length + 1, Array.isArray(typed.stage) ? typed.stage.length : 0);
  return {
    perStep,
    stages: ['review', 'approval'].map((value) => ({ value, label: t(`documents.route.${value}`) })),
    needs: [0, 1, 2, 3, 4, 5].map((value) => ({
      value: String(value),
      label: value === 0 ? t('documents.route.all') : t('documents.route.needs', { count: value }),
    })),
    steps: Array.from({ length: count }, (_, index) => ({
      index,
      number: index + 1,
      stage: route[index]?.stage ?? '',
      needs: String(route[index]?.needs ?? (route[index] ? 0 : 1)),
      who: Array.from({ length: perStep }, (_one, place) => ({
        index: index * perStep + place,
        number: place + 1,
        value: chosenOf(route[index]?.participants[place]),
      })),
    })),
  };
}

function chosenOf(participant: Participant | undefined): string {
  return participant ? `${participant.kind}:${participant.id}` : '';
}
