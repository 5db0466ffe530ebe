// Types of document: the list with their codes and routes, and the form that opens or changes one.
import { Invalid } from '../../platform/errors.ts';
import type { InputOf } from '../../platform/forms/forms.ts';
import type { Ctx } from '../../platform/http/context.ts';
import type { typeForm } from '../forms/typing.ts';
import { routeRows, typeRows } from '../present/types.ts';
import { allTypes, participantOptions, participantsNamed } from '../queries/types.ts';
import type { Step } from '../rules.ts';
import type { DocumentTypeRecord } from '../type.ts';
import { createType, editType, type TypeInput } from '../typing.ts';

type Input = InputOf<typeof typeForm>;
const HOME = '/tipos-documentales';

export async function list(ctx: Ctx): Promise<void> {
  ctx.page('documents/types', {
    title: ctx.t('documents.types.title'),
    crumbs: crumbsOf(ctx),
    types: typeRows(await allTypes(), ctx.t),
    can: { edit: ctx.may('documents.edit_types') },
  });
}

export async function blank(ctx: Ctx): Promise<void> {
  await showForm(ctx, null);
}

export async function edit(ctx: Ctx<DocumentTypeRecord>): Promise<void> {
  await showForm(ctx, ctx.subject);
}

export async function create(ctx: Ctx<undefined, Input>): Promise<void> {
  const input = await typeOf(ctx.input);
  await createType({ ...input, active: true }, ctx.user);
  await ctx.redirect(HOME, { key: 'documents.types.created', params: { name: input.name } });
}

export async function change(ctx: Ctx<DocumentTypeRecord, Input>): Promise<void> {
  const input = await typeOf(ctx.input);
  await editType(String(ctx.subject._id), input, ctx.user);
  await ctx.redirect(HOME, { key: 'documents.types.changed', params: { name: input.name } });
}

async function showForm(ctx: Ctx | Ctx<DocumentTypeRecord>, type: DocumentTypeRecord | null): Promise<void> {
  const options = await participantOptions(ctx.t);
  ctx.page('documents/type', {
    title: ctx.t(type ? 'documents.types.edit' : 'documents.types.new'),
    crumbs: crumbsOf(ctx, type?.name ?? ctx.t('documents.types.new')),
    type: type ?? { pattern: '{process}-{type}-{nn}', reviewMonths: 24, active: true },
    isNew: type === null,
    action: type ? `${HOME}/${String(type._id)}` : HOME,
    back: HOME,
    options,
    ...routeRows(type?.route ?? [], ctx.form.values, ctx.t),
  });
}

/** The flat lists of the form as a type with its route. @throws Invalid when a step is half filled in */
async function typeOf(input: Input): Promise<TypeInput> {
  const { code, name, pattern, isForm, reviewMonths, active } = input;
  return { code, name, pattern, isForm, reviewMonths, active, route: await routeOf(input) };
}

async function routeOf({ stage, needs, who, perStep }: Input): Promise<Step[]> {
  const route: Step[] = [];
  for (const [index, chosen] of stage.entries()) {
    const named = who.slice(index * perStep, (index + 1) * perStep).filter(Boolean);
    if (!chosen && named.length === 0) continue;
    if (!chosen) throw Invalid.field('route', 'documents.types.route_without_stage', { step: index + 1 });
    const participants = await participantsNamed(named);
    if (!participants) throw Invalid.field('route', 'shared.form.choose');
    route.push({ stage: chosen, needs: needs[index] ?? 0, participants });
  }
  return route;
}

function crumbsOf(ctx: Pick<Ctx, 't'>, last?: string): Record<string, unknown>[] {
  const home = { href: '/documentos', label: ctx.t('documents.title') };
  const list = ctx.t('documents.types.title');
  return last ? [home, { href: HOME, label: list }, { label: last }] : [home, { label: list }];
}
