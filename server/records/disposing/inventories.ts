// In which inventory an expediente or a record stands now.
import { Disposal } from './disposal.ts';
import { standing } from './line.ts';
import { Transfer } from './transfer.ts';

const ON_ITS_WAY = { state: { $in: ['prepared', 'approved', 'published'] as const } };

/** The code of an inventory on its way (disposal or transfer) in which any of these stands; null when none does. */
export async function inventoryWith(ids: readonly string[]): Promise<string | null> {
  const [code] = (await inventoriesOf(ids)).values();
  return code ?? null;
}

/** Of these, those that stand in an inventory on its way: the code of it by id. */
export async function inventoriesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const asked = new Set(ids);
  // One after the other: verbs ask inside their transaction.
  const disposals = await Disposal.find({ ...holding(ids), ...ON_ITS_WAY }).select('code lines').lean();
  const transfers = await Transfer.find({ ...holding(ids), state: 'prepared' }).select('code lines').lean();
  return new Map(
    [...disposals, ...transfers].flatMap(({ code, lines }) =>
      standing(lines).filter(({ id }) => asked.has(id)).map(({ id }) => [id, code]),
    ),
  );
} // prettier-ignore

function holding(ids: readonly string[]) {
  return { lines: { $elemMatch: { id: { $in: [...ids] }, dropped: null } } };
}
