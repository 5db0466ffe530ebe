// Tasks of document control as lines: about a document, or about one of its versions.
import type { Task } from '../../platform/http/slice.ts';
import { Document, type DocumentRecord } from '../document.ts';
import type { VersionRow } from './showing.ts';

/** What a task says of its document. */
export type TaskDocument = Pick<DocumentRecord, '_id' | 'code' | 'title'>;
/** More tasks of one kind than these stand as one line that leads to their list. */
export const MANY = 5;

export function versionTask(
  document: TaskDocument,
  version: VersionRow,
  word: string,
  since: Date,
  count = 0,
): Task {
  const href = `${pathOf(document)}/versiones/${version.number}`;
  return {
    href,
    word,
    params: { code: document.code, title: document.title, label: version.label, count },
    since,
    due: null,
  };
}

export function aboutDocument(document: TaskDocument, word: string, since: Date, page = ''): Task {
  return {
    href: pathOf(document) + page,
    word,
    params: { code: document.code, title: document.title },
    since,
    due: null,
  };
}

export async function documentsById(
  ids: string[],
): Promise<Map<string, TaskDocument & Pick<DocumentRecord, 'owner' | 'state' | 'working'>>> {
  const found = await Document.find({ _id: { $in: ids } })
    .select('code title owner state working')
    .lean<DocumentRecord[]>();
  return new Map(found.map((one) => [String(one._id), one]));
}

function pathOf(document: TaskDocument): string {
  return `/documentos/${encodeURIComponent(document.code)}`;
}
