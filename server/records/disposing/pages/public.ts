// Public pages: the inventories that stand before everybody, and what anybody has to say about one.
import { today } from '../../../platform/clock.ts';
import type { InputOf } from '../../../platform/forms/forms.ts';
import type { Ctx } from '../../../platform/http/context.ts';
import type { DisposalRecord } from '../disposal.ts';
import type * as forms from '../forms.ts';
import { standing } from '../line.ts';
import { disposalState } from '../present/disposals.ts';
import { observe } from '../publishing.ts';
import { publishedDisposals } from '../queries/disposals.ts';

export async function list(ctx: Ctx): Promise<void> {
  const rows = (await publishedDisposals()).map((one) => ({
    href: `/eliminaciones/${one.code}`,
    label: `${one.code} · ${one.note}`,
    note: ctx.t('records.public.lines', { count: standing(one.lines).length }),
    ...(one.state === 'published' ? { due: one.published?.until } : { tag: disposalState(one, ctx.t) }),
  }));
  ctx.page('records/disposal_public', { title: ctx.t('records.public.title'), rows }, { layout: 'public' });
}

export function show(ctx: Ctx<DisposalRecord>): void {
  const { subject: disposal, t } = ctx;
  const isOpen = disposal.state === 'published' && today() <= (disposal.published?.until ?? '');
  ctx.page(
    'records/disposal_public_one',
    {
      title: `${disposal.code} · ${disposal.note}`,
      disposal,
      // Titles of what is eliminated may name people: the public gets codes, series and dates.
      lines: standing(disposal.lines).map(({ code, series, seriesName, from, due, records }) => ({
        code, series, seriesName, from, due, records,
      })),
      isOpen,
      state: disposalState(disposal, t),
      action: `/eliminaciones/${disposal.code}/observaciones`,
    },
    { layout: 'public' },
  ); // prettier-ignore
}

export async function observed(
  ctx: Ctx<DisposalRecord, InputOf<typeof forms.observationForm>>,
): Promise<void> {
  const number = await observe(ctx.subject.code, ctx.input);
  await ctx.redirect(`/eliminaciones/${ctx.subject.code}`, {
    key: 'records.public.received',
    params: { number },
  });
}
