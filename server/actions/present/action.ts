// The page of an action: its head, its facts, its extensions and what was reported.
import { dayFor } from '../../platform/access/engagement.ts';
import type { ActionSubject } from '../policy.ts';
import { cycleOf } from '../nonconformity.ts';
import { cut, evidenceRow, isPast, pathOf, tagOf, type AnyCtx } from './showing.ts';

export function actionPath(code: string, ...rest: string[]): string {
  return ['/acciones', encodeURIComponent(code), ...rest].join('/');
}

export function actionHead({ action }: ActionSubject, { t, user }: AnyCtx): Record<string, unknown> {
  const late = action.state === 'planned' && isPast(action.due, dayFor(user));
  return {
    title: cut(action.what),
    code: action.code,
    path: actionPath(action.code),
    state: late ? { kind: 'bad', text: t('actions.late') } : tagOf('action_state', action.state, t),
    sub: [t(`actions.action_kind.${action.kind}`), action.processName].filter(Boolean).join(' · '),
    crumbs: [
      { href: '/', label: t('shared.home') },
      { href: '/no-conformidades', label: t('actions.title') },
      { href: pathOf(action.nonconformityCode), label: action.nonconformityCode },
      { label: action.code },
    ],
  };
}

export function actionFacts({ action, record }: ActionSubject, t: AnyCtx['t']): Record<string, unknown>[] {
  return [
    { label: t('actions.field.action_responsible'), value: action.responsibleName },
    { label: t('actions.field.due'), day: action.due },
    { label: t('actions.field.resources'), value: action.resources },
    { label: t('actions.kind.nonconformity.one'), value: record.code, href: pathOf(record.code) },
    { label: t('actions.field.criterion'), value: cycleOf(record).plan?.criterion },
    { label: t('actions.field.planned_by'), value: action.planned.by.name },
    ...(action.done ? [{ label: t('actions.field.on'), day: action.done.on }] : []),
  ];
}

/** What was reported, the newest first. */
export function followRows({ action }: ActionSubject, t: AnyCtx['t']): Record<string, unknown>[] {
  return [...action.followUps].reverse().map((one) => ({
    ...one,
    evidence: one.evidence.map((piece) => evidenceRow(piece, actionPath(action.code), t)),
  }));
}
