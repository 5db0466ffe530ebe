// Pages of what is done with a declared record: annotations, where its paper lies, loans.
import { addDays, today } from '../../platform/clock.ts';
import type { InputOf } from '../../platform/forms/forms.ts';
import type { Ctx } from '../../platform/http/context.ts';
import type { annotationForm, loanForm, placeForm, returnForm } from '../forms/records.ts';
import { annotate, lend, placeRecord, takeBack } from '../lending.ts';
import { hidesPersonal, loanRow, pathOf } from '../present/records.ts';
import { openLoans } from '../queries/loans.ts';
import type { LoanSubject } from '../queries/records.ts';
import type { RecordRecord } from '../record.ts';

/** Days that a loan usually lasts. */
const LOAN_DAYS = 15;

export function askAnnotation(ctx: Ctx<RecordRecord>): void {
  showForm(ctx, 'annotation', 'anotaciones');
}

export async function addAnnotation(ctx: Ctx<RecordRecord, InputOf<typeof annotationForm>>): Promise<void> {
  await annotate(ctx.subject.code, ctx.input, ctx.user);
  await ctx.redirect(pathOf(ctx.subject.code), { key: 'records.annotated' });
}

export function askPlace(ctx: Ctx<RecordRecord>): void {
  showForm(ctx, 'place', 'ubicacion', { place: ctx.subject.place });
}

export async function savePlace(ctx: Ctx<RecordRecord, InputOf<typeof placeForm>>): Promise<void> {
  await placeRecord(ctx.subject.code, ctx.input, ctx.user);
  await ctx.redirect(pathOf(ctx.subject.code), { key: 'records.placed' });
}

export function askLoan(ctx: Ctx<RecordRecord>): void {
  showForm(ctx, 'loan', 'prestamos', { due: addDays(today(), LOAN_DAYS) });
}

export async function makeLoan(ctx: Ctx<RecordRecord, InputOf<typeof loanForm>>): Promise<void> {
  await lend(ctx.subject.code, ctx.input, ctx.user);
  await ctx.redirect(pathOf(ctx.subject.code), { key: 'records.loan.done', params: { holder: ctx.input.holder } });
} // prettier-ignore

export function askReturn(ctx: Ctx<LoanSubject>): void {
  const { loan } = ctx.subject;
  showForm(ctx, 'return', `prestamos/${String(loan._id)}/devolucion`, { loan });
}

export async function endLoan(ctx: Ctx<LoanSubject, InputOf<typeof returnForm>>): Promise<void> {
  await takeBack(String(ctx.subject.loan._id), ctx.input, ctx.user);
  await ctx.redirect(pathOf(ctx.subject.code), { key: 'records.loan.back' });
}

/** Paper that is out, the one that should be back first on top. */
export async function loans(ctx: Ctx<undefined, undefined, { pagina: number }>): Promise<void> {
  const { t } = ctx;
  const page = await openLoans(ctx.query.pagina);
  ctx.page('records/loans', {
    title: t('records.loan.title'),
    crumbs: [{ href: '/registros', label: t('records.title') }, { label: t('records.loan.title') }],
    list: {
      ...page,
      rows: page.rows.map((loan) => ({
        ...loanRow(loan, false, t),
        code: loan.recordCode,
        href: pathOf(loan.recordCode),
      })),
    },
  });
}

type Act = 'annotation' | 'place' | 'loan' | 'return';

function showForm(ctx: Ctx<RecordRecord> | Ctx<LoanSubject>, act: Act, noun: string, data: Record<string, unknown> = {}): void {
  const { subject: record, t } = ctx;
  const path = pathOf(record.code);
  ctx.page(`records/act_${act}`, {
    title: t(`records.ask.${act}.title`),
    crumbs: [{ href: '/registros', label: t('records.title') }, { href: path, label: record.code }, { label: t(`records.ask.${act}.crumb`) }],
    code: record.code,
    about: hidesPersonal(record, ctx.user) ? '' : record.title,
    action: `${path}/${noun}`,
    back: path,
    ...data,
  });
} // prettier-ignore
