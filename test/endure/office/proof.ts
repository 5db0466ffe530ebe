// Holds the database and the stored files against what was acknowledged: each act once, none half done.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MongoClient, type Db, type ObjectId } from 'mongodb';
import { readOwner } from '../../../server/embedded/store/lock.ts';
import type { Deed, DeedKind } from './ledger.ts';

export interface Findings {
  /** Acknowledged acts that are missing, or there more than once. */
  lost: string[];
  /** Acts of which only a part is there. */
  half: string[];
  entries: number;
  files: number;
}

interface Entry {
  subject: string;
  act: string;
  request: string;
  actor: { name?: string };
  changes: { record: string; field: string; after: unknown }[];
}

interface Version {
  _id: ObjectId;
  document: ObjectId;
  number: number;
  reason: string;
  content: { kind: 'text'; markdown: string } | { kind: 'file'; sha256: string; name: string };
  decisions: { person: string; name: string; verdict: string }[];
  issued: object | null;
}

interface Stored {
  documents: { _id: ObjectId; code: string }[];
  versions: Version[];
  copies: { document: ObjectId; number: number; holder: string }[];
  entries: Entry[];
  keys: { act: string }[];
  uploads: { sha256: string }[];
  counters: { _id: string; value: number }[];
}

/** Reads everything through the running application's own database and judges it. */
export async function prove(storage: string, deeds: readonly Deed[]): Promise<Findings> {
  const uri = readOwner(join(storage, 'database'))?.uri;
  if (!uri) throw new Error('Nobody has the database open');
  const client = await MongoClient.connect(uri);
  try {
    return judge(await read(client.db()), storage, deeds);
  } finally {
    await client.close();
  }
}

async function read(db: Db): Promise<Stored> {
  const all = <T>(name: string, fields: object = {}): Promise<T[]> =>
    db.collection(name).find({}, { projection: fields }).toArray() as unknown as Promise<T[]>;
  return {
    documents: await all('documents', { code: 1 }),
    versions: await all('document_versions'),
    copies: await all('document_copies', { document: 1, number: 1, holder: 1 }),
    entries: await all('trail_entries', { subject: 1, act: 1, request: 1, actor: 1, changes: 1 }),
    keys: await all('form_keys', { act: 1 }),
    uploads: await all('uploads', { sha256: 1 }),
    counters: await all('counters'),
  };
}

function judge(stored: Stored, storage: string, deeds: readonly Deed[]): Findings {
  const entriesOf = Map.groupBy(stored.entries, (entry) => entry.subject);
  const lost: string[] = [];
  for (const deed of deeds) {
    const documents = stored.documents.filter((one) => one.code === deed.code);
    const document = documents[0];
    if (documents.length !== 1 || !document) {
      lost.push(`${deed.kind} ${deed.code}: ${documents.length} documents`);
      continue;
    }
    const entries = entriesOf.get(`document:${String(document._id)}`) ?? [];
    const version = stored.versions.find(
      (one) => one.document.equals(document._id) && one.number === deed.number,
    );
    const times = version ? TIMES[deed.kind](deed, entries, version, stored) : 0;
    if (times !== 1)
      lost.push(
        `${deed.kind} ${deed.code}/${deed.number} by ${deed.person} (${deed.marker}): ${times} times`,
      );
  }
  const { half, files } = halves(stored, storage);
  return { lost, half, entries: stored.entries.length, files };
}

/** How often an act is in its document's trail; 0 as well when the trail has it and the records do not. */
const TIMES: Record<DeedKind, (deed: Deed, entries: readonly Entry[], version: Version, stored: Stored) => number> = {
  create: (_deed, entries) => entries.filter((one) => one.act === 'documents.create').length,
  start: (_deed, entries, version) => about(entries, 'documents.start_version', version),
  save: ({ marker }, entries) =>
    entries.filter((one) => one.act === 'documents.save' && one.changes.some(({ field, after }) => field === 'reason' && after === marker)).length,
  submit: (_deed, entries, version) => about(entries, 'documents.submit', version),
  approve: ({ person }, entries, version) =>
    version.decisions.filter((one) => one.name === person).length === 1
      ? about(entries.filter((one) => one.actor.name === person), 'documents.approve', version)
      : 0,
  issue: (_deed, entries, version) => (version.issued ? issuesOf(entries, version) : 0),
  copy: ({ marker }, _entries, _version, { copies }) => copies.filter((one) => one.holder === marker).length,
}; // prettier-ignore

function about(entries: readonly Entry[], act: string, version: Version): number {
  const record = `DocumentVersion:${String(version._id)}`;
  return entries.filter((one) => one.act === act && one.changes.some((change) => change.record === record))
    .length;
}

/** The issue of the next version touches this one too, when it makes it obsolete: only what sets `issued` is its own. */
function issuesOf(entries: readonly Entry[], version: Version): number {
  const record = `DocumentVersion:${String(version._id)}`;
  const sets = (one: Entry): boolean =>
    one.changes.some((change) => change.record === record && change.field === 'issued');
  return entries.filter((one) => one.act === 'documents.issue' && sets(one)).length;
}

const ACTS = ['create', 'save', 'submit', 'approve', 'issue', 'start_version', 'make_copy'].map(
  (verb) => `documents.${verb}`,
);

function halves(stored: Stored, storage: string): { half: string[]; files: number } {
  const { documents, versions, entries, keys, uploads } = stored;
  const half: string[] = [];
  const ids = new Set(documents.map((one) => String(one._id)));
  const withVersion = new Set(versions.map((one) => String(one.document)));
  for (const { _id, code } of documents)
    if (!withVersion.has(String(_id))) half.push(`${code} has no version`);
  for (const one of versions) {
    if (!ids.has(String(one.document))) half.push(`version ${String(one._id)} has no document`);
    half.push(...halfVersion(one, entries));
  }
  half.push(...halfSeries(stored));
  // Every act of these came by a form: the key is spent in the same transaction that writes the trail.
  for (const act of ACTS) {
    const done = new Set(entries.filter((one) => one.act === act).map((one) => one.request)).size;
    const spent = keys.filter((one) => one.act === act).length;
    if (done !== spent) half.push(`${act}: ${done} in the trail, ${spent} forms spent`);
  }
  const hashes = new Set([
    ...versions.flatMap(({ content }) => (content.kind === 'file' ? [content.sha256] : [])),
    ...uploads.map((one) => one.sha256),
  ]);
  for (const sha256 of hashes)
    if (!isStored(storage, sha256)) half.push(`file ${sha256} is not stored whole`);
  return { half, files: hashes.size };
}

function halfVersion(version: Version, entries: readonly Entry[]): string[] {
  const half: string[] = [];
  const name = `version ${String(version._id)}`;
  const approvals = about(entries, 'documents.approve', version);
  if (approvals !== version.decisions.length)
    half.push(`${name}: ${version.decisions.length} decisions, ${approvals} in the trail`);
  if ((version.issued ? 1 : 0) !== issuesOf(entries, version)) half.push(`${name}: issued without its entry`);
  const people = new Set(version.decisions.map((one) => one.person));
  if (people.size !== version.decisions.length) half.push(`${name}: somebody decided twice`);
  // A save writes its mark both into the reason and into the content. A new version begins with the content of the one before.
  const saved = entries.some(
    (one) =>
      one.act === 'documents.save' &&
      one.changes.some(
        ({ record, field, after }) =>
          record.endsWith(String(version._id)) && field === 'reason' && after === version.reason,
      ),
  );
  const content = version.content.kind === 'text' ? version.content.markdown : version.content.name;
  if (saved && !new RegExp(`${version.reason}(?!\\d)`).test(content))
    half.push(`${name}: reason and content are of different saves`);
  return half;
}

function halfSeries({ copies, counters, entries }: Stored): string[] {
  const half: string[] = [];
  for (const [document, own] of Map.groupBy(copies, (copy) => String(copy.document))) {
    const numbers = own.map((copy) => copy.number).sort((a, b) => a - b);
    if (numbers.some((number, index) => number !== index + 1))
      half.push(`copies of ${document} are numbered ${numbers.join(' ')}`);
    const counter = counters.find((one) => one._id === `copies/${document}`)?.value;
    if (counter !== numbers.length)
      half.push(`the counter of the copies of ${document} says ${counter}, there are ${numbers.length}`);
    const made = entries.filter(
      (one) => one.act === 'documents.make_copy' && one.subject === `document:${document}`,
    ).length;
    if (made !== numbers.length) half.push(`${numbers.length} copies of ${document}, ${made} in the trail`);
  }
  return half;
}

function isStored(storage: string, sha256: string): boolean {
  try {
    const bytes = readFileSync(join(storage, 'files', sha256.slice(0, 2), sha256));
    return createHash('sha256').update(bytes).digest('hex') === sha256;
  } catch {
    return false;
  }
}
