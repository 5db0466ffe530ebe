// Positions as lists, selects and other slices see them.
import type { QueryFilter } from 'mongoose';
import type { Day } from '../../platform/clock.ts';
import { kept } from '../../platform/db/kept.ts';
import { Position, type PositionRecord } from '../position.ts';
import { areasByIds, type Option } from './areas.ts';

export interface PositionRow {
  id: string;
  name: string;
  /** Id of the area. */
  area: string;
  areaName: string;
  active: boolean;
  /** G3h: the position of the management representative. */
  isRepresentative: boolean;
}

/** Positions by id, open or closed, by name. */
export function positionsByIds(ids: readonly string[]): Promise<PositionRow[]> {
  return positionsWhere({ _id: { $in: ids } });
}

/** Open positions for a select: name and area. */
export const positionOptions = kept(['Position', 'Area'], async (): Promise<readonly Option[]> => {
  const positions = await positionsWhere({ active: true });
  return positions.map(({ id, name, areaName }) => ({ value: id, label: `${name} · ${areaName}` }));
});

export async function positionsWhere(filter: QueryFilter<PositionRecord>): Promise<PositionRow[]> {
  const found = Position.find(filter, { responsibilities: 0, representative: 0 }).sort({ name: 1 });
  const positions = await found.lean<PositionRecord[]>();
  const areas = await areasByIds([...new Set(positions.map((one) => String(one.area)))]);
  const names = new Map(areas.map((area) => [area.id, area.name]));
  return positions.map(({ _id, name, area, active, isRepresentative }) => ({
    id: String(_id),
    name,
    area: String(area),
    areaName: names.get(String(area)) ?? '',
    active,
    isRepresentative,
  }));
}

/** A position as its own page shows it. */
export interface PositionDetail extends PositionRow {
  /** G3g: what it answers for and may decide, one per line. */
  responsibilities: string;
  representative: { act: string; since: Day } | null;
}

export async function positionById(id: string): Promise<PositionDetail | null> {
  const record = await Position.findById(id).lean<PositionRecord>();
  const [row] = await positionsByIds([id]);
  if (!record || !row) return null;
  const { representative, responsibilities } = record;
  return {
    ...row,
    responsibilities,
    representative: representative ? { act: representative.act, since: representative.since } : null,
  };
}

/** G3h: the position that represents the management; null until one is designated. */
export async function representative(): Promise<PositionDetail | null> {
  const found = await Position.findOne({ isRepresentative: true }, { _id: 1 }).lean();
  return found && positionById(String(found._id));
}
