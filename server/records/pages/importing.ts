// Bringing a retention table in from a spreadsheet: a dry run with its report, then, with every row good, into the draft.
import { Invalid } from '../../platform/errors.ts';
import { acceptAttribute, fileStore, RefusedFile, type Kind } from '../../platform/files/index.ts';
import type { InputOf } from '../../platform/forms/forms.ts';
import { accepts, attachmentsOf, type Attachment } from '../../platform/http/attachments.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { readSheet, toXlsx } from '../../platform/tables/index.ts';
import { takeRows } from '../drafting.ts';
import type { importForm } from '../forms/table.ts';
import { checkSheet, type ImportReport } from '../importing/checking.ts';
import { tableColumns } from '../importing/columns.ts';
import { pathOfTable } from '../present/tables.ts';
import { draftTable } from '../queries/tables.ts';
import { seriesOf, tableInForce } from '../tabling.ts';

const PATH = '/trd/importacion';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const LIST: readonly Kind[] = ['xlsx', 'csv'];
export const importUpload = accepts({ allowed: LIST, megabytes: 5 });

export async function ask(ctx: Ctx): Promise<void> {
  await show(ctx, null, await stillAttached(ctx));
}

/** The headers to fill in, with the table in force as example. */
export async function template(ctx: Ctx): Promise<void> {
  const table = await tableInForce();
  const rows = table ? await seriesOf(table.number) : [];
  const bytes = await toXlsx(tableColumns(ctx.language), rows, ctx.t('records.table.short'));
  ctx.download(`${ctx.t('records.import.template_name')}.xlsx`, XLSX, bytes);
}

export async function send(ctx: Ctx<undefined, InputOf<typeof importForm>>): Promise<void> {
  const [file] = await attachmentsOf(ctx.req, 'file');
  if (!file) throw Invalid.field('file', 'records.import.file_needed');
  const report = await judged(file);
  // A list with one bad row brings nothing in, whoever insists.
  if (ctx.input.paso === 'ensayo' || report.problems.length > 0) {
    if (report.problems.length > 0) ctx.res.status(422);
    return show(ctx, report, file);
  }
  const rows = report.rows.map((row) => row.series);
  const { added, changed } = await takeRows(rows, ctx.user);
  const draft = await draftTable();
  await ctx.redirect(draft ? pathOfTable(draft) : '/trd', { key: 'records.import.done', params: { added, changed } });
} // prettier-ignore

async function judged(file: Attachment): Promise<ImportReport> {
  const bytes = await fileStore().read(file.sha256);
  const begin = (await draftTable()) ?? (await tableInForce());
  try {
    return checkSheet(await readSheet(bytes), begin ? await seriesOf(begin.number) : []);
  } catch (error) {
    if (error instanceof RefusedFile) throw Invalid.field('file', error.key, error.params);
    throw error;
  }
}

async function show(
  ctx: Pick<Ctx, 't' | 'page'>,
  report: ImportReport | null,
  file: Attachment | null,
): Promise<void> {
  const { t } = ctx;
  const bad = new Set(report?.problems.map((one) => one.row));
  ctx.page('records/import', {
    title: t('records.import.title'),
    crumbs: [{ href: '/trd', label: t('records.table.title') }, { label: t('records.import.title') }],
    path: PATH,
    accept: acceptAttribute(LIST),
    attached: file,
    draft: (await draftTable()) !== null,
    report: report && {
      good: report.problems.length === 0,
      count: report.rows.length,
      figures: [
        { label: t('records.import.rows'), value: report.rows.length },
        { label: t('records.import.new'), value: report.rows.filter((one) => !one.known).length },
        { label: t('records.import.bad'), value: bad.size, state: bad.size > 0 ? 'bad' : 'ok' },
      ],
      problems: report.problems.map(({ row, code, column, key, params }) => ({
        row: String(row),
        code,
        column: column ? t(`records.import.column.${column}`) : '',
        says: t(key, params),
      })),
    },
  });
}

async function stillAttached(ctx: Pick<Ctx, 'req' | 'form'>): Promise<Attachment | null> {
  if (Object.keys(ctx.form.values).length === 0) return null;
  return attachmentsOf(ctx.req, 'file').then(([file]) => file ?? null, () => null); // prettier-ignore
}
