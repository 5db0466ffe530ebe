// Settings: who runs this copy, and on which days it does not attend.
import { act } from '../../platform/audit/act.ts';
import { holidays, isWorkingDay } from '../../platform/clock.ts';
import { Invalid } from '../../platform/errors.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { closures, entity, readSettings } from '../../platform/settings/settings.ts';
import { ENTITY_KINDS } from '../forms.ts';

interface EntityInput {
  entity: string;
  kind: (typeof ENTITY_KINDS)[number];
}

export async function showSettings(ctx: Ctx): Promise<void> {
  await readSettings();
  const { t } = ctx;
  ctx.page('admin/settings', {
    title: t('admin.settings.title'),
    entity: entity.get(),
    kinds: ENTITY_KINDS.map((value) => ({
      value,
      label: t(`admin.kind.${value}`),
      hint: t(`admin.kind_hint.${value}`),
    })),
    closures: [...closures.get()].sort((a, b) => (a.day < b.day ? 1 : -1)),
  });
}

export async function changeEntity(ctx: Ctx<undefined, EntityInput>): Promise<void> {
  const { entity: name, kind } = ctx.input;
  await act('admin.change_entity', ctx.actor, () => entity.set({ name, kind }));
  await readSettings();
  await ctx.redirect('/ajustes', { key: 'admin.settings.saved' });
}

/** A closure changes terms that are counted from now on; those already counted keep the calendar of their day. */
export async function addClosure(ctx: Ctx<undefined, { day: string; by: string }>): Promise<void> {
  const { day, by } = ctx.input;
  if (!isWorkingDay(day))
    throw Invalid.field(
      'day',
      holidays(Number(day.slice(0, 4))).has(day) ? 'admin.settings.is_holiday' : 'admin.settings.is_weekend',
    );
  await act('admin.add_closure', ctx.actor, async () => {
    await readSettings();
    if (closures.get().some((one) => one.day === day)) throw Invalid.field('day', 'admin.settings.is_closed');
    await closures.set([...closures.get(), { day, by }]);
  }, { queue: 'admin/closures' }); // prettier-ignore
  await readSettings();
  await ctx.redirect('/ajustes', { key: 'admin.settings.closure_added' });
}

export async function endClosure(ctx: Ctx<undefined, { day: string }>): Promise<void> {
  await act('admin.end_closure', ctx.actor, async () => {
    await readSettings();
    await closures.set(closures.get().filter((one) => one.day !== ctx.input.day));
  }, { queue: 'admin/closures' }); // prettier-ignore
  await readSettings();
  await ctx.redirect('/ajustes', { key: 'admin.settings.closure_ended' });
}
