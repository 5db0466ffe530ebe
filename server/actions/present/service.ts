// The page of a nonconforming service: its head, its facts and how it was treated each time.
import { clauseById, codeOf as clauseCode, urlOf } from '../../requirements/index.ts';
import { dayFor } from '../../platform/access/engagement.ts';
import { may } from '../../platform/access/policy.ts';
import type { ServiceRecord } from '../service.ts';
import { cut, evidenceRow, isPast, tagOf, type AnyCtx } from './showing.ts';

export function servicePath(code: string, ...rest: string[]): string {
  return ['/servicio-no-conforme', encodeURIComponent(code), ...rest].join('/');
}

export function serviceHead(service: ServiceRecord, { t }: AnyCtx): Record<string, unknown> {
  return {
    title: cut(service.what),
    code: service.code,
    path: servicePath(service.code),
    state: tagOf('service_state', service.state, t),
    sub: service.processName,
    crumbs: [
      { href: '/', label: t('shared.home') },
      { href: '/servicio-no-conforme', label: t('actions.service.title') },
      { label: service.code },
    ],
  };
}

export function serviceFacts(service: ServiceRecord, affectedUrl: string | null, t: AnyCtx['t']): Record<string, unknown>[] {
  const clause = service.clause ? clauseById(service.clause) : undefined;
  const { affected } = service;
  return [
    { label: t('actions.field.found'), day: service.found },
    { label: t('actions.field.where'), value: t(`actions.where.${service.where}`) },
    ...(clause ? [{ label: t('actions.field.clause'), value: clauseCode(clause), href: urlOf(clause) }] : []),
    ...(service.requirement ? [{ label: t('actions.field.requirement'), value: service.requirement }] : []),
    ...(affected ? [{ label: t('actions.field.affected'), value: `${affected.code} · ${affected.title}`, href: affectedUrl }] : []),
    { label: t('actions.field.effects'), value: service.effects },
    { label: t('actions.field.authority'), value: service.authorityName },
    { label: t('actions.field.service_responsible'), value: service.responsibleName },
    { label: t('actions.field.opened_by'), value: service.opened.by?.name ?? t('actions.by_system') },
  ];
} // prettier-ignore

/** What is awaited, and the button for who may do it. */
export function serviceNext(service: ServiceRecord, { t, user }: AnyCtx): Record<string, unknown> | null {
  const steps: Partial<Record<ServiceRecord['state'], [noun: string, rule: `actions.${string}`]>> = {
    identified: ['disposicion', 'actions.decide_service'],
    decided: ['tratamiento', 'actions.treat_service'],
    treated: ['verificacion', 'actions.verify_service'],
  };
  const step = steps[service.state];
  if (!step) return null;
  const [noun, rule] = step;
  const params = { authority: service.authorityName, responsible: service.responsibleName };
  return {
    kind: isPast(service.nextDue, dayFor(user)) ? 'bad' : 'info',
    title: t(`actions.service_next.${service.state}.title`),
    text: t(`actions.service_next.${service.state}.text`, params),
    due: service.nextDue,
    href: may(user, rule, service) ? servicePath(service.code, noun) : null,
    button: t(`actions.ask.snc_${noun}.title`),
  };
}

/** Every decision and what became of it, the newest first. */
export function treatmentsOf(service: ServiceRecord, t: AnyCtx['t']): Record<string, unknown>[] {
  return [...service.treatments].reverse().map(({ decision, execution, verification }) => ({
    decision,
    disposition: t(`actions.disposition.${decision.disposition}`),
    execution: execution && {
      ...execution,
      evidence: execution.evidence.map((one) => evidenceRow(one, servicePath(service.code), t)),
    },
    verification: verification && {
      ...verification,
      tag: {
        kind: verification.conforms ? 'ok' : 'bad',
        text: t(`actions.conforms.${verification.conforms ? 'yes' : 'no'}`),
      },
    },
  }));
}

export function serviceRow(service: ServiceRecord, t: AnyCtx['t']): Record<string, unknown> {
  return {
    code: service.code,
    href: servicePath(service.code),
    what: cut(service.what),
    found: service.found,
    where: t(`actions.where.${service.where}`),
    process: service.processName,
    authority: service.authorityName,
    state: tagOf('service_state', service.state, t),
  };
}
