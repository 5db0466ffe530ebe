// Pages of expedientes: the list, one with its records, opening, filling, closing.
import { peopleOptions, positionOptions } from '../../people/index.ts';
import { closeFor } from '../../platform/access/engagement.ts';
import { historyOf } from '../../platform/audit/history.ts';
import type { InputOf } from '../../platform/forms/forms.ts';
import { ledBack } from '../../platform/http/asking.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { lineOf } from '../../platform/links/lines.ts';
import { panel } from '../../platform/links/links.ts';
import { timelineOf } from '../../platform/pages/timeline.ts';
import { formatDate } from '../../platform/words/index.ts';
import type { FileRecord } from '../file.ts';
import { closeFile, fillFile, openFile } from '../filing.ts';
import { reopenFile } from '../reopening.ts';
import type { fileForm, fileQuery, filesQuery, fillForm, reasonForm } from '../forms/files.ts';
import { maySeeSeries } from '../policy.ts';
import { recordRow, retentionFacts, settledFacts } from '../present/records.ts';
import { anyFile, listFiles } from '../queries/files.ts';
import { listRecords } from '../queries/records.ts';
import { seriesOptions } from '../queries/tables.ts';
import { FILE_STATES, isPending, retentionDates } from '../rules.ts';
import { seriesIn, seriesInForce } from '../tabling.ts';
import { placeIn } from './records.ts';

const HOME = '/expedientes';

export async function list(ctx: Ctx<undefined, undefined, InputOf<typeof filesQuery>>): Promise<void> {
  const { query, user, t } = ctx;
  const [page, any, series] = await Promise.all([
    listFiles(query, query.pagina, user),
    anyFile(),
    seriesOptions(user, (who, one) => maySeeSeries(who, one.access)),
  ]);
  ctx.page('records/files', {
    title: t('records.file.title'),
    crumbs: [{ label: t('records.file.title') }],
    list: {
      ...page,
      rows: page.rows.map((row) => ({ ...row, href: `${HOME}/${row.code}`, tag: tagOf(row, t) })),
    },
    filter: query,
    any,
    options: { series, states: FILE_STATES.map((value) => ({ value, label: t(`records.file.state.${value}`) })) },
    can: { open: ctx.may('records.open_file') },
  });
} // prettier-ignore

export async function show(ctx: Ctx<FileRecord, undefined, InputOf<typeof fileQuery>>): Promise<void> {
  const { subject: file, user, t } = ctx;
  const id = String(file._id);
  const filter = { words: '', series: null, file: file.code, process: null, document: null, conforms: null, from: null, until: null }; // prettier-ignore
  const history = ctx.may('records.history');
  const closed = file.closed;
  const [records, links, acts, series] = await Promise.all([
    listRecords(filter, ctx.query?.pagina ?? 1, user),
    panel({ kind: 'file', id }, user),
    history ? historyOf(`file:${id}`, { limit: 50, before: closeFor(user) }) : [],
    closed ? seriesIn(closed.table, file.series) : seriesInForce(file.series),
  ]);
  const dates = closed && series && !isPending(series) ? retentionDates(closed.day, series) : null;
  ctx.page('records/file', {
    title: file.title,
    crumbs: [{ href: HOME, label: t('records.file.title') }, { label: file.code }],
    file,
    path: `${HOME}/${file.code}`,
    tag: tagOf(file, t),
    facts: [
      { label: t('records.field.series'), value: `${file.series} · ${file.seriesName}`, href: `/trd/series/${file.series}` },
      { label: t('records.field.responsible'), value: file.responsible },
      { label: t('records.file.opened'), day: file.opened },
      ...(closed ? [{ label: t('records.file.closed'), day: closed.day }, { label: t('records.file.closed_by'), value: closed.name }] : []),
      ...reopenings(file, ctx),
      ...settledFacts(file.historical, t),
    ],
    retention: retentionFacts(series, dates, t),
    list: { ...records, rows: records.rows.map((row) => recordRow(row, user, t)) },
    linked: links.map((row) => lineOf(row, t)),
    timeline: history ? timelineOf(acts, t) : null,
    can: {
      fill: file.state === 'open' && ctx.may('records.fill_file'),
      close: file.state === 'open' && ctx.may('records.close_file'),
      reopen: file.state === 'closed' && ctx.may('records.close_file'),
    },
  });
} // prettier-ignore

export async function showAgain(ctx: Ctx<FileRecord>): Promise<void> {
  await show(ctx as unknown as Ctx<FileRecord, undefined, InputOf<typeof fileQuery>>);
}

export async function blank(ctx: Ctx): Promise<void> {
  const { user, t } = ctx;
  const [series, positions, people] = await Promise.all([
    seriesOptions(user, (who, one) => maySeeSeries(who, one.access)),
    positionOptions(),
    peopleOptions(),
  ]);
  ctx.page('records/file_new', {
    title: t('records.file.new'),
    crumbs: [{ href: HOME, label: t('records.file.title') }, { label: t('records.file.new') }],
    options: { series },
    names: [...positions, ...people].map((one) => one.label),
  });
}

export async function create(ctx: Ctx<undefined, InputOf<typeof fileForm>>): Promise<void> {
  const { title, series, responsible } = ctx.input;
  const code = await openFile({ title, series, responsible, place: placeIn(ctx.input) }, ctx.user);
  await ctx.redirect(`${HOME}/${code}`, { key: 'records.file.created', params: { code } });
}

export async function fill(ctx: Ctx<FileRecord, InputOf<typeof fillForm>>): Promise<void> {
  await fillFile(ctx.subject.code, ctx.input.record, ctx.user);
  await ctx.redirect(`${HOME}/${ctx.subject.code}`, { key: 'records.file.filled', params: { code: ctx.input.record } });
} // prettier-ignore

export async function askClose(ctx: Ctx<FileRecord>): Promise<void> {
  await ask(ctx, 'close', 'cierre');
}

export async function close(ctx: Ctx<FileRecord, InputOf<typeof reasonForm>>): Promise<void> {
  await closeFile(ctx.subject.code, ctx.input, ctx.user);
  await ctx.redirect(`${HOME}/${ctx.subject.code}`, { key: 'records.file.is_closed' });
}

export async function askReopen(ctx: Ctx<FileRecord>): Promise<void> {
  await ask(ctx, 'reopen', 'reapertura');
}

export async function reopen(ctx: Ctx<FileRecord, InputOf<typeof reasonForm>>): Promise<void> {
  await reopenFile(ctx.subject.code, ctx.input, ctx.user);
  await ctx.redirect(`${HOME}/${ctx.subject.code}`, { key: 'records.file.is_open_again' });
}

/** The page that asks for the reason of an act. */
async function ask(ctx: Ctx<FileRecord>, act: 'close' | 'reopen', last: string): Promise<void> {
  const { subject: file, t } = ctx;
  const path = `${HOME}/${file.code}`;
  if (await ledBack(ctx, file.state === (act === 'close' ? 'open' : 'closed'), path)) return;
  const say = (part: string): string => t(`records.file.${act}.${part}`, { code: file.code });
  ctx.page('records/file_ask', {
    title: say('title'),
    crumbs: [{ href: HOME, label: t('records.file.title') }, { href: path, label: file.code }, { label: say('crumb') }],
    file,
    path,
    action: `${path}/${last}`,
    ask: { text: say('text'), button: say('do'), reason: say('reason') },
  });
} // prettier-ignore

/** Each time that it was opened again, on its page for everybody; the reasons stand in its history. */
function reopenings({ reopened = [] }: Partial<FileRecord>, { t, language }: Pick<Ctx, 't' | 'language'>) {
  return reopened.map(({ day, name, closed }) => ({
    label: t('records.file.reopened'),
    value: t('records.file.reopened_by', {
      day: formatDate(day, language),
      name,
      closed: formatDate(closed, language),
    }),
  }));
}

function tagOf({ state }: Pick<FileRecord, 'state'>, t: Ctx['t']): { kind: string; text: string } {
  const kind = { open: 'info', closed: 'ok', transferred: 'off', historical: 'ok', disposed: 'off' }[state];
  return { kind, text: t(`records.file.state.${state}`) };
}
