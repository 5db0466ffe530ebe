// What the office sets: the tables of terms with their versions, when it receives, the notice, and what closures would move.
import { today, addDays } from '../../platform/clock.ts';
import type { InputOf } from '../../platform/forms/forms.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { closures } from '../../platform/settings/settings.ts';
import { rowsOf, type noticeForm, type receptionForm, type tableForm } from '../forms/settings.ts';
import type { Term, TermTable } from '../rules/terms.ts';
import {
  currentNotice,
  notices,
  publishNotice,
  publishTable,
  reception,
  setReception,
  tableFor,
  termTables,
} from '../settings.ts';
import { recount, touchedByClosures } from '../timing.ts'; // prettier-ignore

export async function terms(ctx: Ctx): Promise<void> {
  const { t } = ctx;
  const inForce = tableFor(today());
  const touched = ctx.may('complaints.edit_terms') ? await touchedByClosures() : [];
  ctx.page('complaints/terms', {
    title: t('complaints.terms.title'),
    crumbs: crumbs(ctx, []),
    tables: termTables().map((table) => tableRow(table, table.version === inForce.version, t)),
    reception: reception.get(),
    notice: currentNotice(),
    notices: notices().slice(1),
    closures: closures.get().toSorted((a, b) => b.day.localeCompare(a.day)).slice(0, 20),
    touched,
    can: { edit: ctx.may('complaints.edit_terms') },
  });
} // prettier-ignore

export function newTable(ctx: Ctx): void {
  const { t } = ctx;
  ctx.page('complaints/terms_new', {
    title: t('complaints.terms.new'),
    crumbs: crumbs(ctx, [{ label: t('complaints.terms.new') }]),
    from: addDays(today(), 1),
    rows: termTables()[0]?.rows.map((row) => ({ ...row, name: t(`complaints.kind.${row.kind}`) })) ?? [],
  });
}

export async function publish(ctx: Ctx<undefined, InputOf<typeof tableForm>>): Promise<void> {
  const { from, reason } = ctx.input;
  await publishTable({ from: String(from), reason: String(reason), rows: rowsOf(ctx.input) }, ctx.user);
  await ctx.redirect('/pqrsd/plazos', { key: 'complaints.flash.table' });
}

export async function receive(ctx: Ctx<undefined, InputOf<typeof receptionForm>>): Promise<void> {
  await setReception(ctx.input, ctx.user);
  await ctx.redirect('/pqrsd/plazos', { key: 'complaints.flash.reception' });
}

export async function notice(ctx: Ctx<undefined, InputOf<typeof noticeForm>>): Promise<void> {
  await publishNotice(ctx.input.text, ctx.user);
  await ctx.redirect('/pqrsd/plazos', { key: 'complaints.flash.notice' });
}

/** Each in an act of its own, so that each says by itself why its day moved. */
export async function recountAll(ctx: Ctx): Promise<void> {
  const touched = await touchedByClosures();
  for (const { code } of touched) await recount(code, ctx.user);
  await ctx.redirect('/pqrsd/plazos', {
    key: 'complaints.flash.recounted',
    params: { count: touched.length },
  });
}

function tableRow(table: TermTable, inForce: boolean, t: Ctx['t']) {
  return {
    ...table,
    inForce,
    rows: table.rows.map((row) => ({
      ...row,
      name: t(`complaints.kind.${row.kind}`),
      doubts: row.unconfirmed.map((part: Term['unconfirmed'][number]) => t(`complaints.terms.part.${part}`)).join(', '),
    })),
  };
} // prettier-ignore

function crumbs({ t }: Ctx, more: { label: string }[]) {
  return [
    { label: t('complaints.title'), href: '/pqrsd' },
    {
      label: t('complaints.terms.title'),
      ...(more.length > 0 ? { href: '/pqrsd/plazos' } : {}),
    },
    ...more,
  ];
}
