// Plans and items as the templates of every register need them.
import type { Params } from '../../platform/errors.ts';
import { formatDate } from '../../platform/words/index.ts';
import type { ItemRecord } from './item.ts';
import type { By, PlanRecord } from './plan.ts';
import { itemUrl, planUrl, type Named } from './register.ts';
import { ITEM_KINDS, PLAN_STATES, PLAN_TONES, type PlanState } from './rules.ts';

type T = (key: string, params?: Params) => string;

/** What a list shows of a plan; each register adds whose it is. */
export function planLine(register: Named, plan: PlanRecord, t: T) {
  return {
    href: planUrl(register, plan),
    code: plan.code,
    title: plan.title,
    period: periodOf(plan),
    state: planTag(register, plan.state, t),
  };
}

export function planTag({ name }: Named, state: PlanState, t: T) {
  return { kind: PLAN_TONES[state], text: t(`${name}.state.${state}`) };
}

export function stateOptions({ name }: Named, t: T) {
  return PLAN_STATES.map((value) => ({ value, label: t(`${name}.state.${value}`) }));
}

/** `2024 – 2027`, or the one year. */
export function periodOf({ from, until }: { from: number; until: number }): string {
  return from === until ? String(from) : `${from} – ${until}`;
}

/** For which years a plan is, and what happened to it: shown after whose it is. */
export function lifeFacts(plan: PlanRecord, t: T) {
  const { began, enabled, closed } = plan;
  return [
    { label: t('pam.field.period'), value: periodOf(plan) },
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

/**
 * The lines of a plan under their kinds, those taken out last.
 * @param links how many links each has, by its id
 */
export function itemGroups(
  register: Named,
  plan: PlanRecord,
  items: readonly ItemRecord[],
  links: ReadonlyMap<string, number>,
  t: T,
) {
  const line = (item: ItemRecord) => ({
    href: itemUrl(register, plan, item),
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

function whoWhen({ name, position, at }: By & { at: Date }): string {
  return `${[name, position].filter(Boolean).join(', ')} (${formatDate(at)})`;
}
