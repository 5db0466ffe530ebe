// Nonconforming service: the list, the form that registers one, and its page.
import { positionOptions } from '../../people/index.ts';
import { closeFor } from '../../platform/access/engagement.ts';
import { historyOf } from '../../platform/audit/history.ts';
import type { InputOf } from '../../platform/forms/forms.ts';
import { today } from '../../platform/clock.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { kindNamed } from '../../platform/links/kinds.ts';
import { lineOf } from '../../platform/links/lines.ts';
import { panel, type PanelRow } from '../../platform/links/links.ts';
import { timelineOf } from '../../platform/pages/timeline.ts';
import { processOptions } from '../../processes/index.ts';
import type { serviceForm, serviceQuery } from '../forms/opening.ts';
import { clauseOptions } from '../present/options.ts';
import {
  serviceFacts,
  serviceHead,
  serviceNext,
  servicePath,
  serviceRow,
  treatmentsOf,
} from '../present/service.ts';
import { listServices } from '../queries/listing.ts';
import { FOUND, SERVICE_STATES } from '../rules/states.ts';
import type { ServiceRecord } from '../service.ts';
import { registerService } from '../serving.ts';
import { recordNamed } from './evidence.ts';

export async function list(ctx: Ctx<undefined, undefined, InputOf<typeof serviceQuery>>): Promise<void> {
  const { query, user, t } = ctx;
  const filter = { state: query.estado, process: query.proceso, sort: query.orden, page: query.pagina };
  const [page, processes] = await Promise.all([listServices(filter, user), processOptions()]);
  ctx.page('actions/services', {
    title: t('actions.service.title'),
    list: { ...page, rows: page.rows.map((row) => serviceRow(row, t)) },
    filter: query,
    filtered: Boolean(query.estado ?? query.proceso),
    options: {
      states: SERVICE_STATES.map((value) => ({ value, label: t(`actions.service_state.${value}`) })),
      processes,
    },
    can: { open: ctx.may('actions.open_service') },
  });
}

export async function blank(ctx: Ctx): Promise<void> {
  const { t } = ctx;
  const [processes, positions] = await Promise.all([processOptions(), positionOptions()]);
  ctx.page('actions/service_new', {
    title: t('actions.service.new'),
    crumbs: [
      { href: '/servicio-no-conforme', label: t('actions.service.title') },
      { label: t('actions.service.new') },
    ],
    options: {
      processes,
      positions,
      clauses: clauseOptions(ctx.language),
      where: FOUND.map((value) => ({ value, label: t(`actions.where.${value}`) })),
    },
    today: today(),
  });
}

export async function create(ctx: Ctx<undefined, InputOf<typeof serviceForm>>): Promise<void> {
  const { input, user } = ctx;
  const affected = input.affected ? await recordNamed(input.affected, user, 'affected') : null;
  const code = await registerService({ ...input, clause: input.clause || null, affected }, user);
  await ctx.redirect(servicePath(code), { key: 'actions.service.opened', params: { code } });
}

/** One stands already: a second is opened only when the first was a mistake. */
function hasNonconformity(linked: readonly PanelRow[]): boolean {
  return linked.some(
    ({ meaning, shown }) =>
      meaning === 'originates' &&
      shown.kind === 'nonconformity' &&
      shown.state?.key !== 'actions.state.annulled',
  );
}

export async function show(ctx: Ctx<ServiceRecord>): Promise<void> {
  const { subject: service, user, t } = ctx;
  const ref = { kind: 'nonconforming', id: String(service._id) };
  const [linked, acts, affected] = await Promise.all([
    panel(ref, user),
    historyOf(`nonconforming:${ref.id}`, { limit: 30, before: closeFor(user) }),
    service.affected ? kindNamed(service.affected.kind)?.show([service.affected.id], user) : [],
  ]);
  ctx.page('actions/service', {
    ...serviceHead(service, ctx),
    service,
    next: serviceNext(service, ctx),
    facts: serviceFacts(service, affected?.[0]?.url ?? null, t),
    treatments: treatmentsOf(service, t),
    linked: linked.map((row) => lineOf(row, t)),
    timeline: timelineOf(acts, t),
    can: {
      raise:
        service.state !== 'annulled' &&
        !hasNonconformity(linked) &&
        ctx.may('actions.raise_service', service),
      annul:
        ['identified', 'decided'].includes(service.state) &&
        !service.treatments.some((one) => one.execution) &&
        ctx.may('actions.annul_service', service),
    },
  });
}
