// Handlers of the process map.
import { holdersOf, positionOptions } from '../people/index.ts';
import { coversProcess } from '../platform/access/engagement.ts';
import type { User } from '../platform/access/roles.ts';
import type { Ctx } from '../platform/http/context.ts';
import { lineOf } from '../platform/links/lines.ts';
import { panel } from '../platform/links/links.ts';
import { createProcess, editProcess, type ProcessInput } from './editing.ts';
import { panelsOf } from './panels.ts';
import { mapFor, processFacts, trailOf } from './present.ts';
import {
  allProcesses,
  leaderNames,
  processMap,
  type ProcessNode,
  type ProcessRow,
  isSeenBy,
} from './queries.ts';
import { KINDS } from './rules.ts';

export async function index(ctx: Ctx): Promise<void> {
  const map = engagedMap(await processMap(), ctx.user);
  const leaders = await leaderNames(await allProcesses());
  ctx.page('processes/index', {
    title: ctx.t('processes.title'),
    ...mapFor(map, leaders),
    can: { edit: ctx.may('processes.edit') },
  });
}

/** A certifier sees the engaged processes, and above them what they are parts of. */
function engagedMap(nodes: readonly ProcessNode[], user: User): ProcessNode[] {
  return nodes.flatMap((node) => {
    const parts = engagedMap(node.parts, user);
    return parts.length > 0 || coversProcess(user, node.id) ? [{ ...node, parts }] : [];
  });
}

export async function show(ctx: Ctx<ProcessRow>): Promise<void> {
  const { subject: process, user, t } = ctx;
  const rows = await allProcesses();
  const [leaders, holders, panels, linked] = await Promise.all([
    leaderNames([process]),
    process.leader ? holdersOf(process.leader) : [],
    panelsOf(process, user, t),
    panel({ kind: 'process', id: process.id }, user),
  ]);
  ctx.page('processes/show', {
    title: `${process.code} ${process.name}`,
    crumbs: trailOf(process, rows, t),
    process,
    state: process.active ? null : { kind: 'off', text: t('processes.state.inactive') },
    facts: processFacts(process, { leader: leaders.get(process.leader ?? ''), holders: holders.map((one) => one.name) }, t),
    parts: rows.filter((row) => row.parent === process.id && isSeenBy(user, row, rows)).map((row) => ({ href: `/procesos/${row.code}`, label: `${row.code} · ${row.name}`, tag: row.active ? null : { kind: 'off', text: t('processes.state.inactive') } })),
    panels,
    linked: linked.map((row) => lineOf(row, t)),
    can: { edit: ctx.may('processes.edit', process) },
  }); // prettier-ignore
}

export async function blank(ctx: Ctx): Promise<void> {
  await showForm(ctx, null);
}

export async function edit(ctx: Ctx<ProcessRow>): Promise<void> {
  await showForm(ctx, ctx.subject);
}

export async function create(ctx: Ctx<undefined, ProcessInput>): Promise<void> {
  await createProcess({ ...ctx.input, active: true }, ctx.actor);
  await ctx.redirect(`/procesos/${ctx.input.code}`, {
    key: 'processes.flash.created',
    params: { code: ctx.input.code },
  });
}

export async function change(ctx: Ctx<ProcessRow, ProcessInput>): Promise<void> {
  await editProcess(ctx.subject.id, ctx.input, ctx.actor);
  await ctx.redirect(`/procesos/${ctx.input.code}`, {
    key: 'processes.flash.changed',
    params: { code: ctx.input.code },
  });
}

async function showForm(ctx: Ctx | Ctx<ProcessRow>, process: ProcessRow | null): Promise<void> {
  const above = (await allProcesses()).filter(
    (row) => row.active && row.level !== 'subprocess' && row.id !== process?.id,
  );
  ctx.page('processes/form', {
    title: ctx.t(process ? 'processes.edit' : 'processes.new'),
    process: process ?? { active: true },
    isNew: process === null,
    action: process ? `/procesos/${process.code}/edicion` : '/procesos',
    back: process ? `/procesos/${process.code}` : '/procesos',
    parents: above.map((row) => ({ value: row.id, label: `${row.code} · ${row.name}` })),
    positions: await positionOptions(),
    kinds: KINDS.map((kind) => ({ value: kind, label: ctx.t(`processes.kind.${kind}`) })),
  });
}
