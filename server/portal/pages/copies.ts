// Is this printed copy in force? The answer for whoever holds it, without a name in it (G1d, G1g).
import type { Ctx } from '../../platform/http/context.ts';
import { now } from '../../platform/clock.ts';
import { formatDate, formatDateTime } from '../../platform/words/index.ts';
import { publicLinks } from './links.ts';
import { checkToken, type CheckedCopy } from '../../documents/index.ts';

export function ask(ctx: Ctx<undefined, undefined, { codigo: string }>): void | Promise<void> {
  const typed = tidy(ctx.query.codigo);
  if (typed) return ctx.redirect(`/v/${typed}`);
  ctx.page(
    'portal/ask',
    { title: ctx.t('portal.title'), links: publicLinks(ctx, '/v') },
    { layout: 'public' },
  );
}

export async function answer(ctx: Ctx): Promise<void> {
  const token = tidy(String(ctx.req.params.token));
  const copy = await checkToken(token);
  if (!copy)
    return ctx.page(
      'portal/ask',
      { title: ctx.t('portal.title'), unknown: token, links: publicLinks(ctx, '/v') },
      { layout: 'public', status: 404 },
    );
  ctx.page(
    'portal/answer',
    { title: ctx.t(`portal.${copy.state}`), links: publicLinks(ctx, ''), ...wording(copy, ctx) },
    { layout: 'public' },
  );
}

const TONES = { in_force: 'ok', obsolete: 'bad', withdrawn: 'bad', not_yet: 'warn' } as const;

function wording(copy: CheckedCopy, ctx: Pick<Ctx, 't' | 'language'>): Record<string, unknown> {
  const params = {
    code: copy.code,
    label: copy.label,
    day: copy.since ? formatDate(copy.since, ctx.language) : '',
  };
  return {
    copy,
    tone: TONES[copy.state],
    text: ctx.t(`portal.${copy.state}_text`, params),
    current:
      copy.state === 'obsolete' && copy.currentLabel
        ? ctx.t('portal.obsolete_current', { label: copy.currentLabel })
        : '',
    checked: ctx.t('portal.checked', { at: formatDateTime(now(), ctx.language) }),
  };
}

function tidy(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .slice(0, 20);
}
