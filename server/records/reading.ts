// A reading of a reserved record: who saw its page or took one of its files, and when. An entry in the record's own chain.
import mongoose, { Schema, type Types } from 'mongoose';
import { act } from '../platform/audit/act.ts';
import { audited } from '../platform/audit/audited.ts';
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { now } from '../platform/clock.ts';
import type { RecordRecord } from './record.ts';
import { seriesInForce } from './tabling.ts';

interface ReadingRecord {
  _id: Types.ObjectId;
  record: Types.ObjectId;
  by: string;
  at: Date;
  what: 'page' | 'file';
  /** Of the file that was taken. */
  sha256: string | null;
}

const readingSchema = new Schema<ReadingRecord>(
  {
    record: { type: Schema.Types.ObjectId, required: true },
    by: { type: String, required: true },
    at: { type: Date, required: true },
    what: { type: String, enum: ['page', 'file'], required: true },
    sha256: { type: String, default: null },
  },
  { collection: 'record_readings' },
);
readingSchema.index({ record: 1, at: -1 });
readingSchema.plugin(audited, { kind: 'record', subjectOf: (one) => String(one.record) });

export const Reading = mongoose.model('RecordReading', readingSchema);

/** True when the series of the record is reserved by the table in force. */
export async function isReserved(record: Pick<RecordRecord, 'series'>): Promise<boolean> {
  return (await seriesInForce(record.series))?.reserved ?? false;
}

/**
 * Notes the reading of a reserved record; of any other it notes nothing. Awaited before the page is answered: nobody reads a
 * reserved record without leaving a trace, and when the trace cannot be written the record is not shown.
 * It is the one thing that a GET of this system writes, and it must be: what is recorded is the reading itself, which an
 * address opened from a mail or a bookmark does as well as a button would. It changes nothing that the reader could want changed
 * or repeat to their gain, so no form key or token guards it.
 */
export async function noteReading(
  record: Pick<RecordRecord, '_id' | 'series'>,
  user: User,
  what: ReadingRecord['what'],
  sha256: string | null = null,
): Promise<void> {
  if (!(await isReserved(record))) return;
  const note = async (): Promise<void> => {
    await new Reading({ record: record._id, by: user.id, at: now(), what, sha256 }).save();
  };
  // In turn: two readers of one record write into one chain.
  await act('records.read', actorOf(user), note, { queue: `record-reading:${String(record._id)}` });
}
