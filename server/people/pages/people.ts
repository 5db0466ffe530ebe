// Pages of people and their accounts.
import type { Role } from '../../platform/access/roles.ts';
import { historyOf } from '../../platform/audit/history.ts';
import { settleKey } from '../../platform/audit/once.ts';
import { recordId } from '../../platform/db/ids.ts';
import { NotFound } from '../../platform/errors.ts';
import { onceOf, type Ctx } from '../../platform/http/context.ts';
import { timelineOf } from '../../platform/pages/timeline.ts';
import { isMailOn } from '../delivery.ts';
import { disableUser, editUser, enableUser, setRoles } from '../enrolling.ts';
import { personPage, personRow, roleOptions, sections } from '../present.ts';
import {
  areaOptions,
  areasByIds,
  heldBy,
  listPeople,
  personById,
  type PersonDetail,
} from '../queries/index.ts';
import { giveLink, invite } from '../sending.ts';

interface Filters {
  q: string;
  rol: Role | null;
  estado: 'activas' | 'inactivas' | null;
  pagina: number;
}

export async function loadPerson(params: Record<string, string>): Promise<PersonDetail> {
  const person = await personById(recordId(params.id));
  if (!person) throw new NotFound();
  return person;
}

export async function listPage(ctx: Ctx<undefined, undefined, Filters>): Promise<void> {
  const { q, rol, estado, pagina } = ctx.query;
  const active = estado === null ? true : estado === 'activas';
  const seesContact = ctx.may('people.read_contact');
  const list = await listPeople({ q, role: rol, active, byEmail: seesContact }, pagina);
  ctx.page('people/index', {
    title: ctx.t('people.list.title'),
    sections: sections(ctx, 'people'),
    list,
    rows: list.rows.map((person) => personRow(ctx, person)),
    filter: { q, rol, estado: estado ?? 'activas' },
    clear: q !== '' || rol !== null || estado === 'inactivas' ? '/personas' : null,
    roles: roleOptions(ctx),
    can: { create: ctx.may('people.create'), contact: seesContact },
  });
}

export async function showPerson(ctx: Ctx<PersonDetail, undefined>): Promise<void> {
  const person = ctx.subject;
  const seesHistory = ctx.may('people.read_history');
  const [areas, held, history] = await Promise.all([
    areasByIds(person.areas),
    heldBy(person.id),
    seesHistory ? historyOf(`person:${person.id}`, { except: ['people.sign_in'], limit: 30 }) : [],
  ]);
  ctx.page('people/show', {
    ...personPage(ctx, person, { areas, held }),
    timeline: seesHistory ? timelineOf(history, ctx.t) : null,
  });
}

export async function newPersonPage(ctx: Ctx<undefined, undefined>): Promise<void> {
  const options = { areas: await areaOptions(), roles: roleOptions(ctx) };
  ctx.page('people/new', { title: ctx.t('people.new.title'), mail: isMailOn(), ...options });
}

export async function handleNewPerson(
  ctx: Ctx<undefined, { name: string; email: string; areas: string[]; roles: Role[] }>,
): Promise<void> {
  const { id, address } = await invite(ctx.input, ctx.actor, ctx.language);
  const { name, email } = ctx.input;
  await afterLink(ctx, { id, name, email }, address);
}

export async function handleLinkForPerson(ctx: Ctx<PersonDetail, undefined>): Promise<void> {
  const person = ctx.subject;
  const purpose = person.hasPassword ? 'recovery' : 'invitation';
  await afterLink(ctx, person, await giveLink(person, purpose, ctx.actor, ctx.language));
}

export async function editPersonPage(ctx: Ctx<PersonDetail, undefined>): Promise<void> {
  const { name } = ctx.subject;
  ctx.page('people/edit', {
    title: ctx.t('people.edit.title', { name }),
    person: ctx.subject,
    areas: await areaOptions(),
  });
}

export async function handleEditPerson(
  ctx: Ctx<PersonDetail, { name: string; email: string; areas: string[] }>,
): Promise<void> {
  await editUser(ctx.subject.id, ctx.input, ctx.actor);
  await ctx.redirect(`/personas/${ctx.subject.id}`, { key: 'people.edit.done' });
}

export function rolesPage(ctx: Ctx<PersonDetail, undefined>): void {
  const { name } = ctx.subject;
  ctx.page('people/roles', {
    title: ctx.t('people.roles.title', { name }),
    person: ctx.subject,
    roles: roleOptions(ctx),
  });
}

export async function handleRoles(ctx: Ctx<PersonDetail, { roles: Role[]; reason: string }>): Promise<void> {
  const { subject, input } = ctx;
  await setRoles(subject.id, input.roles, ctx.actor, input.reason);
  await ctx.redirect(`/personas/${subject.id}`, { key: 'people.roles.done', params: { name: subject.name } });
}

export function disablePage(ctx: Ctx<PersonDetail, undefined>): void {
  const { name } = ctx.subject;
  ctx.page('people/disable', { title: ctx.t('people.disable.title', { name }), person: ctx.subject });
}

export async function handleDisable(ctx: Ctx<PersonDetail, { reason: string }>): Promise<void> {
  await disableUser(ctx.subject.id, ctx.input.reason, ctx.actor);
  await ctx.redirect(`/personas/${ctx.subject.id}`, {
    key: 'people.disable.done',
    params: { name: ctx.subject.name },
  });
}

export function enablePage(ctx: Ctx<PersonDetail, undefined>): void {
  const { name } = ctx.subject;
  ctx.page('people/enable', { title: ctx.t('people.enable.title', { name }), person: ctx.subject });
}

export async function handleEnable(ctx: Ctx<PersonDetail, { reason: string }>): Promise<void> {
  await enableUser(ctx.subject.id, ctx.input.reason, ctx.actor);
  await ctx.redirect(`/personas/${ctx.subject.id}`, {
    key: 'people.enable.done',
    params: { name: ctx.subject.name },
  });
}

/** Mailed: back to the person. Otherwise the one and only look at the link, which is stored nowhere. */
async function afterLink(
  ctx: Pick<Ctx, 'req' | 'page' | 'redirect' | 't'>,
  person: { id: string; name: string; email: string },
  address: string | null,
): Promise<void> {
  const href = `/personas/${person.id}`;
  if (!address) return ctx.redirect(href, { key: 'people.link.mailed', params: { email: person.email } });
  const once = onceOf(ctx.req);
  if (once) await settleKey(once, href);
  ctx.page('people/handed-link', {
    title: ctx.t('people.link.hand_title', { name: person.name }),
    person,
    href,
    address,
  });
}
