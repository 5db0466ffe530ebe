// Handlers of links made by hand: find the other record, say what the link means, take it back.
import { Invalid } from '../../platform/errors.ts';
import type { InputOf } from '../../platform/forms/forms.ts';
import type { Ctx } from '../../platform/http/context.ts';
import type { Shown } from '../../platform/links/kinds.ts';
import { panel, type Meaning } from '../../platform/links/links.ts';
import { lineOf } from '../../platform/links/lines.ts';
import { kindWord } from '../trace/present.ts';
import type { askQuery, reasonForm, tieForm } from './forms.ts';
import { candidates, recordTyped, shownOf, type LinkSubject } from './queries.ts';
import { mayTie, waysFrom, type Way } from './rules.ts';
import { tie, untie } from './tying.ts';

type Ask = InputOf<typeof askQuery>;

/** First the record, then the other one, then what the link means: each step is an address of its own. */
export async function ask(ctx: Ctx<undefined, undefined, Ask>): Promise<void> {
  const { query, user, t } = ctx;
  const record = query.de ? await recordTyped(query.de, user) : null;
  const ways = record ? waysFrom(user, record.kind) : [];
  const found = record ? (await candidates(query.q, ways, user)).filter((one) => one.id !== record.id) : [];
  const named = new Set(found.map(({ kind }) => kind));
  ctx.page('evidence/link', {
    title: t(record ? 'evidence.links.title_for' : 'evidence.links.title', { code: record?.code ?? '' }),
    crumbs: [
      ...(record ? [{ label: record.code || record.title, href: record.url }] : []),
      { label: t('evidence.links.title') },
    ],
    query,
    record: record && { href: record.url, label: labelOf(record), note: kindWord(record.kind, t) },
    unknown: query.de !== '' && record === null,
    canTie: ways.length > 0,
    found: found.map((one) => ({
      value: `${one.kind}:${one.id}`,
      label: labelOf(one),
      hint: kindWord(one.kind, t),
    })),
    ways: ways.filter(({ others }) => others.some((kind) => named.has(kind))).map((way) => wayOption(way, t)),
    linked: record ? await linkedWith(record, ctx) : [],
    action: `/vinculos?${new URLSearchParams({ de: query.de, q: query.q }).toString()}`,
  });
}

export async function make(ctx: Ctx<undefined, InputOf<typeof tieForm>, Ask>): Promise<void> {
  const { query, input, user } = ctx;
  const record = await recordTyped(query.de, user);
  if (!record) throw Invalid.field('other', 'evidence.links.form.other');
  const [kind = '', id = ''] = input.other.split(/:(.*)/s);
  const other = await shownOf({ kind, id }, user);
  const [direction, meaning] = input.way.split(':') as [string, Meaning];
  const [from, to] = direction === 'in' ? [other, record] : [record, other];
  await tie({ kind: from.kind, id: from.id }, meaning, { kind: to.kind, id: to.id }, user);
  await ctx.redirect(record.url, { key: 'evidence.links.made', params: { code: other.code || other.title } });
}

export function askUntie(ctx: Ctx<LinkSubject>): void {
  const { subject, t } = ctx;
  ctx.page('evidence/unlink', {
    title: t('evidence.links.untie'),
    crumbs: [{ label: subject.from.code, href: subject.from.url }, { label: t('evidence.links.untie') }],
    id: String(subject.link._id),
    text: t('evidence.links.untie_text', { by: subject.link.by }),
    rows: [subject.from, subject.to].map((one) => ({ href: one.url, label: labelOf(one), note: kindWord(one.kind, t) })),
    meaning: t(`evidence.links.way.out.${subject.link.meaning}`),
    back: `/vinculos/nuevo?de=${encodeURIComponent(subject.from.code)}`,
  }); // prettier-ignore
}

export async function drop(ctx: Ctx<LinkSubject, InputOf<typeof reasonForm>>): Promise<void> {
  const { link, from } = ctx.subject;
  await untie(String(link._id), ctx.input.reason, ctx.user);
  await ctx.redirect(from.url, { key: 'evidence.links.untied' });
}

/** The short address of a code, as a QR carries it. */
export async function open(ctx: Ctx<Shown>): Promise<void> {
  await ctx.redirect(ctx.subject.url);
}

async function linkedWith(record: Shown, { user, t }: Ctx<undefined, undefined, Ask>) {
  return (await panel(record, user)).map((row) => {
    const [from, to] =
      row.direction === 'out' ? [record.kind, row.shown.kind] : [row.shown.kind, record.kind];
    return {
      ...lineOf(row, t),
      drop: mayTie(user, from, row.meaning, to) ? `/vinculos/${row.id}/retiro` : null,
    };
  });
}

function wayOption({ direction, meaning }: Way, t: Ctx['t']): { value: string; label: string } {
  return { value: `${direction}:${meaning}`, label: t(`evidence.links.way.${direction}.${meaning}`) };
}

function labelOf({ code, title }: Shown): string {
  return [code, title].filter(Boolean).join(' · ');
}
