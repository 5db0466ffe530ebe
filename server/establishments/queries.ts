// What pages show of schools and what other slices ask.
import type { User } from '../platform/access/roles.ts';
import { pageOf, PAGE_SIZE, skipFor, type Page } from '../platform/db/paging.ts';
import { NotFound } from '../platform/errors.ts';
import { queryTerms } from '../platform/search/terms.ts';
import { Establishment, type EstablishmentRecord, type SaberResult } from './establishment.ts';
import { codeOf, type Level, type Regime, type Sector, type Zone } from './rules.ts';

/** A school or site as lists and other slices see it. */
export interface SchoolRow {
  id: string;
  dane: string;
  code: string;
  name: string;
  /** Id of the school that it is a site of. */
  main: string | null;
  municipality: string;
  sector: Sector;
  zone: Zone;
  regime: Regime | null;
  levels: readonly Level[];
  saber: readonly SaberResult[];
  active: boolean;
  /** Ids of people who answer for it. */
  rector: string | null;
  delegate: string | null;
}

export interface ListFilter {
  words: string;
  sector: Sector | null;
  zone: Zone | null;
  /** Null: both. */
  active: boolean | null;
  sites: boolean;
  sort: string;
  page: number;
}

const ORDER: Record<string, string> = { dane: 'dane', nombre: 'nameKey' };

export async function listSchools(filter: ListFilter): Promise<Page<SchoolRow>> {
  const where = conditions(filter);
  const [rows, total] = await Promise.all([
    Establishment.find(where).sort(orderOf(filter.sort)).skip(skipFor(filter.page)).limit(PAGE_SIZE).lean<EstablishmentRecord[]>(),
    Establishment.countDocuments(where),
  ]); // prettier-ignore
  return pageOf(rows.map(rowOf), total, filter.page);
}

/** Every school of a filter, for exports. */
export async function* everySchool(filter: ListFilter): AsyncGenerator<SchoolRow> {
  const cursor = Establishment.find(conditions(filter)).sort(orderOf(filter.sort)).lean<EstablishmentRecord>().cursor(); // prettier-ignore
  for await (const one of cursor as AsyncIterable<EstablishmentRecord>) yield rowOf(one);
}

/** @throws NotFound */
export async function schoolByDane(dane: string): Promise<SchoolRow> {
  const found = await findSchool(dane);
  if (!found) throw new NotFound();
  return found;
}

export async function findSchool(dane: string): Promise<SchoolRow | null> {
  const found = await Establishment.findOne({ dane }).lean<EstablishmentRecord>();
  return found && rowOf(found);
}

/** Schools and sites by id, by name. */
export async function schoolsByIds(ids: readonly string[]): Promise<SchoolRow[]> {
  const found = await Establishment.find({ _id: { $in: ids } }).sort({ nameKey: 1 }).lean<EstablishmentRecord[]>(); // prettier-ignore
  return found.map(rowOf);
}

export async function sitesOf(school: string): Promise<SchoolRow[]> {
  const found = await Establishment.find({ main: school }).sort({ nameKey: 1 }).lean<EstablishmentRecord[]>();
  return found.map(rowOf);
}

/** The schools that a person answers for, as rector or delegate. */
export async function schoolsOf(user: Pick<User, 'id'>): Promise<SchoolRow[]> {
  const own = { $or: [{ rector: user.id }, { delegate: user.id }] };
  return (await Establishment.find(own).sort({ nameKey: 1 }).lean<EstablishmentRecord[]>()).map(rowOf);
}

/** Schools in service for a select, by name: `Institución Educativa El Mirador · 176001000123`. */
export async function schoolOptions(): Promise<{ value: string; label: string }[]> {
  const found = await Establishment.find({ main: null, active: true })
    .sort({ nameKey: 1 })
    .select('dane name')
    .lean<Pick<EstablishmentRecord, 'dane' | 'name'>[]>();
  return found.map(({ dane, name }) => ({ value: dane, label: `${name} · ${dane}` }));
}

/** Schools whose code or name has every word typed. */
export async function schoolsWithWords(typed: string, limit: number): Promise<SchoolRow[]> {
  const terms = queryTerms(typed);
  if (terms.length === 0) return [];
  const found = await Establishment.find({ words: { $all: terms } }).sort({ nameKey: 1 }).limit(limit).lean<EstablishmentRecord[]>(); // prettier-ignore
  return found.map(rowOf);
}

export function rowOf(record: EstablishmentRecord): SchoolRow {
  const { dane, name, municipality, sector, zone, regime, levels, saber, active, rector, delegate } = record;
  return {
    id: String(record._id),
    dane,
    code: codeOf(dane),
    name,
    main: record.main ? String(record.main) : null,
    municipality,
    sector,
    zone,
    regime,
    levels,
    saber,
    active,
    rector,
    delegate,
  };
}

function conditions({ words, sector, zone, active, sites }: ListFilter): Record<string, unknown> {
  const terms = queryTerms(words);
  return {
    ...(sites ? {} : { main: null }),
    ...(terms.length > 0 ? { words: { $all: terms } } : {}),
    ...(sector ? { sector } : {}),
    ...(zone ? { zone } : {}),
    ...(active === null ? {} : { active }),
  };
}

function orderOf(sort: string): Record<string, 1 | -1> {
  const down = sort.startsWith('-');
  return { [ORDER[down ? sort.slice(1) : sort] ?? 'nameKey']: down ? -1 : 1 };
}
