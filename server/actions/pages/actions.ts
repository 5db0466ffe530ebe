// The list of actions and the page of one.
import { positionOptions } from '../../people/index.ts';
import { closeFor, dayFor } from '../../platform/access/engagement.ts';
import { historyOf } from '../../platform/audit/history.ts';
import type { InputOf } from '../../platform/forms/forms.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { lineOf } from '../../platform/links/lines.ts';
import { panel } from '../../platform/links/links.ts';
import { timelineOf } from '../../platform/pages/timeline.ts';
import { processOptions } from '../../processes/index.ts';
import type { actionQuery } from '../forms/opening.ts';
import type { ActionSubject } from '../policy.ts';
import { actionFacts, actionHead, followRows } from '../present/action.ts';
import { actionRow } from '../present/showing.ts';
import { listActions } from '../queries/listing.ts';
import { ACTION_KINDS, ACTION_STATES } from '../rules/states.ts';

export async function list(ctx: Ctx<undefined, undefined, InputOf<typeof actionQuery>>): Promise<void> {
  const { query, user, t } = ctx;
  const [page, processes, responsibles] = await Promise.all([
    listActions(
      { kind: query.clase, state: query.estado, process: query.proceso, responsible: query.responsable, overdue: query.vencidas, sort: query.orden, page: query.pagina },
      user,
    ),
    processOptions(),
    positionOptions(),
  ]);
  ctx.page('actions/actions', {
    title: t('actions.actions.title'),
    list: { ...page, rows: page.rows.map((row) => actionRow(row, t, dayFor(user))) },
    filter: query,
    filtered: Boolean(query.clase ?? query.estado ?? query.proceso ?? query.responsable) || query.vencidas,
    options: {
      kinds: ACTION_KINDS.map((value) => ({ value, label: t(`actions.action_kind.${value}`) })),
      states: ACTION_STATES.map((value) => ({ value, label: t(`actions.action_state.${value}`) })),
      processes,
      responsibles,
    },
  });
} // prettier-ignore

export async function show(ctx: Ctx<ActionSubject>): Promise<void> {
  const { subject, user, t } = ctx;
  const { action, record } = subject;
  const id = String(action._id);
  const [linked, acts] = await Promise.all([
    panel({ kind: 'action', id }, user),
    historyOf(`action:${id}`, { limit: 30, before: closeFor(user) }),
  ]);
  const running = action.state === 'planned' && !['closed', 'annulled'].includes(record.state);
  ctx.page('actions/action', {
    ...actionHead(subject, ctx),
    action,
    facts: actionFacts(subject, t),
    follow: followRows(subject, t),
    linked: linked.map((row) => lineOf(row, t)),
    timeline: timelineOf(acts, t),
    can: {
      execute: running && ctx.may('actions.execute', subject),
      extend: running && ctx.may('actions.extend', subject),
      cancel: running && ctx.may('actions.cancel', subject),
    },
  });
}
