// Documents of external origin as lists, their own page and tasks need them (G1f).
import type { User } from '../../platform/access/roles.ts';
import { may } from '../../platform/access/policy.ts';
import { startOf, today } from '../../platform/clock.ts';
import { recordId } from '../../platform/db/ids.ts';
import { pageOf, PAGE_SIZE, skipFor, type Page } from '../../platform/db/paging.ts';
import { NotFound } from '../../platform/errors.ts';
import type { Task } from '../../platform/http/slice.ts';
import { Link, type LinkRecord } from '../../platform/links/links.ts';
import { escapeRegex } from '../../platform/search/terms.ts';
import { External, nameKeyOf, type ExternalRecord } from '../external.ts';
import { meantFor } from './reading.ts';

export const EXTERNAL_STATES = ['vigentes', 'por_verificar', 'terminados'] as const;

export interface ExternalFilter {
  q: string;
  estado: (typeof EXTERNAL_STATES)[number] | null;
  /** Only what is meant for the person's work. */
  mios: boolean;
  orden: string;
}

/** A row of the list: how many documents cite it. */
export interface ExternalRow extends ExternalRecord {
  cited: number;
}

const ORDER: Record<string, string> = { nombre: 'nameKey', verificacion: 'nextCheck' };

export async function listExternals(
  filter: ExternalFilter,
  page: number,
  user: User,
): Promise<Page<ExternalRow>> {
  const query = conditions(filter, user);
  const [rows, total] = await Promise.all([
    External.find(query)
      .sort(orderOf(filter.orden))
      .skip(skipFor(page))
      .limit(PAGE_SIZE)
      .lean<ExternalRecord[]>(),
    External.countDocuments(query),
  ]);
  return pageOf(await counted(rows), total, page);
}

/** Every row of a filter, for exports. */
export async function everyExternal(filter: ExternalFilter, user: User): Promise<ExternalRow[]> {
  return counted(
    await External.find(conditions(filter, user)).sort(orderOf(filter.orden)).lean<ExternalRecord[]>(),
  );
}

/** Those that hold and are meant for this person's work, by name. */
export async function externalsFor(user: User): Promise<ExternalRow[]> {
  return counted(
    await External.find({ endedOn: null, ...meantFor(user) })
      .sort({ nameKey: 1 })
      .lean<ExternalRecord[]>(),
  );
}

/** How many there are at all, for an empty list's words. */
export async function anyExternal(): Promise<boolean> {
  return (await External.exists({})) !== null;
}

/** @throws NotFound */
export async function loadExternal({ id }: Record<string, string>): Promise<ExternalRecord> {
  const found = await External.findById(recordId(id)).lean<ExternalRecord>();
  if (!found) throw new NotFound();
  return found;
}

/** The names that a field of citations offers. */
export async function externalNames(): Promise<string[]> {
  const all = await External.find({ endedOn: null })
    .select('name')
    .sort({ nameKey: 1 })
    .lean<ExternalRecord[]>();
  return all.map((one) => one.name);
}

const MANY = 5;

/** G1f: whoever keeps the register looks on time whether each edition still holds. */
export async function externalTasks(user: User): Promise<Task[]> {
  if (!may(user, 'documents.edit_externals')) return [];
  const due = await External.find({ endedOn: null, nextCheck: { $lte: today() } })
    .sort({ nextCheck: 1 })
    .lean<ExternalRecord[]>();
  const [first] = due;
  if (!first) return [];
  if (due.length > MANY) {
    const word = 'documents.task.check_externals';
    const href = '/externos?estado=por_verificar';
    return [{ href, word, params: { count: due.length }, since: startOf(first.nextCheck), due: first.nextCheck }]; // prettier-ignore
  }
  return due.map(({ _id, name, nextCheck }) => ({
    href: `/externos/${String(_id)}/verificacion`,
    word: 'documents.task.check_external',
    params: { name },
    since: startOf(nextCheck),
    due: nextCheck,
  }));
}

function conditions({ q, estado, mios }: ExternalFilter, user: User): Record<string, unknown> {
  const typed = escapeRegex(q.trim());
  const key = escapeRegex(nameKeyOf(q));
  return {
    ...(mios ? { $and: [meantFor(user)] } : {}),
    ...(q ? { $or: [{ nameKey: { $regex: key } }, { about: { $regex: typed, $options: 'i' } }, { issuer: { $regex: typed, $options: 'i' } }] } : {}),
    ...(estado === 'terminados' ? { endedOn: { $gt: '' } } : {}),
    ...(estado === 'vigentes' ? { endedOn: null } : {}),
    ...(estado === 'por_verificar' ? { endedOn: null, $nor: [{ verified: { $ne: null }, nextCheck: { $gt: today() } }] } : {}),
  }; // prettier-ignore
}

function orderOf(sort: string): Record<string, 1 | -1> {
  const down = sort.startsWith('-');
  return { [ORDER[down ? sort.slice(1) : sort] ?? 'nameKey']: down ? -1 : 1 };
}

async function counted(rows: ExternalRecord[]): Promise<ExternalRow[]> {
  const cites = await Link.find({
    'to.kind': 'external',
    'to.id': { $in: rows.map((row) => String(row._id)) },
    meaning: 'cites',
    until: null,
  }).lean<LinkRecord[]>();
  const byExternal = Map.groupBy(cites, (one) => one.to.id);
  return rows.map((row) => ({ ...row, cited: byExternal.get(String(row._id))?.length ?? 0 }));
}
