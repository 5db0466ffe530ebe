// Pages of one's own account: data, positions held, language, password.
import type { Ctx } from '../../platform/http/context.ts';
import { changePassword } from '../renewing.ts';
import { PASSWORD_MIN } from '../rules.ts';
import { areasByIds, heldBy } from '../queries/index.ts';
import { shownHolding } from '../present.ts';

export async function showAccount(ctx: Ctx<undefined, undefined>): Promise<void> {
  const { user } = ctx;
  const [areas, held] = await Promise.all([areasByIds(user.areas), heldBy(user.id)]);
  ctx.page('people/account', {
    title: ctx.t('people.account.title'),
    name: user.name,
    facts: [
      { label: ctx.t('people.field.email'), value: user.email },
      {
        label: ctx.t('people.field.roles'),
        value: user.roles.map((role) => ctx.t(`people.role.${role}`)).join(', '),
      },
      { label: ctx.t('people.field.areas'), value: areas.map((area) => area.name).join(', ') },
    ],
    held: held.map((holding) => shownHolding(ctx, holding)),
    min: PASSWORD_MIN,
  });
}

export async function handlePassword(
  ctx: Ctx<undefined, { current: string; password: string }>,
): Promise<void> {
  await changePassword(ctx.user, ctx.input, ctx.req.sessionID);
  await ctx.redirect('/mi-cuenta', { key: 'people.password.changed' });
}
