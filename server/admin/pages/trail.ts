// The trail as a page and as a table to take away. Reading is all that can be done with it.
import { pipeline } from 'node:stream/promises';
import type { Actor } from '../../platform/audit/act.ts';
import {
  knownActors,
  knownActs,
  searchTrail,
  streamTrail,
  type TrailRow,
  type TrailSearch,
} from '../../platform/audit/reading.ts';
import { pageOf } from '../../platform/db/paging.ts';
import { today } from '../../platform/clock.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { kindNamed, recordByCode } from '../../platform/links/kinds.ts';
import { toCsv } from '../../platform/tables/index.ts';
import { isWord } from '../../platform/words/index.ts';
import type { trailQuery } from '../forms.ts';

type Query = Extract<ReturnType<typeof trailQuery.read>, { ok: true }>['value'];
type Reading = Ctx<undefined, undefined, Query>;
type Words = Pick<Reading, 't'>;

export async function showTrail(ctx: Reading): Promise<void> {
  const { query, t } = ctx;
  const search = await searchOf(ctx);
  const [{ rows, total }, actors, acts] = await Promise.all([
    searchTrail(search, query.pagina),
    knownActors(),
    knownActs(),
  ]);
  const names = await subjectNames(rows, ctx);
  ctx.page('admin/trail', {
    title: t('admin.trail.title'),
    filters: query,
    people: [
      ...['system', 'citizen', 'setup'].map((value) => ({ value, label: t(`admin.trail.actor.${value}`) })),
      ...actors.map(({ id, name }) => ({ value: id, label: name })),
    ],
    acts: acts.map((value) => ({ value, label: value })),
    list: pageOf(rows.map((row) => ({ ...shownRow(row, ctx), name: names.get(row.subject) ?? row.subject })), total, query.pagina), // prettier-ignore
    download: `/rastro/exportar.csv${ctx.req.originalUrl.replace(/^[^?]*/, '')}`,
  });
}

export async function exportTrail(ctx: Reading): Promise<void> {
  const { t, res } = ctx;
  const column = (name: string, value: (row: TrailRow) => string | number | Date | null) => ({
    header: t(`admin.trail.column.${name}`),
    value,
  });
  const csv = toCsv(
    [
      column('at', (row) => row.at),
      column('who', (row) => whoDid(row.actor, ctx)),
      column('position', (row) => (row.actor.kind === 'person' ? row.actor.position : null)),
      column('act', (row) => row.act),
      column('subject', (row) => row.subject),
      column('seq', (row) => row.seq),
      column('reason', (row) => row.reason),
      column('from', (row) => row.from),
      column('changes', (row) => row.changes.map((one) => `${one.field}: ${shownValue(one.before, ctx)} → ${shownValue(one.after, ctx)}`).join('\n')),
      column('hash', (row) => row.hash),
    ],
    streamTrail(await searchOf(ctx)),
  ); // prettier-ignore
  res.setHeader('Content-Type', 'text/csv; charset=utf-8');
  res.setHeader('Content-Disposition', `attachment; filename="rastro-${today()}.csv"`);
  await pipeline(csv, res);
}

/** A subject is typed as the trail names it, `document:66f0…`, or as people do, by a code. */
async function searchOf(ctx: Reading): Promise<TrailSearch> {
  const { persona, acto, desde, hasta, sujeto } = ctx.query;
  const record = sujeto && !sujeto.includes(':') ? await recordByCode(sujeto, ctx.user) : null;
  return {
    person: persona,
    act: acto,
    from: desde,
    until: hasta,
    subject: record ? `${record.kind}:${record.id}` : sujeto,
  };
}

/** What the reader calls the subjects: code and title of those that their kind may show to this person. */
async function subjectNames(rows: readonly TrailRow[], { user }: Reading): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  const refs = [...new Set(rows.map((row) => row.subject))].map((subject) => ({ kind: subject.split(':', 1)[0] ?? '', id: subject.slice(subject.indexOf(':') + 1) })); // prettier-ignore
  for (const [kind, group] of Map.groupBy(refs, (ref) => ref.kind)) {
    const shown = (await kindNamed(kind)?.show(group.map((ref) => ref.id), user)) ?? []; // prettier-ignore
    for (const one of shown)
      names.set(`${kind}:${one.id}`, [one.code, one.title].filter(Boolean).join(' · '));
  }
  return names;
}

function shownRow(row: TrailRow, ctx: Reading) {
  const who = whoDid(row.actor, ctx);
  const said = `${row.act.replace('.', '.did.')}`;
  return {
    at: row.at,
    who,
    position: row.actor.kind === 'person' ? row.actor.position : null,
    act: row.act,
    said: isWord(said) ? ctx.t(said, { who }) : null,
    subject: row.subject,
    seq: row.seq,
    reason: row.reason,
    from: row.from,
    hash: row.hash,
    href: `/rastro?sujeto=${encodeURIComponent(row.subject)}`,
    changes: row.changes.map((one) => ({
      field: one.field,
      record: one.record,
      before: shownValue(one.before, ctx),
      after: shownValue(one.after, ctx),
    })),
  };
}

export function whoDid(actor: Actor, { t }: Words): string {
  if (actor.kind === 'person') return actor.name;
  return actor.kind === 'system'
    ? `${t('admin.trail.actor.system')} (${actor.job})`
    : t(`admin.trail.actor.${actor.kind}`);
}

const LONG = 300;

function shownValue(value: unknown, { t }: Words): string {
  if (value === null || value === undefined || value === '') return '—';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (text.startsWith('personal:')) return t('admin.trail.personal');
  return text.length > LONG ? `${text.slice(0, LONG)}…` : text;
}
