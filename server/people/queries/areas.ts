// Areas as lists, selects and other slices see them.
import type { QueryFilter } from 'mongoose';
import { Area, type AreaRecord } from '../area.ts';

export interface AreaRow {
  id: string;
  code: string;
  name: string;
  parent: string | null;
  active: boolean;
}

/** A value and its words, as a select shows them. */
export interface Option {
  value: string;
  label: string;
}

/** Areas by id, by code. */
export function areasByIds(ids: readonly string[]): Promise<AreaRow[]> {
  return areasWhere({ _id: { $in: ids } });
}

/** Areas of the structure of today for a select, by code. */
export async function areaOptions(): Promise<Option[]> {
  const areas = await areasWhere({ active: true });
  return areas.map(({ id, code, name }) => ({ value: id, label: `${code} · ${name}` }));
}

export async function areasWhere(filter: QueryFilter<AreaRecord> = {}): Promise<AreaRow[]> {
  const areas = await Area.find(filter).sort({ code: 1 }).lean<AreaRecord[]>();
  return areas.map(({ _id, code, name, parent, active }) => ({
    id: String(_id),
    code,
    name,
    parent: parent ? String(parent) : null,
    active,
  }));
}

/** Every area with its depth, each below the one it belongs to, so that a list shows the tree. */
export async function areaTree(): Promise<(AreaRow & { depth: number })[]> {
  const below = Map.groupBy(await areasWhere(), (area) => area.parent);
  const walk = (parent: string | null, depth: number): (AreaRow & { depth: number })[] =>
    (below.get(parent) ?? []).flatMap((area) => [{ ...area, depth }, ...walk(area.id, depth + 1)]);
  return walk(null, 0);
}
