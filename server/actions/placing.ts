// What every record of this slice names: the process it is about and the positions that answer for it.
import { positionsByIds } from '../people/index.ts';
import { Invalid } from '../platform/errors.ts';
import { findProcess, processesByIds, type ProcessRow } from '../processes/index.ts';

/** @throws Invalid naming the field */
export async function positionNamed(
  id: string,
  field = 'responsible',
): Promise<{ id: string; name: string }> {
  const [position] = await positionsByIds([id]);
  if (!position?.active) throw Invalid.field(field, 'actions.form.position_gone');
  return position;
}

/** @param named code or id of a process; null is none. @throws Invalid */
export async function processNamed(named: string | null): Promise<ProcessRow | null> {
  if (!named) return null;
  const found = (await findProcess(named)) ?? (await processesByIds([named]))[0];
  if (!found) throw Invalid.field('process', 'actions.form.process_gone');
  return found;
}

export function placeOf(process: ProcessRow | null): { process: string | null; processName: string } {
  return { process: process?.id ?? null, processName: process ? `${process.code} ${process.name}` : '' };
}
