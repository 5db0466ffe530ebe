// Handlers of traces: everything related with a code, as a picture and as a list; what is related with nothing.
import { asOfFor } from '../../platform/access/engagement.ts';
import { today } from '../../platform/clock.ts';
import type { InputOf } from '../../platform/forms/forms.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { kindNamed, type Shown } from '../../platform/links/kinds.ts';
import { requiredLinks, type RequiredLink } from '../../platform/links/required.ts';
import { formatDate } from '../../platform/words/index.ts';
import { recordTyped } from '../links/queries.ts';
import { unwaive, waive } from '../links/tying.ts';
import type { WaiverRecord } from '../links/waiver.ts';
import type { orphanQuery, traceQuery, waiveForm } from './forms.ts';
import { orphansOf, requiredAt, waiversOf } from './orphans.ts';
import { levels, picture } from './present.ts';
import { DIRECTIONS, traceFrom } from './walking.ts';

/** Records in one trace: what a page can show and a person can read. */
const MOST = 200;

export async function trace(ctx: Ctx<undefined, undefined, InputOf<typeof traceQuery>>): Promise<void> {
  const { query, user, t } = ctx;
  // A certifier sees nothing later than the cut-off of the engagement.
  const days = [query.fecha, asOfFor(user)].flatMap((day) => (day && day < today() ? day : []));
  const asOf = days.sort()[0] ?? null;
  const record = query.codigo ? await recordTyped(query.codigo, user) : null;
  const options = { depth: Number(query.niveles), direction: query.sentido, asOf, most: MOST };
  const found = record && (await traceFrom(record, options, user));
  const code = record ? record.code || record.title : '';
  const drawn = found && picture(found, code, t);
  ctx.page('evidence/trace', {
    title: t(record ? 'evidence.trace.title_for' : 'evidence.trace.title', { code }),
    query,
    directions: DIRECTIONS.map((value) => ({ value, label: t(`evidence.trace.direction.${value}`) })),
    depths: ['1', '2', '3', '4'].map((value) => ({ value, label: t('evidence.trace.depth', { count: Number(value) }) })),
    record,
    unknown: query.codigo !== '' && record === null,
    asOf,
    total: found?.nodes.length,
    cut: found?.cut ?? false,
    most: MOST,
    traceSvg: drawn?.svg,
    drawn: drawn && drawn.drawn < (found?.nodes.length ?? 0) ? drawn.drawn : null,
    levels: found ? levels(found, t) : [],
    can: { orphans: ctx.may('evidence.orphans'), link: ctx.may('evidence.link'), pack: ctx.may('evidence.build_pack') },
  }); // prettier-ignore
}

/** Both ways: what proves nothing, and what nothing proves. */
export async function orphans(ctx: Ctx<undefined, undefined, InputOf<typeof orphanQuery>>): Promise<void> {
  const { query, user, t } = ctx;
  const place = query.cual || '1';
  const required = requiredAt(place);
  const [list, waivers] = await Promise.all([
    orphansOf(required, query.pagina, user),
    waiversOf(required, user),
  ]);
  const may = ctx.may('evidence.waive');
  ctx.page('evidence/orphans', {
    title: t('evidence.orphans.title'),
    crumbs: [{ label: t('evidence.trace.title'), href: '/trazas' }, { label: t('evidence.orphans.title') }],
    tabs: requiredLinks().map(({ word }, index) => ({
      href: `/trazas/huerfanos?cual=${index + 1}`,
      label: t(word),
      current: String(index + 1) === place,
    })),
    list: { ...list, rows: list.rows.map((one) => ({ ...lineFor(one, t), waive: may ? waiveUrl(place, one) : null })) },
    waivers: waivers.map(({ shown, waiver }) => ({
      ...lineFor(shown, t),
      note: `${waiver.reason} (${t('shared.links.by', { by: waiver.by, date: formatDate(waiver.since) })})`,
      back: may ? `/trazas/dispensas/${String(waiver._id)}/retiro` : null,
    })),
    kind: t(kindNamed(required.kind)?.words.one ?? 'evidence.orphans.title'),
    can: { link: ctx.may('evidence.link') },
  }); // prettier-ignore
}

/** What the route of a waiver loads. */
export interface OrphanSubject {
  place: string;
  required: RequiredLink;
  shown: Shown;
}

export function askWaive(ctx: Ctx<OrphanSubject>): void {
  const { place, shown } = ctx.subject;
  ctx.page('evidence/waive', {
    title: ctx.t('evidence.orphans.waive_for', { code: shown.code }),
    text: shown.title,
    action: waiveUrl(place, shown),
    back: `/trazas/huerfanos?cual=${place}`,
  });
}

export async function takeWaiver(ctx: Ctx<OrphanSubject, InputOf<typeof waiveForm>>): Promise<void> {
  const { place, required, shown } = ctx.subject;
  await waive({ kind: shown.kind, id: shown.id }, required.meaning, ctx.input.reason, ctx.user);
  await ctx.redirect(`/trazas/huerfanos?cual=${place}`, { key: 'evidence.orphans.flash.waived' });
}

export async function dropWaiver(ctx: Ctx<WaiverRecord>): Promise<void> {
  await unwaive(String(ctx.subject._id), ctx.user);
  await ctx.redirect('/trazas/huerfanos', { key: 'evidence.orphans.flash.unwaived' });
}

function waiveUrl(place: string, { code }: Shown): string {
  return `/trazas/huerfanos/${place}/${encodeURIComponent(code)}`;
}

function lineFor({ url, code, title, state }: Shown, t: Ctx['t']) {
  return { href: url, code, title, tag: state && { kind: state.tone, text: t(state.key) } };
}
