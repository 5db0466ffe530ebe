// Which records a person may find: by the access of their series in the table in force. A change of the table counts at once.
import { closeFor, isCertifier, processFilter } from '../platform/access/engagement.ts';
import type { User } from '../platform/access/roles.ts';
import { keepsAll, maySeeSeries } from './policy.ts';
import { Series, type SeriesRecord } from './series.ts';
import { tableInForce } from './tabling.ts';

/** Codes of the series whose records this person may not see. */
export async function hiddenSeries(user: User): Promise<string[]> {
  if (keepsAll(user)) return [];
  const table = await tableInForce();
  if (!table) return [];
  const restricted = await Series.find({ table: table.number, 'access.everyone': false })
    .select('code access')
    .lean<Pick<SeriesRecord, '_id' | 'code' | 'access'>[]>();
  return restricted.filter((one) => !maySeeSeries(user, one.access)).map((one) => one.code);
}

/** The records that a person may find, as a database filter; everything for nobody in particular. */
export async function scope(user: User | null): Promise<Record<string, unknown>> {
  if (!user) return {};
  return { ...(await ofSeenSeries(user)), ...engaged(user, 'happened'), ...processFilter(user, 'process') };
}

/** The expedientes that a person may find. */
export async function fileScope(user: User | null): Promise<Record<string, unknown>> {
  if (!user) return {};
  return { ...(await ofSeenSeries(user)), ...engaged(user, 'opened') };
}

async function ofSeenSeries(user: User): Promise<Record<string, unknown>> {
  const hidden = await hiddenSeries(user);
  return hidden.length > 0 ? { series: { $nin: hidden } } : {};
}

/** A certifying body sees what its engagement covers, as it stood at the cut-off (L3). */
function engaged(user: User, field: 'happened' | 'opened'): Record<string, unknown> {
  if (!isCertifier(user)) return {};
  if (!user.engagement) return { _id: null };
  const { from, until, cutOff } = user.engagement;
  const close = closeFor(user);
  return {
    [field]: { $gte: from, $lte: until < cutOff ? until : cutOff },
    ...(close && field === 'happened' ? { declaredAt: { $lt: close } } : {}),
  };
}
