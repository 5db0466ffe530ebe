// Expedientes as lists, their own page and the fields of a form need them.
import { closeFor } from '../../platform/access/engagement.ts';
import type { User } from '../../platform/access/roles.ts';
import { pageBefore } from '../../platform/audit/standing.ts';
import { pageOf, PAGE_SIZE, skipFor, type Page } from '../../platform/db/paging.ts';
import { NotFound } from '../../platform/errors.ts';
import { escapeRegex, foldText } from '../../platform/search/terms.ts';
import { fileScope } from '../access.ts';
import { FileModel, type FileRecord } from '../file.ts';
import { RecordModel, type RecordRecord } from '../record.ts';
import type { FileState } from '../rules.ts';
import { filesSeen, recordsSeen } from '../seeing.ts';

export interface FileFilter {
  q: string;
  serie: string;
  estado: FileState | null;
}

export type FileRow = FileRecord & { records: number };

export async function listFiles(filter: FileFilter, page: number, user: User): Promise<Page<FileRow>> {
  const key = foldText(filter.q.trim());
  const query = {
    $and: [
      {
        ...(key ? { titleKey: { $regex: escapeRegex(key) } } : {}),
        ...(filter.serie ? { series: filter.serie } : {}),
        ...(filter.estado ? { state: filter.estado } : {}),
      },
      await fileScope(user),
    ],
  };
  const close = closeFor(user);
  if (close) return pageThen(filter, key, page, user, close);
  const [rows, total] = await Promise.all([
    FileModel.find(query).sort({ code: -1 }).skip(skipFor(page)).limit(PAGE_SIZE).lean<FileRecord[]>(),
    FileModel.countDocuments(query),
  ]);
  const counted = await Promise.all(rows.map((row) => RecordModel.countDocuments({ file: row._id })));
  return pageOf(rows.map((row, index) => ({ ...row, records: counted[index] ?? 0 })), total, page); // prettier-ignore
}

/** The same as of a cut-off: their state, and how many records lay in them. */
async function pageThen(
  { serie, estado }: FileFilter,
  key: string,
  page: number,
  user: User,
  close: Date,
): Promise<Page<FileRow>> {
  const fixed = { ...(key ? { titleKey: { $regex: escapeRegex(key) } } : {}), ...(serie ? { series: serie } : {}) }; // prettier-ignore
  const asked = {
    within: { $and: [fixed, await fileScope(user)] },
    where: estado ? { state: estado } : {},
    order: { code: -1 } as const,
    page,
  };
  const found = await pageBefore<FileRecord>(FileModel, asked, close);
  const rows = await Promise.all(
    found.rows.map(async (row) => ({ ...row, records: await heldBy(row, user) })),
  );
  return { ...found, rows };
}

async function heldBy({ _id, code }: FileRecord, user: User): Promise<number> {
  const now = await RecordModel.find({ file: _id }).select('fileCode').lean<Pick<RecordRecord, '_id' | 'fileCode'>[]>(); // prettier-ignore
  return (await recordsSeen(now, user)).filter((one) => one.fileCode === code).length;
}

export async function loadFile(params: Record<string, string>, user: User | null): Promise<FileRecord> {
  if (!user) throw new NotFound();
  const found = await FileModel.findOne({ $and: [{ code: params.code ?? '' }, await fileScope(user)] }).lean<FileRecord>(); // prettier-ignore
  const [seen] = await filesSeen(found ? [found] : [], user);
  if (!seen) throw new NotFound();
  return seen;
}

/** The id of an open expediente by its code; null when there is none that the person may see. */
export async function openFileId(code: string, user: User): Promise<string | null> {
  const found = await FileModel.findOne({ $and: [{ code: code.toUpperCase() }, await fileScope(user)] })
    .select('_id')
    .lean<Pick<FileRecord, '_id'>>();
  return found && String(found._id);
}

const OFFERED = 100;

/** The latest open ones, for a field that names one. */
export async function openFileOptions(user: User): Promise<{ value: string; label: string }[]> {
  const found = await FileModel.find({ $and: [{ state: 'open' as const }, await fileScope(user)] })
    .select('code title')
    .sort({ code: -1 })
    .limit(OFFERED)
    .lean<Pick<FileRecord, '_id' | 'code' | 'title'>[]>();
  return found.map(({ code, title }) => ({ value: code, label: `${code} · ${title}` }));
}

export async function anyFile(): Promise<boolean> {
  return (await FileModel.exists({})) !== null;
}
