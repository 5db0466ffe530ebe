// Integrity of what was waived: each waiver still belongs to a record that exists.
import type { Fault } from '../../platform/http/slice.ts';
import { kindNamed } from '../../platform/links/kinds.ts';
import { Waiver, type WaiverRecord } from '../links/waiver.ts';

export async function* waiverFaults(): AsyncGenerator<Fault> {
  const standing = await Waiver.find({ until: null }).lean<WaiverRecord[]>();
  for (const [kind, group] of Map.groupBy(standing, (one) => one.kind)) {
    const ids = group.map(({ id }) => id);
    const there = new Set(((await kindNamed(kind)?.show(ids, null)) ?? []).map(({ id }) => id));
    for (const { _id, id } of group.filter((one) => !there.has(one.id)))
      yield { check: 'link', subject: `link_waiver:${String(_id)}`, says: 'integrity.link_dangles', params: { end: `${kind}:${id}` } };
  } // prettier-ignore
}
