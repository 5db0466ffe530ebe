// What tests of records begin with: people, the starting table, a stored file, a declared record.
import { declareRecord, type NewRecord } from '../../server/records/declaring.ts';
import { RecordModel, type RecordFile, type RecordRecord } from '../../server/records/record.ts';
import { ensureStartingTable } from '../../server/records/tabling.ts';
import { fileStore } from '../../server/platform/files/index.ts';
import type { User } from '../../server/platform/access/roles.ts';
import { testApp } from '../support/app.ts';
import { makePeople, SETUP, type People } from '../support/people.ts';

/** A series whose records everybody may see. */
export const SERIES = '140.10.04';

/** An empty copy with its people and the starting table; the slices are declared. */
export async function makeArchive(): Promise<People> {
  await testApp();
  const people = await makePeople();
  await ensureStartingTable(SETUP);
  return people;
}

/** A text that lies in the store. */
export async function stored(text: string, name = 'informe.txt'): Promise<RecordFile> {
  const { sha256, bytes } = await fileStore().put(Buffer.from(text));
  return { sha256, name, type: 'text/plain; charset=utf-8', size: bytes };
}

let made = 0;

/** What a record needs, with a file of its own. */
export async function newRecord(changes: Partial<NewRecord> = {}): Promise<NewRecord> {
  made += 1;
  return {
    title: `Informe de visita ${made}`,
    series: SERIES,
    happened: '2026-01-15',
    author: 'Profesional de mejoramiento',
    responsible: 'Directora de calidad educativa',
    conforms: 'conforming',
    files: [await stored(`Visita número ${made}`)],
    ...changes,
  };
}

/** A declared record. Returns its code. */
export async function aRecord(actor: User, changes: Partial<NewRecord> = {}): Promise<string> {
  return declareRecord(await newRecord(changes), actor);
}

export async function recordOf(code: string): Promise<RecordRecord> {
  const record = await RecordModel.findOne({ code }).lean<RecordRecord>();
  if (!record) throw new Error(`There is no record ${code}`);
  return record;
}
