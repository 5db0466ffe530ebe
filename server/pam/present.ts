// Plans and items as their templates need them.
import type { Params } from '../platform/errors.ts';
import { formatDate } from '../platform/words/index.ts';
import { urlOf } from './kinds.ts';
import type { ItemRecord } from './item.ts';
import type { By, PlanRecord } from './plan.ts';
import { ITEM_KINDS, PLAN_STATES, PLAN_TONES, type PlanState } from './rules.ts';

type T = (key: string, params?: Params) => string;

export function planLine(plan: PlanRecord, t: T) {
  return {
    href: urlOf(plan),
    code: plan.code,
    title: plan.title,
    entity: plan.entity,
    period: periodOf(plan),
    state: planTag(plan.state, t),
  };
}

export function planTag(state: PlanState, t: T) {
  return { kind: PLAN_TONES[state], text: t(`pam.state.${state}`) };
}

/** `2024 a 2027`, or the one year. */
export function periodOf({ from, until }: { from: number; until: number }): string {
  return from === until ? String(from) : `${from} – ${until}`;
}

/** What happened to a plan, shown with its facts. */
export function lifeFacts(plan: Pick<PlanRecord, 'began' | 'enabled' | 'closed'>, t: T) {
  const { began, enabled, closed } = plan;
  return [
    { label: t('pam.field.began'), value: whoWhen(began) },
    ...(enabled
      ? [
          { label: t('pam.field.acta'), value: `${enabled.acta}, ${formatDate(enabled.day)}` },
          { label: t('pam.field.enabled'), value: whoWhen(enabled) },
        ]
      : []),
    ...(closed
      ? [
          { label: t('pam.field.closed'), value: whoWhen(closed) },
          { label: t('pam.field.reason'), value: closed.reason },
        ]
      : []),
  ];
}

export function planFacts(plan: PlanRecord, t: T) {
  return [
    { label: t('pam.field.entity'), value: plan.entity },
    { label: t('pam.field.period'), value: periodOf(plan) },
    ...lifeFacts(plan, t),
  ];
}

/** The lines of a plan under their kinds, those taken out last. */
export function itemGroups<I extends Omit<ItemRecord, 'plan'>>(
  items: readonly I[],
  urlFor: (item: I) => string,
  links: ReadonlyMap<string, number>,
  t: T,
) {
  const line = (item: I) => ({
    href: urlFor(item),
    code: item.code,
    text: item.text,
    links: links.get(String(item._id)) ?? 0,
  });
  const kept = items.filter(({ withdrawn }) => !withdrawn);
  return {
    groups: ITEM_KINDS.map((kind) => ({
      id: kind,
      title: t(`pam.item_kinds.${kind}`),
      lines: kept.filter((item) => item.kind === kind).map(line),
    })).filter(({ lines }) => lines.length > 0),
    withdrawn: items.filter(({ withdrawn }) => withdrawn).map(line),
  };
}

export function itemKindOptions(t: T) {
  return ITEM_KINDS.map((value) => ({ value, label: t(`pam.item_kind.${value}`) }));
}

export function stateOptions(t: T) {
  return PLAN_STATES.map((value) => ({ value, label: t(`pam.state.${value}`) }));
}

function whoWhen({ name, position, at }: By & { at: Date }): string {
  return `${[name, position].filter(Boolean).join(', ')} (${formatDate(at)})`;
}
