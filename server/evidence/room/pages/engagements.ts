// Handlers of engagements: the list, one of them, and the forms that open, change and close it.
import { peopleByIds, peopleWithRole } from '../../../people/index.ts';
import { addDays, addMonths, today } from '../../../platform/clock.ts';
import type { InputOf } from '../../../platform/forms/forms.ts';
import type { Ctx } from '../../../platform/http/context.ts';
import { clauseSets } from '../../../requirements/index.ts';
import { processesByIds, processOptions } from '../../../processes/index.ts';
import { packLine } from '../../packs/present.ts';
import { packsOf } from '../../packs/queries.ts';
import type { EngagementRecord } from '../engagement.ts';
import { changeEngagement, closeEngagement, openEngagement, type EngagementInput } from '../engaging.ts';
import type { changeForm, closeForm, engagementForm, roomsQuery } from '../forms.ts';
import { commentLine, engagementFacts, engagementRow, pathOf, requestLine, stateTag } from '../present.ts';
import { commentsIn, listEngagements, requestsIn, setsOf, shownRecords } from '../queries.ts';

export async function list(ctx: Ctx<undefined, undefined, InputOf<typeof roomsQuery>>): Promise<void> {
  const { user, query, language, t } = ctx;
  if (user.engagement) return ctx.redirect(pathOf(user.engagement.code));
  const page = await listEngagements(user, query.pagina);
  ctx.page('evidence/rooms', {
    title: t('evidence.room.many'),
    list: { ...page, rows: page.rows.map((row) => engagementRow(row, language, t)) },
    can: { engage: ctx.may('evidence.engage') },
  });
}

const LATEST = 10;

export async function show(ctx: Ctx<EngagementRecord>): Promise<void> {
  const { subject: engagement, user, t } = ctx;
  const { code } = engagement;
  const [facts, requests, comments, packs] = await Promise.all([factsOf(ctx), requestsIn(engagement), commentsIn(engagement), packsOf(String(engagement._id))]); // prettier-ignore
  const abouts = await shownRecords(comments.slice(0, LATEST).map((one) => one.about), user); // prettier-ignore
  ctx.page('evidence/room', {
    title: engagement.body,
    crumbs: [{ label: t('evidence.room.many'), href: '/sala-de-lectura' }, { label: code }],
    engagement,
    state: stateTag(engagement, t),
    path: pathOf(code),
    facts,
    sets: setsOf(engagement).map((set) => ({
      href: `${pathOf(code, 'requisitos')}?conjunto=${set.id}`,
      label: t(set.word),
      note: t('evidence.room.clauses', { count: set.clauses.length }),
    })),
    requests: requests.map((one) => requestLine(one, code, t)),
    packs: packs.map((one) => packLine(one, t)),
    comments: comments.slice(0, LATEST).map((one, index) => commentLine(one, abouts[index] ?? null, t)),
    can: {
      ask: ctx.may('evidence.ask', engagement),
      change: !engagement.closed && ctx.may('evidence.change_engagement', engagement),
    },
  });
}

async function factsOf({ subject: engagement, language, t }: Ctx<EngagementRecord>) {
  const [people, processes] = await Promise.all([
    peopleByIds(engagement.accounts),
    processesByIds(engagement.processes ?? []),
  ]);
  const names = {
    accounts: people.map((one) => one.name),
    sets: setsOf(engagement).map((set) => t(set.word)),
    processes: processes.map((one) => `${one.code} ${one.name}`),
  };
  return engagementFacts(engagement, names, { language, t });
}

export async function blank(ctx: Ctx): Promise<void> {
  const day = today();
  const usual = {
    everySet: true,
    everyProcess: true,
    from: addMonths(day, -12),
    until: day,
    cutOff: day,
    expires: addDays(day, 30),
  };
  ctx.page('evidence/room_form', {
    ...(await formData(ctx)),
    title: ctx.t('evidence.room.new'),
    isNew: true,
    engagement: usual,
    action: '/sala-de-lectura',
    back: '/sala-de-lectura',
  });
}

export async function edit(ctx: Ctx<EngagementRecord>): Promise<void> {
  const { subject: engagement } = ctx;
  const { code, sets, processes } = engagement;
  ctx.page('evidence/room_form', {
    ...(await formData(ctx)),
    title: ctx.t('evidence.room.change'),
    isNew: false,
    engagement: { ...engagement, everySet: sets === null, everyProcess: processes === null },
    action: pathOf(code, 'edicion'),
    back: pathOf(code),
  });
}

async function formData({ t }: Pick<Ctx, 't'>): Promise<Record<string, unknown>> {
  const [certifiers, processes] = await Promise.all([peopleWithRole('certifier'), processOptions()]);
  return {
    certifiers: certifiers.map((one) => ({ value: one.id, label: one.name })),
    sets: clauseSets.map((set) => ({ value: set.id, label: t(set.word) })),
    processes,
  };
}

export async function create(ctx: Ctx<undefined, InputOf<typeof engagementForm>>): Promise<void> {
  const code = await openEngagement(inputOf(ctx.input), ctx.actor);
  await ctx.redirect(pathOf(code), { key: 'evidence.room.flash.opened', params: { code } });
}

export async function change(ctx: Ctx<EngagementRecord, InputOf<typeof changeForm>>): Promise<void> {
  const { code } = ctx.subject;
  await changeEngagement(code, inputOf(ctx.input), ctx.input.reason, ctx.actor);
  await ctx.redirect(pathOf(code), { key: 'evidence.room.flash.changed', params: { code } });
}

export function closing(ctx: Ctx<EngagementRecord>): void {
  const { code } = ctx.subject;
  ctx.page('evidence/room_close', {
    title: ctx.t('evidence.room.close', { code }),
    action: pathOf(code, 'cierre'),
    back: pathOf(code),
  });
}

export async function close(ctx: Ctx<EngagementRecord, InputOf<typeof closeForm>>): Promise<void> {
  const { code } = ctx.subject;
  await closeEngagement(code, ctx.input.reason, ctx.actor);
  await ctx.redirect(pathOf(code), { key: 'evidence.room.flash.closed', params: { code } });
}

function inputOf(input: InputOf<typeof engagementForm>): EngagementInput {
  const { body, purpose, accounts, everySet, sets, everyProcess, processes } = input;
  const { from, until, cutOff, expires } = input;
  const scope = { sets: everySet ? null : sets, processes: everyProcess ? null : processes };
  return { body, purpose, accounts, ...scope, from, until, cutOff, expires };
}
