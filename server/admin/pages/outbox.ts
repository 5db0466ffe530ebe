// Mail that waits: to whom, what it says, why it did not go out, and a button for what was handed over another way.
import { pageOf, PAGE_SIZE, skipFor } from '../../platform/db/paging.ts';
import { NotFound } from '../../platform/errors.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { keptLetters, markHandedOver } from '../../platform/mail/outbox.ts';
import { thisCopy } from '../copy.ts';

export async function showOutbox(ctx: Ctx<undefined, undefined, { pagina: number }>): Promise<void> {
  const { t, query } = ctx;
  const { rows, total } = await keptLetters({ skip: skipFor(query.pagina), limit: PAGE_SIZE });
  const shown = rows.map(({ _id, to, subject, text, at, reason }) => ({
    id: String(_id),
    to: to.join(', '),
    subject,
    text,
    at,
    reason,
  }));
  ctx.page('admin/outbox', {
    title: t('admin.outbox.title'),
    crumbs: [{ label: t('admin.system.title'), href: '/sistema' }, { label: t('admin.outbox.title') }],
    mail: thisCopy().mail,
    list: pageOf(shown, total, query.pagina),
  });
}

export async function handOver(ctx: Ctx<undefined, { letter: string }>): Promise<void> {
  if (!(await markHandedOver(ctx.input.letter))) throw new NotFound();
  await ctx.redirect('/sistema/correo', { key: 'admin.outbox.handed_over' });
}
