// The pages that ask before an act: what will happen, the fields, the button.
import { today } from '../../platform/clock.ts';
import { formatDate } from '../../platform/words/index.ts';
import { METHODS, type ComplaintRecord } from '../complaint.ts';
import { extensionLimit } from './showing.ts';

interface Asked {
  subject: ComplaintRecord;
  t: (key: string, params?: Record<string, string | number>) => string;
}
type Field = Record<string, unknown>;

/** A page of `complaints/act`: title, text, button by the name of the act; its address by its noun. */
export function confirming({ subject, t }: Asked, act: string, noun: string, fields: Field[] = [], more: Record<string, unknown> = {}) {
  const params = { code: subject.code };
  return {
    action: `/pqrsd/${subject.code}/${noun}`,
    back: `/pqrsd/${subject.code}`,
    ask: { title: t(`complaints.ask.${act}.title`, params), text: t(`complaints.ask.${act}.text`, params), button: t(`complaints.ask.${act}.button`) },
    fields,
    ...more,
  };
} // prettier-ignore

const required = { required: true } as const;
const long = (name: string, label: string, hint = '', rows = 4): Field => ({ name, label, ...(hint ? { hint } : {}), type: 'textarea', rows, ...required }); // prettier-ignore

export function asking(ctx: Asked) {
  return confirming(ctx, 'ask', 'complemento-pedido', [long('missing', ctx.t('complaints.field.missing'), ctx.t('complaints.hint.missing'))]); // prettier-ignore
}

export function completing(ctx: Asked) {
  return confirming(ctx, 'complete', 'complemento', [long('text', ctx.t('complaints.field.addition'))], {
    withFiles: true,
  });
}

export function extending(ctx: Asked) {
  const { t, subject } = ctx;
  const latest = extensionLimit(subject) ?? '';
  const hint = t('complaints.hint.extension', { due: formatDate(subject.due), until: formatDate(latest) });
  return confirming(ctx, 'extend', 'prorroga', [
    { name: 'due', type: 'date', label: t('complaints.field.new_due'), hint, min: today(), max: latest, ...required },
    long('reason', t('complaints.field.extension_reason')),
    { name: 'method', label: t('complaints.field.told_how'), hint: t('complaints.hint.told_how'), ...required },
  ]); // prettier-ignore
}

export function transferring(ctx: Asked) {
  const { t } = ctx;
  return confirming(ctx, 'transfer', 'traslado', [
    { name: 'authority', label: t('complaints.field.authority'), ...required },
    { name: 'letter', label: t('complaints.field.letter'), hint: t('complaints.hint.letter'), ...required },
  ]);
}

export function withdrawing(ctx: Asked) {
  const { t } = ctx;
  const options = ['tacit', 'express'].map((value) => ({
    value,
    label: t(`complaints.withdrawal.${value}`),
  }));
  return confirming(ctx, 'withdraw', 'desistimiento', [
    { name: 'tacit', type: 'radio', label: t('complaints.field.withdrawal'), options },
    long('reason', t('complaints.field.withdrawal_reason')),
    { name: 'notice', label: t('complaints.field.notified_how'), ...required },
  ], { danger: true }); // prettier-ignore
}

export function annulled(ctx: Asked) {
  return confirming(ctx, 'annul', 'anulacion', [long('reason', ctx.t('complaints.field.reason'))], {
    danger: true,
  });
}

export function approving(ctx: Asked) {
  const { subject, t } = ctx;
  return confirming(ctx, 'approve', 'aprobacion', [
    { name: 'password', type: 'password', label: t('complaints.field.password'), autocomplete: 'current-password', ...required },
  ], { quote: subject.reply?.text ?? '', sha256: subject.reply?.sha256 ?? '' }); // prettier-ignore
}

export function returning(ctx: Asked) {
  const { subject, t } = ctx;
  return confirming(ctx, 'return', 'devolucion', [long('reason', t('complaints.field.return_reason'))], {
    quote: subject.reply?.text ?? '',
    sha256: subject.reply?.sha256 ?? '',
  });
}

export function sending(ctx: Asked) {
  const { subject, t } = ctx;
  const reachable = METHODS.filter((method) =>
    method === 'email' ? subject.petitioner?.email : method === 'letter' ? subject.petitioner?.address : true,
  );
  const options = reachable.map((value) => ({ value, label: t(`complaints.method.${value}`) }));
  return confirming(ctx, 'send', 'envio', [
    { name: 'method', type: 'radio', label: t('complaints.field.method'), options, value: reachable[0] },
    { name: 'reference', label: t('complaints.field.reference'), hint: t('complaints.hint.reference'), optional: true },
    { name: 'received', type: 'checkbox', label: t('complaints.field.handed') },
  ]); // prettier-ignore
}

export function proving(ctx: Asked) {
  const { t, subject } = ctx;
  return confirming(ctx, 'prove', 'entrega', [
    { name: 'day', type: 'date', label: t('complaints.field.delivery_day'), min: subject.reply?.sent?.day ?? '', max: today(), value: today(), ...required },
    long('proof', t('complaints.field.proof'), t('complaints.hint.proof'), 2),
  ], { withFiles: true }); // prettier-ignore
}
