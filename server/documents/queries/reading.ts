// Who must read what: the documents that apply to a person, those still to be read, and the readers of a document (G1d).
import { activePeople, peopleIn, type PersonRow } from '../../people/index.ts';
import { has, type User } from '../../platform/access/roles.ts';
import { startOf, today } from '../../platform/clock.ts';
import type { Task } from '../../platform/http/slice.ts';
import { Acknowledgement, type AcknowledgementRecord } from '../acknowledgement.ts';
import { Document, type DocumentRecord, type VersionGlance } from '../document.ts';
import { appliesTo, type PointsOfUse } from '../rules.ts';
import { inForceOn } from './listing.ts';

type Row = Pick<
  DocumentRecord,
  '_id' | 'code' | 'title' | 'typeName' | 'state' | 'current' | 'working' | 'withdrawal' | 'distribution'
>;

/** A document that applies to a person, with the version in force and when they confirmed having read it. */
export interface OwnDocument {
  document: Row;
  version: VersionGlance;
  /** True when the readers of the document must confirm each version. */
  asked: boolean;
  readAt: Date | null;
}

const FIELDS = 'code title typeName state current working withdrawal distribution';

/** The documents in force that are meant for this person, by code. */
export async function documentsFor(user: User): Promise<OwnDocument[]> {
  return owned(user, {});
}

/** Those of them that wait for "read and understood". The certifying body confirms nothing. */
export async function unreadBy(user: User): Promise<OwnDocument[]> {
  if (has(user, 'certifier')) return [];
  return (await owned(user, { 'distribution.acknowledge': true })).filter((one) => one.readAt === null);
}

/** More than these stand as one line that leads to the person's own list. */
const MANY = 5;

/** What waits to be read, for the list of tasks. */
export async function readingTasks(user: User): Promise<Task[]> {
  const unread = await unreadBy(user);
  const since = unread.map(({ version }) => startOf(version.effective ?? today()));
  if (unread.length <= MANY)
    return unread.map(({ document: { code, title }, version }, index) => ({
      href: `/documentos/${encodeURIComponent(code)}`,
      word: 'documents.task.read',
      params: { code, title, label: version.label },
      since: since[index] ?? startOf(today()),
      due: null,
    }));
  const first = since.reduce((a, b) => (a < b ? a : b));
  const params = { count: unread.length };
  return [{ href: '/mis-documentos', word: 'documents.task.read_many', params, since: first, due: null }];
}

/** A filter for what is used where this person works. */
export function meantFor(user: User): Record<string, unknown> {
  return {
    $or: [
      { 'distribution.everyone': true },
      { 'distribution.areas': { $in: [...user.areas] } },
      { 'distribution.positions': { $in: user.positions.map((held) => held.id) } },
    ],
  };
}

async function owned(user: User, filter: Record<string, unknown>): Promise<OwnDocument[]> {
  const found = await Document.find({ state: 'in_force', ...filter, ...meantFor(user) })
    .select(FIELDS)
    .sort({ code: 1 })
    .lean<Row[]>();
  const inForce = found.flatMap((document) => {
    const version = inForceOn(document, today());
    return version ? [{ document, version }] : [];
  });
  const ids = inForce.map(({ version }) => version.id);
  const acts = await Acknowledgement.find({ version: { $in: ids }, person: user.id })
    .select('version at')
    .lean<AcknowledgementRecord[]>();
  const read = new Map(acts.map((one) => [String(one.version), one.at]));
  return inForce.map(({ document, version }) => ({
    document,
    version,
    asked: document.distribution.acknowledge,
    readAt: read.get(version.id) ?? null,
  }));
}

/** How a person stands to the version that they look at: whether it is theirs to confirm, and when they did. */
export async function readingOf(
  document: DocumentRecord,
  user: User,
): Promise<{ asked: boolean; readAt: Date | null } | null> {
  const version = inForceOn(document, today());
  if (!version || has(user, 'certifier') || !appliesTo(document.distribution, user)) return null;
  const act = await Acknowledgement.findOne({ version: version.id, person: user.id }).lean();
  return { asked: document.distribution.acknowledge, readAt: act?.at ?? null };
}

export interface Reader {
  id: string;
  name: string;
  position: string;
  readAt: Date | null;
  /** False for somebody who confirmed and to whom the document no longer applies. */
  applies: boolean;
}

export interface Readers {
  /** By name. */
  rows: Reader[];
  /** To how many people the document applies, and how many of them confirmed. */
  asked: number;
  read: number;
}

/** Who has read the version in force and who has not. */
export async function readersOf(document: DocumentRecord): Promise<Readers> {
  const version = inForceOn(document, today());
  const [people, acts] = await Promise.all([
    peopleAt(document.distribution),
    version
      ? Acknowledgement.find({ version: version.id }).sort({ at: 1 }).lean<AcknowledgementRecord[]>()
      : [],
  ]);
  const read = new Map(acts.map((one) => [one.person, one]));
  const asked: Reader[] = people.map(({ id, name, position }) => ({
    id,
    name,
    position: position ?? '',
    readAt: read.get(id)?.at ?? null,
    applies: true,
  }));
  const known = new Set(asked.map((one) => one.id));
  const others: Reader[] = acts
    .filter((one) => !known.has(one.person))
    .map(({ person, name, position, at }) => ({
      id: person,
      name,
      position: position ?? '',
      readAt: at,
      applies: false,
    }));
  return {
    rows: [...asked, ...others],
    asked: asked.length,
    read: asked.filter((one) => one.readAt).length,
  };
}

/** The people of the points of use who can confirm. */
async function peopleAt({ everyone, areas, positions }: PointsOfUse): Promise<PersonRow[]> {
  const people = everyone ? await activePeople() : await peopleIn({ areas, positions });
  return people.filter((one) => !one.roles.includes('certifier'));
}
