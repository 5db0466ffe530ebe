// Records and expedientes as a person sees them: a certifying body as they stood at the end of its cut-off (L3).
import { closeFor } from '../platform/access/engagement.ts';
import type { User } from '../platform/access/roles.ts';
import { stoodBefore } from '../platform/audit/standing.ts';
import { FileModel, type FileRecord } from './file.ts';
import { RecordModel, type RecordRecord } from './record.ts';

type Some<R> = Pick<R & { _id: unknown }, '_id'>;

/** The same records with their state, expediente and place of that day; as they are for everybody else. */
export function recordsSeen<R extends Some<RecordRecord>>(rows: readonly R[], user: User | null): Promise<R[]> {
  return stoodBefore(RecordModel, rows, closeFor(user));
} // prettier-ignore

export function filesSeen<R extends Some<FileRecord>>(rows: readonly R[], user: User | null): Promise<R[]> {
  return stoodBefore(FileModel, rows, closeFor(user));
} // prettier-ignore

/** Whether what the record held was disposed of, be it after the cut-off: what is gone is not offered. */
export async function isGone(record: RecordRecord, user: User): Promise<boolean> {
  if (record.state === 'disposed') return true;
  if (closeFor(user) === null) return false;
  return (await RecordModel.exists({ _id: record._id, state: 'disposed' })) !== null;
}
