// The import of schools: the list, what taking it would do row by row, and the taking.
import { Invalid } from '../../platform/errors.ts';
import { acceptAttribute, type Kind } from '../../platform/files/index.ts';
import { accepts, attachmentsOf, type Attachment } from '../../platform/http/attachments.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { toXlsx } from '../../platform/tables/index.ts';
import { exportColumns, trialReport } from '../present.ts';
import type { SchoolRow } from '../queries.ts';
import { takeList, tryList } from './taking.ts';

const LIST: readonly Kind[] = ['xlsx', 'csv'];
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const listUpload = accepts({ allowed: LIST, megabytes: 10 });

export function ask(ctx: Ctx): void {
  showPage(ctx, null, null);
}

/** Tries the list and shows the report; changes nothing. */
export async function tryOut(ctx: Ctx): Promise<void> {
  const file = await sentList(ctx);
  showPage(ctx, file, trialReport(await tryList(file.sha256), ctx.language, ctx.t));
}

export async function take(ctx: Ctx): Promise<void> {
  const file = await sentList(ctx);
  const { made, changed } = await takeList(file.sha256, ctx.actor);
  await ctx.redirect('/establecimientos', { key: 'establishments.import.done', params: { made, changed } });
}

/** An empty list with one example, to fill in. */
export async function template(ctx: Ctx): Promise<void> {
  const example: SchoolRow = {
    id: '', dane: '111001000001', code: '', name: ctx.t('establishments.import.example'), main: null, municipality: 'Valle Alto', sector: 'official',
    zone: 'urban', regime: null, levels: ['preschool', 'primary'], saber: [{ year: 2025, category: 'B', index: 0.71 }], active: true, rector: null, delegate: null,
  }; // prettier-ignore
  const bytes = await toXlsx(exportColumns(new Map(), ctx.language, ctx.t), [example]);
  ctx.download(`${ctx.t('establishments.import.template_name')}.xlsx`, XLSX, bytes);
}

async function sentList(ctx: Ctx): Promise<Attachment> {
  const [file] = await attachmentsOf(ctx.req, 'list');
  if (!file) throw Invalid.field('list', 'establishments.import.list_needed');
  return file;
}

function showPage(ctx: Ctx, file: Attachment | null, report: ReturnType<typeof trialReport> | null): void {
  ctx.page('establishments/import', {
    title: ctx.t('establishments.import.title'),
    crumbs: [
      { label: ctx.t('establishments.title'), href: '/establecimientos' },
      { label: ctx.t('establishments.import.title') },
    ],
    accept: acceptAttribute(LIST),
    file,
    report,
  });
}
