// In which inventory an expediente or a record stands now.
import { Disposal } from './disposal.ts';
import { Transfer } from './transfer.ts';

/** The code of an inventory on its way (disposal or transfer) in which any of these stands; null when none does. */
export async function inventoryWith(ids: readonly string[]): Promise<string | null> {
  return (await disposalWith(ids)) ?? (await transferWith(ids));
}

/** The same of disposals alone. */
export async function disposalWith(ids: readonly string[]): Promise<string | null> {
  const open = { state: { $in: ['prepared', 'approved', 'published'] as const } };
  return (await Disposal.findOne({ ...holding(ids), ...open }, { code: 1 }).lean())?.code ?? null;
}

/** The same of transfers alone. */
export async function transferWith(ids: readonly string[]): Promise<string | null> {
  return (await Transfer.findOne({ ...holding(ids), state: 'prepared' }, { code: 1 }).lean())?.code ?? null;
}

function holding(ids: readonly string[]) {
  return { lines: { $elemMatch: { id: { $in: [...ids] }, dropped: null } } };
}
