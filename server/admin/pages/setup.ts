// Set-up: one short page, open only while the copy is empty.
import { findUser } from '../../people/index.ts';
import { signIn } from '../../platform/access/sessions.ts';
import { Invalid, NotFound } from '../../platform/errors.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { type OfferedProcedure, procedureLoader } from '../../platform/settings/procedures.ts';
import { PASSWORD_MIN } from '../../people/index.ts';
import { ENTITY_KINDS, SECOND_ROLES, type setupForm } from '../forms.ts';
import { isSetupCode, isSetupOpen, SETUP_PATH } from '../gate.ts';
import { setUp } from '../installing.ts';

type Input = Extract<ReturnType<typeof setupForm.read>, { ok: true }>['value'];
type Offered = OfferedProcedure[];

/** @throws NotFound once this copy is set up */
export async function loadSetup(): Promise<Offered> {
  if (!isSetupOpen()) throw new NotFound();
  return procedureLoader().offered();
}

export function showSetup(ctx: Ctx<Offered>): void {
  const { t } = ctx;
  const options = (values: readonly string[], words: string) =>
    values.map((value) => ({ value, label: t(`${words}.${value}`), hint: t(`${words}_hint.${value}`) }));
  ctx.page(
    'admin/setup',
    {
      title: t('admin.setup.title'),
      action: SETUP_PATH,
      kinds: options(ENTITY_KINDS, 'admin.kind'),
      roles: options(SECOND_ROLES, 'admin.second_role'),
      procedures: ctx.subject.filter((one) => !one.modelOf).map(procedureOption),
      models: modelChoices(ctx.subject),
      every: ctx.subject.filter((one) => !one.modelOf).map((one) => one.code),
      min: PASSWORD_MIN,
    },
    { layout: 'plain' },
  );
}

export async function install(ctx: Ctx<Offered, Input>): Promise<void> {
  const { input } = ctx;
  if (!isSetupCode(input.code)) throw Invalid.field('code', 'admin.setup.code_wrong');
  const { first, invitation } = await setUp({
    entity: { name: input.entity, kind: input.kind },
    first: { name: input.name, email: input.email, password: input.password },
    second: input.second_email
      ? {
          name: input.second_name,
          email: input.second_email.toLowerCase(),
          role: input.second_role ?? 'committee',
        }
      : null,
    procedures: chosen(ctx),
    language: ctx.language,
  });
  const user = await findUser(first);
  if (user) await signIn(ctx.req, user);
  const key = invitation ? 'admin.setup.done_with_link' : 'admin.setup.done';
  await ctx.redirect('/', { key, params: { name: input.second_name, link: invitation ?? '' } });
}

/** The ticked procedures, and of each plan the model that was chosen, if any. */
function chosen(ctx: Ctx<Offered, Input>): string[] {
  const offered = new Set(ctx.subject.map((one) => one.code));
  return [...ctx.input.procedures, ...ctx.input.models].filter((code) => offered.has(code));
}

/** One select per plan; `index` tells several apart. */
function modelChoices(offered: Offered) {
  const plans = [...Map.groupBy(offered.filter((one) => one.modelOf), (one) => one.modelOf)]; // prettier-ignore
  return plans.map(([plan, models], index) => ({
    plan,
    index: plans.length > 1 ? index : undefined,
    options: models
      .map(procedureOption)
      .map(({ value, label, hint }) => ({ value, label: hint ? `${label} (${hint})` : label })),
    first: models[0]?.code,
  }));
}

function procedureOption({ code, title, entity }: OfferedProcedure): {
  value: string;
  label: string;
  hint: string;
} {
  return { value: code, label: `${code} · ${title}`, hint: entity ?? '' };
}
