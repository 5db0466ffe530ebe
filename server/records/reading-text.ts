// The words inside the files of records, read after the act that declared them, so that a search finds them.
import { act, type Actor } from '../platform/audit/act.ts';
import { acceptFile, fileStore, kinds, type Kind } from '../platform/files/index.ts';
import { termsOf } from '../platform/search/terms.ts';
import { RecordModel, type RecordFile, type RecordRecord } from './record.ts';

const SYSTEM: Actor = { kind: 'system', job: 'records.read_text' };
/** A record is found by its first words; a book of more distinct ones would only swell the index. */
const MOST_TERMS = 4_000;
const AT_ONCE = 200;

/** Reads the text of a record's files and makes it findable. Terms are derived: they leave no entry in the trail. */
export async function readTextOf(id: string): Promise<void> {
  const record = await RecordModel.findById(id).lean<RecordRecord>();
  if (record?.text !== 'waiting') return;
  const texts = await Promise.all(record.files.map(textInside));
  const terms = [...new Set([...record.terms, ...texts.flatMap(termsOf)])].slice(0, MOST_TERMS);
  await act('records.read_text', SYSTEM, async () => {
    const now = await RecordModel.findById(id);
    if (now?.text !== 'waiting') return;
    now.set({ terms, text: 'read' });
    await now.save();
  });
}

/** Reads what waits, the oldest first. */
export async function readWaitingTexts(): Promise<void> {
  const waiting = await RecordModel.find({ text: 'waiting' })
    .select('_id')
    .sort({ _id: 1 })
    .limit(AT_ONCE)
    .lean<Pick<RecordRecord, '_id'>[]>();
  for (const one of waiting) await readTextOf(String(one._id));
}

/** The text of a stored file; empty for pictures, and for what can no longer be read (the legibility check names those). */
export async function textInside({ sha256, name, type }: RecordFile): Promise<string> {
  const kind = (Object.keys(kinds) as Kind[]).find((one) => kinds[one].mime === type);
  if (!kind) return '';
  try {
    return (await acceptFile(await fileStore().read(sha256), withExtension(name, kind), [kind])).text;
  } catch {
    return '';
  }
}

/** Files that the system made may be named without their kind. */
function withExtension(name: string, kind: Kind): string {
  return kinds[kind].extensions.some((one) => name.toLowerCase().endsWith(`.${one}`))
    ? name
    : `${name}.${kind}`;
}
