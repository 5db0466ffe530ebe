// Expedientes as lists, their own page and the fields of a form need them.
import type { User } from '../../platform/access/roles.ts';
import { pageOf, PAGE_SIZE, skipFor, type Page } from '../../platform/db/paging.ts';
import { NotFound } from '../../platform/errors.ts';
import { escapeRegex, foldText } from '../../platform/search/terms.ts';
import { fileScope } from '../access.ts';
import { FileModel, type FileRecord } from '../file.ts';
import { RecordModel } from '../record.ts';
import type { FileState } from '../rules.ts';

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
  const [rows, total] = await Promise.all([
    FileModel.find(query).sort({ code: -1 }).skip(skipFor(page)).limit(PAGE_SIZE).lean<FileRecord[]>(),
    FileModel.countDocuments(query),
  ]);
  const counted = await Promise.all(rows.map((row) => RecordModel.countDocuments({ file: row._id })));
  return pageOf(rows.map((row, index) => ({ ...row, records: counted[index] ?? 0 })), total, page); // prettier-ignore
}

export async function loadFile(params: Record<string, string>, user: User | null): Promise<FileRecord> {
  if (!user) throw new NotFound();
  const found = await FileModel.findOne({ $and: [{ code: params.code ?? '' }, await fileScope(user)] }).lean<FileRecord>(); // prettier-ignore
  if (!found) throw new NotFound();
  return found;
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
